using FeedHub.Core.Briefs;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Briefs;

/// <summary>Stores the identities and versions of briefs in SQL.</summary>
public sealed class BriefStore(FeedDatabase database) : IBriefStore
{
    public Task<IReadOnlyDictionary<string, BriefIdentity>> IdentifyAsync(
        string series, IReadOnlyList<BriefClaim> claims, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync<IReadOnlyDictionary<string, BriefIdentity>>(
            WriteScope.Catalog,
            async sql =>
            {
                var known = await KnownAsync(sql, series);
                var identities = BriefIdentities.From(claims, known);
                foreach (var claim in claims)
                {
                    var before = known.GetValueOrDefault(claim.Slug);
                    var kept = claim.Released <= now ? identities[claim.Slug] : identities[claim.Slug] with { Issue = before?.Issue };
                    if (kept != before)
                    {
                        await sql.ExecuteAsync(
                            """
                            INSERT INTO brief (series, slug, id, issue) VALUES (@series, @slug, @id, @issue)
                            ON CONFLICT (series, slug) DO UPDATE SET id = excluded.id, issue = excluded.issue
                            """,
                            ("@series", series), ("@slug", kept.Slug), ("@id", kept.Id), ("@issue", kept.Issue));
                    }
                }
                return identities;
            },
            cancellationToken);

    public async Task<IReadOnlyDictionary<string, BriefIdentity>> KnownAsync(string series, CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        return await KnownAsync(sql, series);
    }

    public Task KeepVersionsAsync(
        string series, IReadOnlyDictionary<string, string> texts, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            WriteScope.Catalog,
            async sql =>
            {
                var versions = await sql.QueryAsync(
                    """
                    SELECT v.slug, v.text FROM brief_version v
                    WHERE v.series = @series
                      AND v.number = (SELECT MAX(number) FROM brief_version WHERE series = v.series AND slug = v.slug)
                    """,
                    row => (Slug: row.Text("slug"), Text: row.Text("text")),
                    ("@series", series));
                var last = versions.ToDictionary(v => v.Slug, v => v.Text);
                foreach (var (slug, text) in texts.Where(t => last.GetValueOrDefault(t.Key) != t.Value))
                {
                    await sql.ExecuteAsync(
                        """
                        INSERT INTO brief_version (series, slug, number, seen, text)
                        SELECT @series, @slug, COALESCE(MAX(number), 0) + 1, @seen, @text
                        FROM brief_version WHERE series = @series AND slug = @slug
                        """,
                        ("@series", series), ("@slug", slug), ("@seen", now.ToColumn()), ("@text", text));
                }
                return texts.Count;
            },
            cancellationToken);

    public async Task<IReadOnlyList<BriefVersion>> VersionsAsync(string series, string slug, CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        return await sql.QueryAsync(
            "SELECT number, seen, text FROM brief_version WHERE series = @series AND slug = @slug ORDER BY number",
            row => new BriefVersion((int)row.Number("number"), row.Instant("seen"), row.Text("text")),
            ("@series", series), ("@slug", slug));
    }

    private static async Task<Dictionary<string, BriefIdentity>> KnownAsync(SqlSession sql, string series)
    {
        var briefs = await sql.QueryAsync(
            "SELECT slug, id, issue FROM brief WHERE series = @series",
            row => new BriefIdentity(row.Text("slug"), row.Text("id"), (int?)row.NumberOrNull("issue")),
            ("@series", series));
        return briefs.ToDictionary(b => b.Slug);
    }
}

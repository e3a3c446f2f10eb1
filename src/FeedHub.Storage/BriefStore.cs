using Dapper;
using FeedHub.Core.Briefs;

namespace FeedHub.Storage;

/// <summary>Keeps briefs' identities and versions in SQL.</summary>
public sealed class BriefStore(FeedDatabase database) : IBriefStore
{
    public Task<IReadOnlyDictionary<string, BriefIdentity>> IdentifyAsync(
        string series, IReadOnlyList<BriefClaim> claims, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync<IReadOnlyDictionary<string, BriefIdentity>>(
            async (connection, transaction) =>
            {
                var known = (await connection.QueryAsync<(string Slug, string Id, int? Issue)>(
                    "SELECT slug, id, issue FROM brief WHERE series = @series", new { series }, transaction))
                    .ToDictionary(b => b.Slug, b => new BriefIdentity(b.Slug, b.Id, b.Issue));
                var identities = BriefIdentities.Of(claims, known);
                foreach (var claim in claims)
                {
                    var before = known.GetValueOrDefault(claim.Slug);
                    var kept = claim.Released <= now ? identities[claim.Slug] : identities[claim.Slug] with { Issue = before?.Issue };
                    if (kept != before)
                    {
                        await connection.ExecuteAsync(
                            """
                            INSERT INTO brief (series, slug, id, issue) VALUES (@series, @Slug, @Id, @Issue)
                            ON CONFLICT (series, slug) DO UPDATE SET id = excluded.id, issue = excluded.issue
                            """,
                            new { series, kept.Slug, kept.Id, kept.Issue },
                            transaction);
                    }
                }
                return identities;
            },
            cancellationToken);

    public async Task<IReadOnlyDictionary<string, BriefIdentity>> KnownAsync(string series, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Slug, string Id, int Issue)>("SELECT slug, id, issue FROM brief WHERE series = @series", new { series });
        return rows.ToDictionary(b => b.Slug, b => new BriefIdentity(b.Slug, b.Id, b.Issue));
    }

    public Task KeepVersionsAsync(string series, IReadOnlyDictionary<string, string> texts, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async (connection, transaction) =>
            {
                var last = (await connection.QueryAsync<(string Slug, string Text)>(
                    """
                    SELECT v.slug, v.text FROM brief_version v
                    WHERE v.series = @series AND v.number = (SELECT MAX(number) FROM brief_version WHERE series = v.series AND slug = v.slug)
                    """,
                    new { series },
                    transaction)).ToDictionary(v => v.Slug, v => v.Text);
                return await connection.ExecuteAsync(
                    """
                    INSERT INTO brief_version (series, slug, number, seen, text)
                    SELECT @series, @slug, COALESCE(MAX(number), 0) + 1, @seen, @text FROM brief_version WHERE series = @series AND slug = @slug
                    """,
                    texts.Where(t => last.GetValueOrDefault(t.Key) != t.Value).Select(t => new { series, slug = t.Key, seen = now.ToColumn(), text = t.Value }),
                    transaction);
            },
            cancellationToken);

    public async Task<IReadOnlyList<BriefVersion>> VersionsAsync(string series, string slug, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<(int Number, long Seen, string Text)>(
            "SELECT number, seen, text FROM brief_version WHERE series = @series AND slug = @slug ORDER BY number", new { series, slug });
        return [.. rows.Select(r => new BriefVersion(r.Number, r.Seen.ToInstant(), r.Text))];
    }
}

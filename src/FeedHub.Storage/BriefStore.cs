using Dapper;
using FeedHub.Core.Briefs;

namespace FeedHub.Storage;

/// <summary>Keeps briefs' identities in SQL.</summary>
public sealed class BriefStore(FeedDatabase database) : IBriefStore
{
    public Task<IReadOnlyDictionary<string, BriefIdentity>> IdentifyAsync(
        string series, IReadOnlyList<BriefClaim> claims, CancellationToken cancellationToken) =>
        database.WriteAsync<IReadOnlyDictionary<string, BriefIdentity>>(
            async (connection, transaction) =>
            {
                var known = (await connection.QueryAsync<(string Slug, string Id, int Issue)>(
                    "SELECT slug, id, issue FROM brief WHERE series = @series", new { series }, transaction))
                    .ToDictionary(b => b.Slug, b => new BriefIdentity(b.Slug, b.Id, b.Issue));
                var last = known.Values.Select(b => b.Issue).Concat(claims.Select(c => c.Issue ?? 0)).DefaultIfEmpty(0).Max();
                var given = new Dictionary<string, BriefIdentity>();
                foreach (var claim in claims.OrderBy(c => c.Published).ThenBy(c => c.Slug, StringComparer.Ordinal))
                {
                    var before = known.GetValueOrDefault(claim.Slug);
                    var identity = new BriefIdentity(claim.Slug, claim.Id ?? before?.Id ?? claim.MintedId, claim.Issue ?? before?.Issue ?? ++last);
                    given[claim.Slug] = identity;
                    if (identity != before)
                    {
                        await connection.ExecuteAsync(
                            """
                            INSERT INTO brief (series, slug, id, issue) VALUES (@series, @Slug, @Id, @Issue)
                            ON CONFLICT (series, slug) DO UPDATE SET id = excluded.id, issue = excluded.issue
                            """,
                            new { series, identity.Slug, identity.Id, identity.Issue },
                            transaction);
                    }
                }
                return given;
            },
            cancellationToken);
}

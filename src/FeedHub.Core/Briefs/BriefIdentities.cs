namespace FeedHub.Core.Briefs;

/// <summary>Gives each brief of a series its ID and number.</summary>
public static class BriefIdentities
{
    private static readonly Dictionary<string, BriefIdentity> Nothing = [];

    /// <summary>For a series that no store knows.</summary>
    public static IReadOnlyDictionary<string, BriefIdentity> From(IReadOnlyList<BriefClaim> claims) => From(claims, Nothing);

    /// <summary>
    /// An ID or number in the file wins over the one given before. A new number follows the greatest so far, in the order in which the
    /// briefs come out, so that no gap tells of one that is hidden; a number that a file names is passed over, and one given before is
    /// never moved. A brief that comes out later has the number that it will get if no file changes until then.
    /// </summary>
    /// <param name="given">By slug; also of briefs whose files are gone.</param>
    public static IReadOnlyDictionary<string, BriefIdentity> From(
        IReadOnlyList<BriefClaim> claims, IReadOnlyDictionary<string, BriefIdentity> given)
    {
        var named = claims.Select(c => c.Issue).OfType<int>().ToHashSet();
        var last = given.Values.Max(g => g.Issue) ?? 0;
        var identities = new Dictionary<string, BriefIdentity>();
        foreach (var claim in claims.OrderBy(c => c.Released ?? DateTimeOffset.MaxValue).ThenBy(c => c.Slug, StringComparer.Ordinal))
        {
            var before = given.GetValueOrDefault(claim.Slug);
            var issue = claim.Issue ?? before?.Issue ?? (claim.Released is null ? null : Next());
            last = Math.Max(last, claim.Released is null ? 0 : issue ?? 0);
            identities[claim.Slug] = new(claim.Slug, claim.Id ?? before?.Id ?? claim.MintedId, issue);
        }
        return identities;

        int Next()
        {
            var next = last + 1;
            while (named.Contains(next))
            {
                next++;
            }
            return next;
        }
    }
}

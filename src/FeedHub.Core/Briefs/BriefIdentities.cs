namespace FeedHub.Core.Briefs;

/// <summary>Assigns each brief of a series its ID and number.</summary>
public static class BriefIdentities
{
    private static readonly Dictionary<string, BriefIdentity> Nothing = [];

    /// <summary>Identities for a series that is in no store.</summary>
    public static IReadOnlyDictionary<string, BriefIdentity> From(IReadOnlyList<BriefClaim> claims) => From(claims, Nothing);

    /// <summary>
    /// An ID or number in the file takes precedence over one assigned earlier. A new number follows the highest so far, in order of
    /// publication, so that no gap reveals a hidden brief. Numbers claimed by a file are skipped, and an assigned number never changes. A
    /// brief that will be published later has the number that it will get if no file changes until then.
    /// </summary>
    /// <param name="given">The identities assigned so far, by slug, including those of briefs whose files are gone.</param>
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

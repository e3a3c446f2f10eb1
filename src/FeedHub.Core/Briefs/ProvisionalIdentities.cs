namespace FeedHub.Core.Briefs;

/// <summary>
/// Identities that no store has confirmed: those of the files, else those known, and the rest given in order of publication.
/// </summary>
public static class ProvisionalIdentities
{
    public static IReadOnlyDictionary<string, BriefIdentity> Of(IReadOnlyList<BriefClaim> claims) =>
        Of(claims, new Dictionary<string, BriefIdentity>());

    /// <param name="known">What the store has given, by slug.</param>
    public static IReadOnlyDictionary<string, BriefIdentity> Of(
        IReadOnlyList<BriefClaim> claims, IReadOnlyDictionary<string, BriefIdentity> known)
    {
        var last = known.Values.Select(k => k.Issue).Concat(claims.Select(c => c.Issue ?? 0)).DefaultIfEmpty(0).Max();
        var given = new Dictionary<string, BriefIdentity>();
        foreach (var claim in claims.OrderBy(c => c.Published).ThenBy(c => c.Slug, StringComparer.Ordinal))
        {
            var before = known.GetValueOrDefault(claim.Slug);
            given[claim.Slug] = new(claim.Slug, claim.Id ?? before?.Id ?? claim.MintedId, claim.Issue ?? before?.Issue ?? ++last);
        }
        return given;
    }
}

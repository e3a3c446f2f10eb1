namespace FeedHub.Core.Briefs;

/// <summary>Identities for a series that no store knows: those of the files, and the rest given in order of publication.</summary>
public static class ProvisionalIdentities
{
    public static IReadOnlyDictionary<string, BriefIdentity> Of(IReadOnlyList<BriefClaim> claims)
    {
        var last = claims.Max(c => c.Issue) ?? 0;
        return claims
            .OrderBy(c => c.Published).ThenBy(c => c.Slug, StringComparer.Ordinal)
            .ToDictionary(c => c.Slug, c => new BriefIdentity(c.Slug, c.Id ?? c.MintedId, c.Issue ?? ++last));
    }
}

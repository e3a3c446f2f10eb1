namespace FeedHub.Core.Briefs;

/// <summary>A brief as its file tells it, before the store has confirmed its identity.</summary>
/// <param name="Claim">What the file says of the brief's identity.</param>
/// <param name="Brief">Everything else; its ID and number are provisional.</param>
public sealed record BriefDraft(BriefClaim Claim, Brief Brief)
{
    public Brief Identified(BriefIdentity identity) => Brief with { Id = identity.Id, Issue = identity.Issue };
}

/// <summary>A series as its folder tells it, before the store has confirmed the identity of its briefs.</summary>
public sealed record SeriesDraft(Series Series, IReadOnlyList<BriefDraft> Briefs)
{
    public IReadOnlyList<BriefClaim> Claims => [.. Briefs.Select(b => b.Claim)];

    /// <summary>The series with its briefs, newest first, each under the identity given for its slug.</summary>
    public Series Identified(IReadOnlyDictionary<string, BriefIdentity> identities) => Series with
    {
        Briefs = [.. Briefs
            .Select(b => b.Identified(identities[b.Claim.Slug]))
            .OrderByDescending(b => b.Published).ThenByDescending(b => b.Issue).ThenBy(b => b.Slug, StringComparer.Ordinal)],
    };
}

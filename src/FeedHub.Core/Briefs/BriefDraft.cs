namespace FeedHub.Core.Briefs;

/// <summary>A brief as its file tells it, before the store has confirmed its identity.</summary>
/// <param name="Claim">What the file says of the brief's identity.</param>
/// <param name="Brief">Everything else; its ID and number are provisional.</param>
/// <param name="Text">The file's whole text.</param>
public sealed record BriefDraft(BriefClaim Claim, Brief Brief, string Text)
{
    public Brief Identified(BriefIdentity identity) => Brief with { Id = identity.Id, Issue = identity.Issue };
}

/// <summary>A series as its folder tells it, before the store has confirmed the identity of its briefs.</summary>
public sealed record SeriesDraft(Series Series, IReadOnlyList<BriefDraft> Briefs)
{
    /// <summary>What is claimed for every brief but those still being written, which have no number yet.</summary>
    public IReadOnlyList<BriefClaim> Claims => [.. Finished.Select(b => b.Claim)];

    /// <summary>The file texts by slug, of every brief.</summary>
    public IReadOnlyDictionary<string, string> Texts => Briefs.ToDictionary(b => b.Claim.Slug, b => b.Text);

    private IEnumerable<BriefDraft> Finished => Briefs.Where(b => b.Brief.Status != BriefStatus.Draft);

    /// <summary>The series with its finished briefs, newest first, each under the identity given for its slug.</summary>
    public Series Identified(IReadOnlyDictionary<string, BriefIdentity> identities) => Series with
    {
        Drafts = [.. Briefs.Where(b => b.Brief.Status == BriefStatus.Draft).Select(b => b.Brief)],
        Briefs = [.. Finished
            .Select(b => b.Identified(identities[b.Claim.Slug]))
            .OrderByDescending(b => b.Released).ThenByDescending(b => b.Issue).ThenBy(b => b.Slug, StringComparer.Ordinal)],
    };
}

namespace FeedHub.Core.Briefs;

/// <summary>A brief as read from its file, before the store has confirmed its identity.</summary>
/// <param name="Claim">What the file says about the brief's identity.</param>
/// <param name="Brief">Everything else; its ID and number are provisional.</param>
/// <param name="Text">The complete text of the file.</param>
public sealed record BriefDraft(BriefClaim Claim, Brief Brief, string Text)
{
    public Brief Identified(BriefIdentity identity) => Brief with { Id = identity.Id, Issue = identity.Issue };
}

/// <summary>A series as read from its folder, before the store has confirmed the identities of its briefs.</summary>
public sealed record SeriesDraft(Series Series, IReadOnlyList<BriefDraft> Briefs)
{
    /// <summary>The claims of all briefs except drafts, which have no number yet.</summary>
    public IReadOnlyList<BriefClaim> Claims => [.. Finished.Select(b => b.Claim)];

    /// <summary>The file text of every brief, by slug.</summary>
    public IReadOnlyDictionary<string, string> Texts => Briefs.ToDictionary(b => b.Claim.Slug, b => b.Text);

    private IEnumerable<BriefDraft> Finished => Briefs.Where(b => b.Brief.Status != BriefStatus.Draft);

    /// <summary>The series with its finished briefs, newest first, each with the identity assigned to its slug.</summary>
    public Series Identified(IReadOnlyDictionary<string, BriefIdentity> identities) => Series with
    {
        Drafts = [.. Briefs.Where(b => b.Brief.Status == BriefStatus.Draft).Select(b => b.Brief)],
        Briefs = [.. Finished
            .Select(b => b.Identified(identities[b.Claim.Slug]))
            .OrderByDescending(b => b.Released).ThenByDescending(b => b.Issue).ThenBy(b => b.Slug, StringComparer.Ordinal)],
    };
}

namespace FeedHub.Core.Briefs;

/// <summary>One of our own publications.</summary>
public sealed record Series
{
    /// <summary>Name of its folder below <c>feeds-config/series</c>: lower-case ASCII letters, digits and hyphens.</summary>
    public required string Slug { get; init; }
    public required string Title { get; init; }
    public required string Description { get; init; }
    /// <summary>BCP 47 tag.</summary>
    public required string Language { get; init; }
    public required string Publisher { get; init; }
    /// <summary>Web page of the series elsewhere, or null.</summary>
    public string? Home { get; init; }
    /// <summary>Rights line of the series.</summary>
    public string? Rights { get; init; }
    /// <summary>Address of the licence.</summary>
    public string? Licence { get; init; }
    /// <summary>Earlier addresses of its feeds, which still work.</summary>
    public IReadOnlyList<FeedAlias> Aliases { get; init; } = [];
    /// <summary>Where its briefs are first published, if that is another site.</summary>
    public FollowedAddress? Follow { get; init; }
    /// <summary>Where its drafts can be sent, so that an editor finishes them there.</summary>
    public WordPressAccount? WordPress { get; init; }
    /// <summary>Its briefs were written to show the software, not to inform; every page says so.</summary>
    public bool Demonstration { get; init; }
    /// <summary>Every finished brief, whatever its date, newest first.</summary>
    public IReadOnlyList<Brief> Briefs { get; init; } = [];
    /// <summary>Briefs still being written: not public, and without a number.</summary>
    public IReadOnlyList<Brief> Drafts { get; init; } = [];

    /// <summary>The briefs that are public at <paramref name="now"/>, newest first.</summary>
    public IReadOnlyList<Brief> PublicAt(DateTimeOffset now) => [.. Briefs.Where(b => b.IsPublicAt(now))];

    /// <summary>Those, and the briefs that were public and have been withdrawn, newest first.</summary>
    public IReadOnlyList<Brief> KnownAt(DateTimeOffset now) => [.. Briefs.Where(b => b.IsPublicAt(now) || b.IsWithdrawnAt(now))];

    /// <summary>
    /// The last instant up to <paramref name="now"/> at which a brief was released. While the files do not change, this alone determines
    /// what is public, so it can represent the time in a version.
    /// </summary>
    public DateTimeOffset? LastReleaseAt(DateTimeOffset now) => Briefs.Where(b => b.Released <= now).Max(b => (DateTimeOffset?)b.Released);

    /// <summary>The first instant after <paramref name="now"/> at which a brief is released; null if none is planned.</summary>
    public DateTimeOffset? NextReleaseAfter(DateTimeOffset now) =>
        Briefs.Where(b => b.Released > now).Min(b => (DateTimeOffset?)b.Released);
}

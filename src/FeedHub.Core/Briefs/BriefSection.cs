namespace FeedHub.Core.Briefs;

/// <summary>What a section of a brief is.</summary>
public enum BriefSectionKind
{
    Body,
    Watching,
    WhyItMatters,
    Other,
}

/// <summary>A run of a brief below one heading.</summary>
public sealed record BriefSection
{
    public required BriefSectionKind Kind { get; init; }
    /// <summary>The heading; null for the body, which has none.</summary>
    public string? Heading { get; init; }
    /// <summary>Safe HTML below the heading; for <see cref="BriefSectionKind.Watching"/>, what precedes the first item.</summary>
    public required string Html { get; init; }
    public IReadOnlyList<WatchingItem> Items { get; init; } = [];
}

/// <summary>One thing being watched.</summary>
/// <param name="Anchor">Fragment on the brief's page, <c>w-…</c>, unique in the brief.</param>
/// <param name="Label">Plain text.</param>
/// <param name="Html">Safe HTML, one or more paragraphs, without the label.</param>
public sealed record WatchingItem(string Anchor, string Label, string Html)
{
    /// <summary>The timeline filter of what is being watched, as the query of an address spells it; null without.</summary>
    public string? Watch { get; init; }
}

namespace FeedHub.Core.Briefs;

/// <summary>The kinds of section in a brief.</summary>
public enum BriefSectionKind
{
    Body,
    Watching,
    WhyItMatters,
    Other,
    /// <summary>The footnotes to which the other sections refer; the last section, without a heading.</summary>
    Footnotes,
}

/// <summary>The part of a brief below one heading.</summary>
public sealed record BriefSection
{
    public required BriefSectionKind Kind { get; init; }
    /// <summary>The heading; null for the body and the footnotes, which have none.</summary>
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
    /// <summary>The timeline filter for the item, written as the query of an address; null without one.</summary>
    public string? Watch { get; init; }
}

using FeedHub.Formats;

namespace FeedHub.Core.Briefs;

/// <summary>One piece in a series.</summary>
public sealed record Brief
{
    /// <summary>Name of its file without <c>.md</c>.</summary>
    public required string Slug { get; init; }
    /// <summary>Permanent ID: the front matter's, else a tag URI given once and kept in the store.</summary>
    public required string Id { get; init; }
    /// <summary>Number within the series, given once.</summary>
    public required int Issue { get; init; }
    public required string Title { get; init; }
    /// <summary>The line below the title; plain text.</summary>
    public required string Dek { get; init; }
    public required DateTimeOffset Published { get; init; }
    /// <summary>When it was last changed in substance; equals <see cref="Published"/> for one never changed.</summary>
    public required DateTimeOffset Updated { get; init; }
    public IReadOnlyList<FeedPerson> Authors { get; init; } = [];
    public IReadOnlyList<string> Regions { get; init; } = [];
    public IReadOnlyList<string> Topics { get; init; } = [];
    public required string Language { get; init; }
    /// <summary>The address of the original where that is elsewhere.</summary>
    public string? CanonicalUrl { get; init; }
    public BriefImage? Image { get; init; }
    /// <summary>Slugs of related briefs of the series, or absolute addresses.</summary>
    public IReadOnlyList<string> Related { get; init; } = [];
    public required IReadOnlyList<BriefSection> Sections { get; init; }
}

/// <summary>A brief's picture.</summary>
/// <param name="File">File name below the series' <c>media</c> folder.</param>
/// <param name="Length">Bytes.</param>
public sealed record BriefImage(string File, string MediaType, long Length, string Alt, string? Credit);

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
public sealed record WatchingItem(string Anchor, string Label, string Html);

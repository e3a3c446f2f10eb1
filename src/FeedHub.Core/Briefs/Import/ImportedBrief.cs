using FeedHub.Core.Briefs.Import.Blocks;

namespace FeedHub.Core.Briefs.Import;

/// <summary>A brief as a page, a post or a text elsewhere tells it; what its file is made of.</summary>
public sealed record ImportedBrief
{
    /// <summary>The post's own guid; null where the source tells none that may stand as an ID.</summary>
    public string? Id { get; init; }
    /// <summary>What the source's address calls it, made safe for ours.</summary>
    public required string Slug { get; init; }
    public required string Title { get; init; }
    public required string Dek { get; init; }
    /// <summary>Null where the source does not say; it is never made up.</summary>
    public DateTimeOffset? Published { get; init; }
    public DateTimeOffset? Updated { get; init; }
    /// <summary>A date that stands in the text for readers, without a time; to be confirmed by a person.</summary>
    public string? DateLine { get; init; }
    /// <summary>Names.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];
    public IReadOnlyList<string> Regions { get; init; } = [];
    public IReadOnlyList<string> Topics { get; init; } = [];
    /// <summary>BCP 47 tag; null where the source does not say.</summary>
    public string? Language { get; init; }
    /// <summary>Where the original is.</summary>
    public string? Url { get; init; }
    public ImportedPicture? Picture { get; init; }
    /// <summary>Addresses of related posts.</summary>
    public IReadOnlyList<string> Related { get; init; } = [];
    /// <summary>Titles of related posts whose address is not known.</summary>
    public IReadOnlyList<string> RelatedTitles { get; init; } = [];
    /// <summary>Addresses of the pictures that the text shows, as they stand in it.</summary>
    public IReadOnlyList<string> Pictures { get; init; } = [];
    /// <summary>The text in the house shape.</summary>
    public required string Markdown { get; init; }
}

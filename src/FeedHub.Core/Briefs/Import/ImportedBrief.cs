using FeedHub.Core.Briefs.Import.Blocks;

namespace FeedHub.Core.Briefs.Import;

/// <summary>A brief as read from a page, post or text elsewhere; its file is made from it.</summary>
public sealed record ImportedBrief
{
    /// <summary>The post's own guid; null if the source has none that can serve as an ID.</summary>
    public string? Id { get; init; }
    /// <summary>The slug from the source, made safe for our addresses.</summary>
    public required string Slug { get; init; }
    public required string Title { get; init; }
    public required string Dek { get; init; }
    /// <summary>Null if the source does not say; it is never invented.</summary>
    public DateTimeOffset? Published { get; init; }
    public DateTimeOffset? Updated { get; init; }
    /// <summary>A date from the text of the page, without a time; a person has to confirm it.</summary>
    public string? DateLine { get; init; }
    /// <summary>Names.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];
    public IReadOnlyList<string> Regions { get; init; } = [];
    public IReadOnlyList<string> Topics { get; init; } = [];
    /// <summary>BCP 47 tag; null if neither the source nor its text says.</summary>
    public string? Language { get; init; }
    public IReadOnlyList<ImportedTranslation> Translations { get; init; } = [];
    /// <summary>Where the original is.</summary>
    public string? Url { get; init; }
    public ImportedPicture? Picture { get; init; }
    /// <summary>The recordings that go with it.</summary>
    public IReadOnlyList<ImportedFile> Files { get; init; } = [];
    /// <summary>Related posts: addresses with their titles, or titles alone.</summary>
    public IReadOnlyList<RelatedLink> Related { get; init; } = [];
    /// <summary>Addresses of the pictures in the text, as written there.</summary>
    public IReadOnlyList<string> Pictures { get; init; } = [];
    /// <summary>The text in the house structure.</summary>
    public required string Markdown { get; init; }
}

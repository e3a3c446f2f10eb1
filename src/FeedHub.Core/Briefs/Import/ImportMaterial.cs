using FeedHub.Core.Briefs.Import.Blocks;

namespace FeedHub.Core.Briefs.Import;

/// <summary>What the reader for one kind of source found, before it is converted to the structure of a brief.</summary>
internal sealed record ImportMaterial
{
    public required ImportGuide Guide { get; init; }
    public string? Id { get; init; }
    public string? Slug { get; init; }
    public required string Title { get; init; }
    /// <summary>The line below the title, if the source has a separate place for it.</summary>
    public string? Dek { get; init; }
    /// <summary>The beginning of the text, as software cut it.</summary>
    public string? Excerpt { get; init; }
    public DateTimeOffset? Published { get; init; }
    public DateTimeOffset? Updated { get; init; }
    public IReadOnlyList<string> Authors { get; init; } = [];
    public IReadOnlyList<string> Tags { get; init; } = [];
    /// <summary>As the source declares it.</summary>
    public string? Language { get; init; }
    /// <summary>The same post in other languages.</summary>
    public IReadOnlyList<ImportedTranslation> Translations { get; init; } = [];
    public string? Url { get; init; }
    public ImportedPicture? Picture { get; init; }
    public IReadOnlyList<RelatedLink> Related { get; init; } = [];
    public required IReadOnlyList<ImportBlock> Blocks { get; init; }
    /// <summary>The notes to which the text refers.</summary>
    public IReadOnlyList<ImportBlock> Footnotes { get; init; } = [];
    /// <summary>The recordings that go with it.</summary>
    public IReadOnlyList<ImportedFile> Files { get; init; } = [];
    /// <summary>What could not be kept of the text: the element, its words and why.</summary>
    public IReadOnlyList<string> Lost { get; init; } = [];
}

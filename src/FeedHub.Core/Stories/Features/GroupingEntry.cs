using FeedHub.Core.Entries;
using FeedHub.Core.Sources;

namespace FeedHub.Core.Stories.Features;

/// <summary>What grouping reads of an entry.</summary>
public sealed record GroupingEntry
{
    public required EntryId Id { get; init; }
    public required SourceId Source { get; init; }
    public required string Title { get; init; }
    public required string Text { get; init; }
    public required string Language { get; init; }
    public string? CanonicalUrl { get; init; }
    /// <summary>The outlet's date where it is not after the arrival, else the arrival.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>Null while it has none.</summary>
    public StoryId? Story { get; init; }
    public EntryId? DuplicateOf { get; init; }
}

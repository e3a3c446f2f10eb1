using FeedHub.Core.Entries;
using FeedHub.Core.Sources;

namespace FeedHub.Core.Stories.Features;

/// <summary>What grouping reads from an entry.</summary>
public sealed record GroupingEntry
{
    public required EntryId Id { get; init; }
    public required SourceId Source { get; init; }
    public required string Title { get; init; }
    public required string Text { get; init; }
    public required string Language { get; init; }
    public string? CanonicalUrl { get; init; }
    /// <summary>The outlet's date if it is not after the arrival, else the arrival.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>Numbers of the passages that grouping leaves out, because its outlet or several stories repeat them.</summary>
    public IReadOnlyList<int> Standing { get; init; } = [];
    /// <summary>Null if it has none yet.</summary>
    public StoryId? Story { get; init; }
    /// <summary>The time of the first report of its story; only for entries with which the window is filled.</summary>
    public DateTimeOffset? StoryBegan { get; init; }
    public EntryId? DuplicateOf { get; init; }
}

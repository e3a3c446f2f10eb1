using FeedHub.Core.Entries;
using FeedHub.Core.Sources;

namespace FeedHub.Core.Stories;

/// <summary>What grouping looks at in an entry.</summary>
public sealed record GroupingFacts(EntryId Entry, SourceId Source, string? CanonicalUrl, string? TextHash, DateTimeOffset Arrived);

/// <summary>An entry that has its story already.</summary>
public sealed record GroupedEntry(StoryId Story, GroupingFacts Facts);

/// <summary>What one step of grouping did.</summary>
public readonly record struct GroupingCounts(int Entries, int NewStories);

/// <summary>Gives entries their stories, one writer at a time.</summary>
public interface IGroupingStore
{
    /// <summary>
    /// Takes entries without a story, oldest first, and gives each its story in one transaction in which nobody else groups.
    /// </summary>
    /// <param name="max">Entries at most.</param>
    /// <param name="choose">
    /// The story for an entry, given the grouped entries with its canonical URL or text, oldest story first; null founds a new story.
    /// </param>
    Task<GroupingCounts> StepAsync(
        int max, Func<GroupingFacts, IReadOnlyList<GroupedEntry>, StoryId?> choose, DateTimeOffset now, CancellationToken cancellationToken);
}

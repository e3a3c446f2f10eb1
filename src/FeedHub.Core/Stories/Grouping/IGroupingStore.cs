using FeedHub.Core.Entries;
using FeedHub.Core.Stories.Features;

namespace FeedHub.Core.Stories.Grouping;

/// <summary>What one step of grouping did.</summary>
public readonly record struct GroupingCounts(int Entries, int NewStories);

/// <summary>Where entries and their stories are kept while they are grouped, one writer at a time.</summary>
public interface IGroupingStore
{
    /// <summary>Whether an entry waits for its story.</summary>
    Task<bool> IsWaitedForAsync(CancellationToken cancellationToken);

    /// <summary>Reads while others write.</summary>
    Task<T> ReadAsync<T>(Func<IGroupingReading, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>Runs one step in a transaction in which nobody else groups: all of it is kept, or nothing.</summary>
    Task<T> StepAsync<T>(Func<IGroupingStep, Task<T>> work, DateTimeOffset now, CancellationToken cancellationToken);
}

/// <summary>An entry, where it stands in the order of arrival, and the story that it had.</summary>
public readonly record struct FormerPlace(EntryId Entry, long Sequence, StoryId? Story);

/// <summary>What grouping reads.</summary>
public interface IGroupingReading
{
    /// <summary>All that people said, in a fixed order.</summary>
    Task<IReadOnlyList<Correction>> CorrectionsAsync();

    /// <summary>Every entry that arrived after the place <paramref name="sequence"/>, in the order of their dates.</summary>
    Task<IReadOnlyList<FormerPlace>> HistoryAsync(long sequence);

    /// <summary>These entries in the order of their dates, without those that are gone.</summary>
    Task<IReadOnlyList<GroupingEntry>> EntriesAsync(IReadOnlyList<EntryId> entries);
}

/// <summary>One transaction of grouping.</summary>
public interface IGroupingStep : IGroupingReading
{
    /// <summary>A number that grows with every step and correction: who finds another than it left has missed something.</summary>
    Task<long> RevisionAsync();

    /// <summary>Entries without a story, in the order of their dates.</summary>
    Task<IReadOnlyList<GroupingEntry>> WaitingAsync(int max);

    /// <summary>Entries that have a story, of the last <paramref name="window"/> before the newest of them.</summary>
    Task<IReadOnlyList<GroupingEntry>> GroupedAsync(TimeSpan window);

    /// <summary>The greatest number that any story has had.</summary>
    Task<long> LastStoryAsync();

    /// <summary>Writes where an entry belongs, with the story if it is new, and what became of others by it.</summary>
    Task PlaceAsync(EntryId entry, Placement placement, Subjects subjects);

    /// <summary>Moves an entry to another place, with what is known of it now; where nothing differs, nothing is touched.</summary>
    Task ReplaceAsync(EntryId entry, Placement placement, Subjects subjects);

    /// <summary>The entries of a story by their dates; empty when there is no such story.</summary>
    Task<IReadOnlyList<GroupingEntry>> ReportsAsync(StoryId story);

    /// <summary>Forgets which stories are like others.</summary>
    Task ClearRelatedAsync();

    /// <summary>Lets one story become part of another; its first report gets what made them one as its reason.</summary>
    Task MergeAsync(MergedStory gone, StoryId target);

    /// <summary>
    /// Puts entries, by their dates, into a new story; those that are no copies of others of them get the correction as their reason.
    /// </summary>
    Task MoveAsync(IReadOnlyList<EntryId> entries, StoryId story);

    Task<IReadOnlyList<StoryId>> EmptyStoriesAsync();

    Task CorrectAsync(Correction correction);

    /// <summary>Ends the step with another revision.</summary>
    Task ConcludeAsync();
}

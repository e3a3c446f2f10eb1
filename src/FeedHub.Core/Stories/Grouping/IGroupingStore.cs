using FeedHub.Core.Entries;
using FeedHub.Core.Stories.Features;

namespace FeedHub.Core.Stories.Grouping;

/// <summary>The numbers of entries and new stories in one step of grouping.</summary>
public readonly record struct GroupingCounts(int Entries, int NewStories);

/// <summary>The numbers of entries and stories after everything has been grouped again.</summary>
/// <param name="Former">The number of stories before.</param>
/// <param name="Changed">How many of those lost reports to another story, or got some of another's.</param>
public readonly record struct RegroupingCounts(int Entries, int Stories, int Former, int Changed);

/// <summary>Stores entries and stories during grouping, with one writer at a time.</summary>
public interface IGroupingStore
{
    /// <summary>Whether an entry is waiting for a story, or the index of stories for what has changed.</summary>
    Task<bool> IsWaitedForAsync(CancellationToken cancellationToken);

    /// <summary>Reads while others may write.</summary>
    Task<T> ReadAsync<T>(Func<IGroupingReading, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>Runs one step of grouping in an exclusive transaction: all of it is stored, or nothing.</summary>
    Task<T> StepAsync<T>(Func<IGroupingStep, Task<T>> work, DateTimeOffset now, CancellationToken cancellationToken);
}

/// <summary>What grouping reads.</summary>
public interface IGroupingReading
{
    /// <summary>All corrections, in a fixed order.</summary>
    Task<IReadOnlyList<Correction>> CorrectionsAsync();

    /// <summary>
    /// The positions of all entries that arrived after position <paramref name="sequence"/>, by date; those of one instant by source and
    /// then as they arrived, here and below, so that every store has the same order.
    /// </summary>
    Task<IReadOnlyList<long>> HistoryAsync(long sequence);

    /// <summary>The entries at these positions, in this order, without those that no longer exist.</summary>
    Task<IReadOnlyList<GroupingEntry>> EntriesAsync(IReadOnlyList<long> sequences);

    /// <summary>
    /// Entries with a story from the last <paramref name="window"/> before the newest of them, by date. They are read in parts, since their
    /// texts may be more than there is memory for.
    /// </summary>
    IAsyncEnumerable<GroupingEntry> GroupedAsync(TimeSpan window);

    /// <summary>
    /// A number that grows with every step and correction: if it differs from the last one seen, others have changed something.
    /// </summary>
    Task<long> RevisionAsync();
}

/// <summary>One transaction of grouping.</summary>
public interface IGroupingStep : IGroupingReading
{
    /// <summary>
    /// Whether this process may place entries now. Of several nodes only the one that leads may; one that was paused may have lost the lead
    /// without knowing. Nor may one whom another that groups everything again holds.
    /// </summary>
    Task<bool> MayGroupAsync();

    /// <summary>Entries without a story, by date.</summary>
    Task<IReadOnlyList<GroupingEntry>> WaitingAsync(int max);

    /// <summary>The highest number of any story so far.</summary>
    Task<long> LastStoryAsync();

    /// <summary>Stores the placement of an entry, with its story if that is new, and the resulting merges and links.</summary>
    Task PlaceAsync(EntryId entry, Placement placement, Subjects subjects);

    /// <summary>
    /// Replaces the placement and subjects of an entry; writes nothing if they are unchanged. A new story gets the place and time of the
    /// earliest of its entries to arrive.
    /// </summary>
    Task ReplaceAsync(EntryId entry, Placement placement, Subjects subjects);

    /// <summary>The entries of a story by date; empty if there is no such story.</summary>
    Task<IReadOnlyList<GroupingEntry>> ReportsAsync(StoryId story);

    /// <summary>Deletes all links between stories.</summary>
    Task ClearRelatedAsync();

    /// <summary>Merges one story into another; its first report gets the reason for the merge.</summary>
    Task MergeAsync(MergedStory gone, StoryId target);

    /// <summary>
    /// Moves entries, by date, to a new story with the place and time of the earliest of them to arrive; those that are not copies of
    /// others among them get the correction as their reason. The two stories are linked.
    /// </summary>
    Task MoveAsync(IReadOnlyList<EntryId> entries, StoryId from, StoryId story);

    Task<IReadOnlyList<StoryId>> EmptyStoriesAsync();

    Task CorrectAsync(Correction correction);

    /// <summary>
    /// Ends the step: brings the index of stories up to date, as far as one step can and if the gazetteer is known, and gives a new
    /// revision.
    /// </summary>
    Task ConcludeAsync();
}

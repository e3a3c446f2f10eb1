namespace FeedHub.Core.Timelines.Changes;

/// <summary>
/// Reads what happens to stories. Changes have numbers that follow one another in the order in which they were committed: so who knows of
/// all up to a number misses nothing by asking for those after it.
/// </summary>
public interface IStoryChanges
{
    /// <summary>The number of the last change; 0 if there has been none.</summary>
    Task<long> LastAsync(CancellationToken cancellationToken);

    /// <summary>The number of the last change that was stored at a time or before; 0 if none that is kept was.</summary>
    Task<long> LastAtAsync(DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>
    /// What happened after the change with a number, each story once, as it is now. A story that does not meet the filter is among them as
    /// <see cref="StoryChangeKind.Left"/>, unless nobody can have met it before.
    /// </summary>
    /// <param name="filter">Its conditions count; neither its limit nor where its page begins.</param>
    /// <param name="max">How many changes are read at most.</param>
    /// <returns>Null if not all changes after this one are kept, or if there was no such change.</returns>
    Task<ChangedStories?> AfterAsync(long number, TimelineFilter filter, int max, CancellationToken cancellationToken);

    /// <summary>The same for several filters, in their order; what they have in common is read once.</summary>
    Task<IReadOnlyList<ChangedStories>?> AfterAsync(
        long number, IReadOnlyList<TimelineFilter> filters, int max, CancellationToken cancellationToken);
}

namespace FeedHub.Core.Timelines.Counting;

/// <summary>Counts the stories that a filter finds, by the day on which they arrived.</summary>
public interface IStoryCounts
{
    /// <param name="filter">Its limit and position do not matter.</param>
    /// <param name="by">One of <see cref="CountedBy"/>, of which each value is counted; null for the stories alone.</param>
    /// <param name="first">The first day, in UTC.</param>
    /// <param name="last">The last day.</param>
    Task<StoryCounts> CountAsync(
        TimelineFilter filter, TimelineCondition? by, DateOnly first, DateOnly last, CancellationToken cancellationToken);
}

using FeedHub.Core.Stories;

namespace FeedHub.Core.Timelines.Walking;

/// <summary>
/// Remembers where stories stood before they moved. A story moves only down, when it gets a report that arrived before all its others: as
/// editors, or grouping again, put it together with one that had been split off.
/// </summary>
public interface IStoryMoves
{
    /// <summary>The number of the last move.</summary>
    Task<long> LastAsync(CancellationToken cancellationToken);

    /// <summary>The moves after one of them.</summary>
    Task<MovedStories> SinceAsync(long move, CancellationToken cancellationToken);
}

/// <param name="Last">The number of the last move.</param>
/// <param name="From">Where each story that has moved stood before that.</param>
public sealed record MovedStories(long Last, IReadOnlyDictionary<StoryId, TimelinePosition> From);

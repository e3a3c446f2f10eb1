using FeedHub.Core.Stories;

namespace FeedHub.Core.Timelines.Walking;

/// <summary>
/// Walks through the timeline from its newest story to its oldest, in the order that it had when the walk began. So it meets every story
/// that exists from its beginning to its end once, although stories arrive, merge, split and move meanwhile.
/// </summary>
public sealed class TimelineWalk(ITimelineStore store, IStoryMoves moves)
{
    /// <summary>The next stories of a walk.</summary>
    /// <param name="filter">The stories that are wanted, and how many at a time.</param>
    /// <param name="from">How far the walk has come; null to begin one.</param>
    public async Task<TimelineLeg> NextAsync(
        TimelineFilter filter, TimelineCursor? from, TextExtent extent, CancellationToken cancellationToken)
    {
        var cursor = from ?? new TimelineCursor(TimelinePosition.Top, await moves.LastAsync(cancellationToken));
        var moved = await moves.SinceAsync(cursor.Moves, cancellationToken);
        while (true)
        {
            var leg = await LegAsync(filter, cursor, moved, extent, cancellationToken);
            var known = moved.Last;
            moved = await moves.SinceAsync(cursor.Moves, cancellationToken);
            // A story that moved while the leg was read may be in it twice, or not at all.
            if (moved.Last == known)
                return leg;
        }
    }

    private async Task<TimelineLeg> LegAsync(
        TimelineFilter filter, TimelineCursor cursor, MovedStories moved, TextExtent extent, CancellationToken cancellationToken)
    {
        var (met, end, more) = (new List<(TimelinePosition Place, Story Story)>(), cursor.Below, true);
        while (more && met.Count < filter.Limit)
        {
            var page = await store.PageAsync(
                filter with { Before = end == TimelinePosition.Top ? null : end }, extent, cancellationToken);
            met.AddRange(page.Stories.Where(s => !moved.From.ContainsKey(s.Id)).Select(s => (TimelinePosition.Of(s), s)));
            more = page.More;
            end = page.Stories.Count > 0 ? TimelinePosition.Of(page.Stories[^1]) : TimelinePosition.Bottom;
        }
        // Those that moved are met where they stood. Above the cursor they have been met already.
        foreach (var (id, place) in moved.From.Where(m => m.Value < cursor.Below && (!more || m.Value > end)))
        {
            if (await FindAsync(id, filter, extent, cancellationToken) is { } story)
                met.Add((place, story));
        }
        var (some, older) = (met.OrderByDescending(m => m.Place).Take(filter.Limit).ToList(), more || met.Count > filter.Limit);
        return new TimelineLeg([.. some.Select(m => m.Story)], older ? cursor with { Below = some[^1].Place } : null);
    }

    /// <summary>A story if it meets the filter, and if it is still there.</summary>
    private async Task<Story?> FindAsync(StoryId id, TimelineFilter filter, TextExtent extent, CancellationToken cancellationToken)
    {
        if (await store.StoryAsync(id, TextExtent.Excerpt, cancellationToken) is not { } story)
            return null;
        var above = new TimelinePosition(story.Arrived, new StoryId(id.Value + 1));
        var page = await store.PageAsync(filter with { Before = above, Limit = 1 }, extent, cancellationToken);
        return page.Stories is [var found] && found.Id == id ? found : null;
    }
}

/// <summary>Some stories of a walk, from newer to older.</summary>
/// <param name="Next">Where the walk goes on; null at its end.</param>
public sealed record TimelineLeg(IReadOnlyList<Story> Stories, TimelineCursor? Next);

using FeedHub.Core.Gazetteer.Tagging;
using FeedHub.Core.Timelines.Queries;

namespace FeedHub.Core.Timelines;

/// <summary>Reads what a filter asks for with the gazetteer in force and the time of now.</summary>
/// <param name="tagger">Returns the tagger of the gazetteer in force.</param>
public sealed class QueryReader(Func<Tagger> tagger, TimeProvider clock)
{
    /// <summary>As an index answers it.</summary>
    public StoryQuery Read(TimelineFilter filter) => ReadIn(filter, Moment);

    /// <summary>The filter in words; empty if it has no conditions.</summary>
    public string InWords(TimelineFilter filter) => QueryWording.Of(QueryNames.Resolved(filter.Query, tagger()));

    /// <summary>Marks what the filter asks for in texts; null if it asks for nothing.</summary>
    public HitMarks? Marks(TimelineFilter filter) => filter.IsNarrowed ? new HitMarks(Read(filter), tagger()) : null;

    /// <summary>The minute with which a filter is read; null if its meaning does not change with time.</summary>
    public DateTimeOffset? MinuteOf(TimelineFilter filter) => filter.Query.IsTimeless ? null : Moment;

    private StoryQuery ReadIn(TimelineFilter filter, DateTimeOffset now) => QueryNames.Resolved(filter.Query, tagger()).Simplified()
        .Mapped(leaf => leaf is StoryQuery.Since since ? new StoryQuery.From(since.Time.At(now, filter.Zone)) : leaf);

    /// <summary>In whole minutes, so that what is made for a query can be kept for one.</summary>
    private DateTimeOffset Moment
    {
        get
        {
            var now = clock.GetUtcNow();
            return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute));
        }
    }
}

using System.Globalization;
using FeedHub.Core.Stories;

namespace FeedHub.Core.Timelines;

/// <summary>
/// Where a story stands in the timeline: by arrival, then by number. A story that is split off another gets a new number, but stands where
/// its first report arrived.
/// </summary>
public readonly record struct TimelinePosition(DateTimeOffset Arrived, StoryId Story) : IComparable<TimelinePosition>
{
    /// <summary>Below every story.</summary>
    public static readonly TimelinePosition Bottom = new(DateTimeOffset.UnixEpoch, new StoryId(0));

    /// <summary>Above every story.</summary>
    public static readonly TimelinePosition Top = new(DateTimeOffset.MaxValue, new StoryId(long.MaxValue));

    public static TimelinePosition Of(Story story) => new(story.Arrived, story.Id);

    /// <summary>Reads what <see cref="ToString"/> wrote; null for anything else.</summary>
    public static TimelinePosition? Parse(string text) =>
        text.Split('-') is [var arrived, var story]
        && Number(arrived) is { } milliseconds && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
        && Number(story) is { } number
            ? new TimelinePosition(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), new StoryId(number))
            : null;

    /// <summary>Greater is newer, and higher in the timeline.</summary>
    public int CompareTo(TimelinePosition other) => (Arrived, Story.Value).CompareTo((other.Arrived, other.Story.Value));

    public static bool operator <(TimelinePosition one, TimelinePosition other) => one.CompareTo(other) < 0;
    public static bool operator >(TimelinePosition one, TimelinePosition other) => one.CompareTo(other) > 0;
    public static bool operator <=(TimelinePosition one, TimelinePosition other) => one.CompareTo(other) <= 0;
    public static bool operator >=(TimelinePosition one, TimelinePosition other) => one.CompareTo(other) >= 0;

    /// <summary>Milliseconds since 1970, a hyphen, and the number of the story.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Arrived.ToUnixTimeMilliseconds()}-{Story}");

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

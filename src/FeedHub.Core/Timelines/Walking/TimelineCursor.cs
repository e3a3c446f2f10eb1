using System.Globalization;

namespace FeedHub.Core.Timelines.Walking;

/// <summary>How far a walk through the timeline has come.</summary>
/// <param name="Below">Where the last story that it met stood when the walk began.</param>
/// <param name="Moves">The number of the last move of a story before the walk began.</param>
public readonly record struct TimelineCursor(TimelinePosition Below, long Moves)
{
    /// <summary>Reads what <see cref="ToString"/> wrote; null for anything else.</summary>
    public static TimelineCursor? Parse(string text) =>
        text.Split('_') is [var moves, var below]
        && long.TryParse(moves, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && TimelinePosition.Parse(below) is { } position
            ? new TimelineCursor(position, number)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Moves}_{Below}");
}

namespace FeedHub.Core.Sources.Polling;

/// <summary>When the feed itself asks to be polled; stored, since a 304 does not repeat it.</summary>
public sealed record PollHints
{
    public static readonly PollHints None = new();

    /// <summary>The longer of RSS <c>ttl</c> and the syndication module's update period.</summary>
    public TimeSpan? Every { get; init; }
    /// <summary>Hours of the day (UTC) in which not to poll (RSS <c>skipHours</c>).</summary>
    public IReadOnlyList<int> SkipHours { get; init; } = [];
    /// <summary>Days (UTC) on which not to poll (RSS <c>skipDays</c>).</summary>
    public IReadOnlyList<DayOfWeek> SkipDays { get; init; } = [];

    /// <summary>
    /// The first instant from <paramref name="at"/> on that need not be skipped; <paramref name="at"/> itself if all must.
    /// </summary>
    public DateTimeOffset Next(DateTimeOffset at)
    {
        if (SkipHours.Count == 0 && SkipDays.Count == 0)
            return at;
        var next = at.ToUniversalTime();
        for (var hours = 0; hours < 8 * 24; hours++)
        {
            if (!SkipHours.Contains(next.Hour) && !SkipDays.Contains(next.DayOfWeek))
                return next;
            next = new DateTimeOffset(next.Year, next.Month, next.Day, next.Hour, 0, 0, TimeSpan.Zero).AddHours(1);
        }

        return at;
    }
}

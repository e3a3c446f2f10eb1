namespace FeedHub.Core.Sources.Polling;

/// <summary>What one poll found in a feed.</summary>
/// <param name="Length">Items in the feed.</param>
/// <param name="New">Items that were not in the store.</param>
/// <param name="Dates">The outlet's own dates of the items, as far as they have any.</param>
public sealed record FeedSighting(int Length, int New, IReadOnlyList<DateTimeOffset> Dates);

/// <summary>How items arrive in a feed: their rate, and the peak number within each of several lengths of time.</summary>
/// <remarks>
/// The peak, not the mean, decides whether items are lost between two polls: an agency that sends forty items in ten minutes twice a week
/// averages about one item in two hours.
/// </remarks>
public sealed record ArrivalHistory
{
    /// <summary>The lengths of time for <see cref="Peaks"/>, in minutes.</summary>
    public static readonly IReadOnlyList<int> Windows = [2, 4, 8, 15, 30, 60, 120, 240, 480, 1440];

    private static readonly TimeSpan RateMemory = TimeSpan.FromDays(14);
    private static readonly TimeSpan PeakHalfLife = TimeSpan.FromDays(45);
    private static readonly TimeSpan LongestSeed = TimeSpan.FromDays(60);
    private const int MaxRecent = 128;

    /// <summary>
    /// The rhythm of the outlet between two polls is unknown; items are assumed to have come within this fraction (1/n) of the gap.
    /// </summary>
    private const double Bunching = 4;

    /// <summary>When the feed was first read; null before.</summary>
    public DateTimeOffset? Since { get; init; }
    public DateTimeOffset? LastSeen { get; init; }
    /// <summary>Items in the feed when it was last read.</summary>
    public int Length { get; init; }
    /// <summary>Number of items, and the days in which they came; both fade over two weeks.</summary>
    public double Items { get; init; }
    public double Days { get; init; }
    /// <summary>The most items within each of <see cref="Windows"/>; fades over weeks, in case a feed becomes quieter.</summary>
    public IReadOnlyList<double> Peaks { get; init; } = new double[Windows.Count];
    /// <summary>Arrival times of the latest items, oldest first: those of the last day, at most.</summary>
    public IReadOnlyList<DateTimeOffset> Recent { get; init; } = [];
    /// <summary>Estimated number of items that came and went between two polls.</summary>
    public long Missed { get; init; }
    public DateTimeOffset? LastMissed { get; init; }

    /// <summary>Mean time between items; null if none has come yet.</summary>
    public TimeSpan? MeanGap => Items > 0.01 && Days > 0 ? TimeSpan.FromDays(Math.Min(Days / Items, 3650)) : null;

    /// <summary>The history with one more poll; the first poll takes the past from the feed's own dates.</summary>
    public ArrivalHistory With(FeedSighting seen, DateTimeOffset now)
    {
        var past = LastSeen is null ? Seed(seen, now) : this;
        var gap = now - past.LastSeen!.Value;
        if (gap <= TimeSpan.Zero)
            return past with { LastSeen = now, Length = seen.Length };
        var missed = past.LostOverlap(seen, gap, now);
        var recent = past.Recent.Concat(Times(seen, past.LastSeen.Value, now)).Where(t => t > now - TimeSpan.FromDays(1))
            .TakeLast(MaxRecent).ToList();
        var fade = Math.Exp(-gap / RateMemory);
        return past with
        {
            LastSeen = now,
            Length = seen.Length,
            Items = past.Items * fade + seen.New + missed,
            Days = past.Days * fade + RateMemory.TotalDays * (1 - fade),
            Peaks = Raise(past.Peaks, Math.Pow(0.5, gap / PeakHalfLife), recent, past.LastSeen.Value, missed, gap),
            Recent = recent,
            Missed = past.Missed + missed,
            LastMissed = missed > 0 ? now : past.LastMissed,
        };
    }

    /// <summary>Estimates how many items came and went between two polls, if nothing from the last poll is left in the feed.</summary>
    private int LostOverlap(FeedSighting seen, TimeSpan gap, DateTimeOffset now)
    {
        if (seen.New < seen.Length || seen.New < 2 || Length == 0)
            return 0;
        // The feed reaches back to its oldest date. Between the last poll and that date, items are assumed to have come at the usual rate,
        // or at the rate of those seen if there is no usual one.
        var dated = seen.Dates.Where(d => d > now - gap && d <= now).ToList();
        var unseen = dated.Count * 2 >= seen.Length
            ? (dated.Min() - (now - gap)) / gap
            : 1 - Math.Min(1, seen.New / Math.Max(1, gap / (MeanGap ?? gap)));
        var rate = MeanGap is { } usual ? gap / usual : seen.New;
        return Math.Max(1, (int)Math.Round(unseen * rate));
    }

    private static ArrivalHistory Seed(FeedSighting seen, DateTimeOffset now)
    {
        var dates = seen.Dates.Where(d => d <= now && d > now - LongestSeed).Order().ToList();
        var start = dates.Count >= 2 ? dates[0] : now;
        var history = new ArrivalHistory { Since = now, LastSeen = now, Length = seen.Length };
        if (start == now)
            return history;
        return history with
        {
            Items = dates.Count - 1,
            Days = (now - start).TotalDays,
            Peaks = Raise(history.Peaks, 1, dates, start, 0, TimeSpan.FromDays(1)),
            Recent = [.. dates.Where(t => t > now - TimeSpan.FromDays(1)).TakeLast(MaxRecent)],
        };
    }

    /// <summary>When the new items came: by their dates if these account for all of them, else in the last part of the gap.</summary>
    private static IEnumerable<DateTimeOffset> Times(FeedSighting seen, DateTimeOffset last, DateTimeOffset now)
    {
        var dated = seen.Dates.Where(d => d > last && d <= now).Order().ToList();
        if (dated.Count == seen.New)
            return dated;
        var step = (now - last) / Bunching / Math.Max(1, seen.New);
        return Enumerable.Range(1, seen.New).Select(i => now - (seen.New - i) * step);
    }

    private static double[] Raise(
        IReadOnlyList<double> peaks, double fade, List<DateTimeOffset> times, DateTimeOffset after, int missed, TimeSpan gap)
    {
        var raised = new double[Windows.Count];
        for (var k = 0; k < raised.Length; k++)
        {
            var window = TimeSpan.FromMinutes(Windows[k]);
            var most = 0;
            for (int end = 0, start = 0; end < times.Count; end++)
            {
                while (times[start] <= times[end] - window)
                    start++;
                if (times[end] > after)
                    most = Math.Max(most, end - start + 1);
            }

            // Missed items are assumed to have come within a part of the gap.
            var unseen = missed * Math.Min(1, Bunching * (window / gap));
            raised[k] = Math.Max(k < peaks.Count ? peaks[k] * fade : 0, most + unseen);
        }

        return raised;
    }
}

using FeedHub.Core.Sources.Polling;

namespace FeedHub.Core.Sources;

/// <summary>The facts from which the next poll of a source is planned.</summary>
public sealed record PollFacts
{
    public required SourceId Source { get; init; }
    /// <summary>The interval set in the configuration; null to determine one.</summary>
    public TimeSpan? Declared { get; init; }
    public required ArrivalHistory Arrivals { get; init; }
    public PollHints Hints { get; init; } = PollHints.None;
    /// <summary>How long the last response stays fresh (Cache-Control max-age, else Expires).</summary>
    public TimeSpan? FreshFor { get; init; }
    /// <summary>Failures in a row; 0 after a success.</summary>
    public int Failures { get; init; }
    public FetchFailure? Failure { get; init; }
    public TimeSpan? RetryAfter { get; init; }
}

/// <summary>
/// Plans the next poll of a source. The aim is overlap: the feed must still contain something from the last poll, or items may have been
/// missed. Beyond that, it is polled no more often than new items appear.
/// </summary>
public static class PollSchedule
{
    public static readonly TimeSpan Shortest = TimeSpan.FromMinutes(2);
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>The time of a poll that will never happen.</summary>
    public static readonly DateTimeOffset Never = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Polls are less than an hour apart only if items would otherwise be lost.</summary>
    private static readonly TimeSpan Useful = TimeSpan.FromHours(1);

    private static readonly TimeSpan First = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Backoff = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Learning = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LearningTime = TimeSpan.FromDays(3);
    private static readonly TimeSpan FreshOutage = TimeSpan.FromDays(2);
    private static readonly TimeSpan OutageTime = TimeSpan.FromDays(7);
    private static readonly TimeSpan ShortestBackoff = TimeSpan.FromMinutes(5);

    /// <summary>Once an outage has outlasted the overlap window, the source is retried after this fraction (1/n) of the window.</summary>
    private const int OutageShare = 16;

    /// <summary>The share of a feed that may be new at a poll; the rest is a reserve for a burst larger than any so far.</summary>
    private const double Turnover = 0.7;

    public static PollPlan Plan(PollFacts facts, DateTimeOffset now)
    {
        if (facts.Failure == FetchFailure.Gone)
            return new PollPlan(Never, PollReason.Gone);
        var (interval, reason) = facts.Failures > 0 ? AfterFailure(facts, now) : AfterSuccess(facts, now);
        var at = now + Spread(facts.Source, Clamp(interval));
        return facts.Hints.Next(at) is var allowed && allowed > at ? new PollPlan(allowed, PollReason.Skipped) : new PollPlan(at, reason);
    }

    private static (TimeSpan, PollReason) AfterSuccess(PollFacts facts, DateTimeOffset now)
    {
        if (facts.Declared is { } declared)
            return (declared, PollReason.Declared);
        var wanted = Wanted(facts.Arrivals, now);
        var asked = Max(facts.FreshFor ?? TimeSpan.Zero, facts.Hints.Every ?? TimeSpan.Zero);
        return asked > wanted.Interval ? (asked, PollReason.ServerAsks) : wanted;
    }

    private static (TimeSpan Interval, PollReason Reason) Wanted(ArrivalHistory arrivals, DateTimeOffset now)
    {
        var overlap = OverlapWindow(arrivals);
        var busy = arrivals.MeanGap is { } gap && gap * arrivals.Length < LearningTime;
        var young = now - arrivals.Since < LearningTime;
        // A feed without dates has no known past.
        (TimeSpan Interval, PollReason Reason) rhythm = arrivals.Days < 0.5 && arrivals.Items == 0 ? (First, PollReason.Learning)
            : busy && young ? (Learning, PollReason.Learning)
            : (Min(Max(arrivals.MeanGap ?? Longest, Useful), Longest), PollReason.Rhythm);
        return overlap < rhythm.Interval ? (overlap, PollReason.Overlap) : rhythm;
    }

    /// <summary>The longest time within which the share of new items in the feed has never exceeded <see cref="Turnover"/>.</summary>
    public static TimeSpan OverlapWindow(ArrivalHistory arrivals)
    {
        var room = Math.Max(1, arrivals.Length * Turnover);
        var (minutes, peak) = (0.0, 0.0);
        foreach (var (window, most) in ArrivalHistory.Windows.Zip(arrivals.Peaks))
        {
            if (most > room)
                return Max(TimeSpan.FromMinutes(minutes + (window - minutes) * (room - peak) / (most - peak)), Shortest);
            (minutes, peak) = (window, most);
        }

        return Longest;
    }

    /// <summary>
    /// Half an hour, doubling up to a day; polling never stops. In the first week of an outage, the wait is short enough that the items
    /// that gather in the feed are not lost when the outlet is back.
    /// </summary>
    private static (TimeSpan, PollReason) AfterFailure(PollFacts facts, DateTimeOffset now)
    {
        var wanted = Backoff * Math.Pow(2, Math.Min(facts.Failures - 1, 6));
        var overlap = OverlapWindow(facts.Arrivals);
        if (facts.Arrivals.LastSeen is { } seen && now - seen < OutageTime)
        {
            wanted = Min(
                wanted,
                Max(overlap - (now - seen), now - seen < FreshOutage ? Min(Max(overlap / OutageShare, ShortestBackoff), First) : First));
        }

        return facts.RetryAfter > wanted ? (facts.RetryAfter.Value, PollReason.RetryAfter) : (wanted, PollReason.Backoff);
    }

    /// <summary>
    /// Adds up to a tenth, so that sources polled together drift apart. The amount depends only on the source's ID: it is the same on every
    /// node and in every run.
    /// </summary>
    private static TimeSpan Spread(SourceId source, TimeSpan interval)
    {
        var hash = 2166136261;
        foreach (var c in source.Value)
            hash = (hash ^ c) * 16777619;
        return Min(interval * (1 + hash % 1000 / 10_000.0), Longest);
    }

    private static TimeSpan Clamp(TimeSpan value) => Min(Max(value, Shortest), Longest);

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}

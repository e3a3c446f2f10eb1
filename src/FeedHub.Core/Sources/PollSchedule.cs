namespace FeedHub.Core.Sources;

/// <summary>When to poll a source again.</summary>
public static class PollSchedule
{
    public static readonly TimeSpan Shortest = TimeSpan.FromMinutes(2);
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);
    private static readonly TimeSpan First = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Busy = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Quiet = TimeSpan.FromHours(4);

    /// <summary>The interval after a poll that worked: shorter when it brought something, longer when not.</summary>
    public static TimeSpan AfterSuccess(TimeSpan last, bool changed, TimeSpan? serverAsks)
    {
        var wanted = last == TimeSpan.Zero ? First : changed ? Max(last / 2, Busy) : Min(last * 1.5, Quiet);
        return Clamp(Max(wanted, serverAsks ?? TimeSpan.Zero));
    }

    /// <summary>The interval after a failure: 15 min, doubling to a day; it never becomes never.</summary>
    /// <param name="failures">Failures in a row with this one, at least 1.</param>
    /// <param name="serverAsks">Retry-After.</param>
    public static TimeSpan AfterFailure(int failures, FetchFailure failure, TimeSpan? serverAsks)
    {
        var wanted = failure == FetchFailure.Gone ? Longest : First * Math.Pow(2, Math.Min(failures - 1, 7));
        return Clamp(Max(wanted, serverAsks ?? TimeSpan.Zero));
    }

    /// <summary>
    /// The instant of the next poll, up to a tenth later than the interval says, so that sources polled together drift apart. The
    /// share follows from the source's name: the same on every node, and no two runs differ.
    /// </summary>
    public static DateTimeOffset Next(SourceId source, DateTimeOffset now, TimeSpan interval)
    {
        uint hash = 2166136261;
        foreach (var c in source.Value)
            hash = (hash ^ c) * 16777619;
        return now + interval * (1 + hash % 1000 / 10_000.0);
    }

    private static TimeSpan Clamp(TimeSpan value) => Min(Max(value, Shortest), Longest);

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}

namespace FeedHub.Storage.Postgres;

/// <summary>
/// The time by the clock of a database server, so that all nodes have the same. Between two readings it goes on by this machine's
/// monotonic clock, which nobody sets.
/// </summary>
public sealed class PostgresClock : TimeProvider
{
    private sealed record Reading(DateTimeOffset Time, long Timestamp);

    private Reading? last;

    /// <summary>The clock of this machine, by which time is measured.</summary>
    internal TimeProvider Local { get; } = System;

    /// <summary>The time of this machine until the server has been asked.</summary>
    public override DateTimeOffset GetUtcNow() =>
        Volatile.Read(ref last) is { } read ? read.Time + Local.GetElapsedTime(read.Timestamp) : Local.GetUtcNow();

    /// <param name="time">What the server said, in milliseconds since 1970 UTC.</param>
    /// <param name="asked">When it was asked, as a timestamp of <see cref="Local"/>: half of the time since then was the way back.</param>
    internal void Set(long time, long asked)
    {
        var now = Local.GetTimestamp();
        Volatile.Write(
            ref last, new Reading(DateTimeOffset.FromUnixTimeMilliseconds(time) + (Local.GetElapsedTime(asked, now) / 2), now));
    }
}

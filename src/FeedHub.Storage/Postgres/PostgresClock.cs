namespace FeedHub.Storage.Postgres;

/// <summary>
/// The time by the clock of a database server, so that all nodes have the same. Between two readings it goes on by a monotonic clock, which
/// nobody sets. A reading that took long says little, so it replaces a better one only once that has grown old or is plainly wrong.
/// </summary>
/// <param name="local">The clock of this machine, by which time is measured.</param>
public sealed class PostgresClock(TimeProvider local) : TimeProvider
{
    /// <summary>How much a clock may go wrong between two readings, as a share of the time between them.</summary>
    private const double Drift = 0.0005;

    /// <param name="Error">By how much it may be wrong: half of the time that it took.</param>
    private sealed record Reading(DateTimeOffset Time, long Timestamp, TimeSpan Error);

    private Reading? last;

    internal TimeProvider Local { get; } = local;

    /// <summary>The time of this machine until the server has been asked.</summary>
    public override DateTimeOffset GetUtcNow() =>
        Volatile.Read(ref last) is { } read ? read.Time + Local.GetElapsedTime(read.Timestamp) : Local.GetUtcNow();

    /// <param name="time">What the server said, in milliseconds since 1970 UTC.</param>
    /// <param name="asked">When it was asked, as a timestamp of <see cref="Local"/>: half of the time since then was the way back.</param>
    internal void Set(long time, long asked)
    {
        var now = Local.GetTimestamp();
        var way = Local.GetElapsedTime(asked, now) / 2;
        var read = new Reading(DateTimeOffset.FromUnixTimeMilliseconds(time) + way, now, way);
        if (last is { } before)
        {
            var age = Local.GetElapsedTime(before.Timestamp, now);
            var (expected, error) = (before.Time + age, before.Error + (age * Drift));
            if (read.Error > error && (read.Time - expected).Duration() <= read.Error + error)
                return;
        }
        Volatile.Write(ref last, read);
    }
}

namespace FeedHub.Tests;

/// <summary>A clock that can be set: the time of day jumps, and neither timers nor what is measured do.</summary>
public sealed class JumpingClock(TimeProvider inner) : TimeProvider
{
    private long ahead;

    /// <summary>How far it is ahead of the other.</summary>
    public TimeSpan Ahead
    {
        get => new(Interlocked.Read(ref ahead));
        set => Interlocked.Exchange(ref ahead, value.Ticks);
    }

    public override long TimestampFrequency => inner.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow() + Ahead;

    public override long GetTimestamp() => inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => inner.CreateTimer(callback, state, dueTime, period);
}

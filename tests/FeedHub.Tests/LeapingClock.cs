using Microsoft.Extensions.Time.Testing;

namespace FeedHub.Tests;

/// <summary>
/// A faked clock on which a timer that was due many times meanwhile fires once, as on a real one: a day may pass at once without the
/// 86,400 rounds of every loop that has something to do each second.
/// </summary>
public sealed class LeapingClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (period <= TimeSpan.Zero)
            return base.CreateTimer(callback, state, dueTime, period);
        var beat = new Beat(
            fire => base.CreateTimer(fire, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan), () => callback(state));
        beat.Change(dueTime, period);
        return beat;
    }

    /// <summary>A periodic timer, of one that fires once and is set again from then.</summary>
    private sealed class Beat : ITimer
    {
        private readonly ITimer once;
        private TimeSpan period;

        public Beat(Func<TimerCallback, ITimer> create, Action callback) => once = create(_ =>
        {
            once!.Change(period, Timeout.InfiniteTimeSpan);
            callback();
        });

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            this.period = period;
            return once.Change(dueTime, Timeout.InfiniteTimeSpan);
        }

        public void Dispose() => once.Dispose();

        public ValueTask DisposeAsync() => once.DisposeAsync();
    }
}

namespace FeedHub.Benchmarks.Days;

/// <summary>A clock that jumps from timer to timer and knows how many tasks are sleeping on it.</summary>
public sealed class SimulatedTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly PriorityQueue<(Alarm Alarm, long Setting), long> alarms = new();
    private long now = start.UtcTicks;
    private int sleeping;

    /// <summary>Tasks of <see cref="Task.Delay(TimeSpan, TimeProvider, CancellationToken)"/> that have not ended.</summary>
    public int Sleeping => Volatile.Read(ref sleeping);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Volatile.Read(ref now);

    public override DateTimeOffset GetUtcNow() => new(GetTimestamp(), TimeSpan.Zero);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, callback, state);
        alarm.Change(dueTime, period);
        return alarm;
    }

    /// <summary>The time at which the next timer fires; null when none is set.</summary>
    public DateTimeOffset? Next()
    {
        lock (gate)
        {
            while (alarms.TryPeek(out var first, out var due))
            {
                if (first.Setting == first.Alarm.Setting)
                    return new DateTimeOffset(due, TimeSpan.Zero);
                alarms.Dequeue();
            }

            return null;
        }
    }

    /// <summary>Moves to an instant and fires the timers that are due by then.</summary>
    public void AdvanceTo(DateTimeOffset instant)
    {
        Volatile.Write(ref now, instant.UtcTicks);
        while (TakeDue() is { } alarm)
            alarm.Ring();
    }

    private Alarm? TakeDue()
    {
        lock (gate)
        {
            while (alarms.TryPeek(out var first, out var due) && due <= now)
            {
                alarms.Dequeue();
                if (first.Setting != first.Alarm.Setting)
                    continue;
                first.Alarm.Disarm();
                return first.Alarm;
            }

            return null;
        }
    }

    private sealed class Alarm(SimulatedTime time, TimerCallback callback, object? state) : ITimer
    {
        private bool isSet;

        /// <summary>Increases with every change, so that older entries in the queue are known to be obsolete.</summary>
        public long Setting { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (period != Timeout.InfiniteTimeSpan && period != TimeSpan.Zero)
                throw new NotSupportedException("Simulated timers cannot be periodic.");
            lock (time.gate)
            {
                Disarm();
                if (dueTime == Timeout.InfiniteTimeSpan)
                    return true;
                isSet = true;
                if (state is Task)
                    time.sleeping++;
                time.alarms.Enqueue((this, Setting), time.now + dueTime.Ticks);
                return true;
            }
        }

        /// <summary>The owner holds the lock.</summary>
        public void Disarm()
        {
            Setting++;
            if (isSet && state is Task)
                time.sleeping--;
            isSet = false;
        }

        public void Ring() => callback(state);

        public void Dispose()
        {
            lock (time.gate)
                Disarm();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

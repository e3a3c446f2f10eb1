namespace FeedHub.Fetching.Politeness;

/// <summary>The line of requests before one host. Its owner locks.</summary>
internal sealed class HostLane(TimeProvider time, Action<HostLane> onAlarm) : IDisposable
{
    private ITimer? alarm;
    private long lastStart;
    private bool started;

    public required string Host { get; init; }
    public LinkedList<TaskCompletionSource> Waiting { get; } = new();
    public int InFlight { get; set; }

    public bool IsEmpty => InFlight == 0 && Waiting.Count == 0;

    /// <summary>Time until the next request may start.</summary>
    public TimeSpan UntilNext(TimeSpan spacing) => started ? spacing - time.GetElapsedTime(lastStart) : TimeSpan.Zero;

    public void Start()
    {
        InFlight++;
        lastStart = time.GetTimestamp();
        started = true;
    }

    public void WakeAfter(TimeSpan delay)
    {
        // Timers count whole milliseconds.
        delay = TimeSpan.FromMilliseconds(Math.Ceiling(delay.TotalMilliseconds));
        alarm ??= time.CreateTimer(_ => onAlarm(this), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        alarm.Change(delay, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => alarm?.Dispose();
}

namespace FeedHub.Fetching.Politeness;

/// <summary>The line of requests before one site. Its owner locks.</summary>
internal sealed class SiteLane(TimeProvider time, Action<SiteLane> onAlarm) : IDisposable
{
    private ITimer? alarm;
    private long lastStart;
    private bool started;

    public required string Site { get; init; }
    public LinkedList<WaitingRequest> Waiting { get; } = new();
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

/// <summary>A request in a line, and how politely it is to be made.</summary>
internal sealed record WaitingRequest(TaskCompletionSource Turn, TimeSpan Spacing, int Connections);

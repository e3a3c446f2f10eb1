namespace FeedHub.Fetching;

/// <summary>The time left for one fetch; it is paused while the fetch waits for a host.</summary>
internal sealed class FetchDeadline : IDisposable
{
    private readonly TimeProvider time;
    private readonly TimeSpan length;
    private readonly CancellationTokenSource timer;
    private readonly CancellationTokenSource linked;
    private TimeSpan left;
    private long resumed;
    private bool running = true;

    public FetchDeadline(TimeSpan length, TimeProvider time, CancellationToken cancellationToken)
    {
        this.time = time;
        this.length = length;
        left = length;
        resumed = time.GetTimestamp();
        timer = new CancellationTokenSource(length, time);
        linked = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
    }

    /// <summary>Cancelled when the time is up, and when the caller cancels.</summary>
    public CancellationToken Token => linked.Token;

    public bool HasPassed => timer.IsCancellationRequested;

    /// <summary>Time used so far, without waiting for a host.</summary>
    public TimeSpan Used => length - left + (running ? time.GetElapsedTime(resumed) : TimeSpan.Zero);

    public void Pause()
    {
        left -= time.GetElapsedTime(resumed);
        running = false;
        timer.CancelAfter(Timeout.InfiniteTimeSpan);
    }

    public void Resume()
    {
        running = true;
        resumed = time.GetTimestamp();
        timer.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
    }

    public void Dispose()
    {
        linked.Dispose();
        timer.Dispose();
    }
}

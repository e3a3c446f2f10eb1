using FeedHub.Core.Sources;
using FeedHub.Fetching.Http;

namespace FeedHub.Fetching;

/// <summary>The time left for one fetch, or for what is sent; it is paused while that waits for a host.</summary>
internal sealed class FetchDeadline : IDisposable
{
    private readonly TimeProvider time;
    private readonly CancellationTokenSource timer;
    private readonly CancellationTokenSource linked;
    private TimeSpan left;
    private long resumed;
    private bool running = true;

    public FetchDeadline(TimeSpan length, TimeProvider time, CancellationToken cancellationToken)
    {
        this.time = time;
        Length = length;
        left = length;
        resumed = time.GetTimestamp();
        timer = new CancellationTokenSource(length, time);
        linked = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
    }

    public TimeSpan Length { get; }

    /// <summary>Cancelled when the time is up, and when the caller cancels.</summary>
    public CancellationToken Token => linked.Token;

    public bool HasPassed => timer.IsCancellationRequested;

    /// <summary>Time used so far, without waiting for a host.</summary>
    public TimeSpan Used => Length - left + (running ? time.GetElapsedTime(resumed) : TimeSpan.Zero);

    /// <summary>What to answer once it has passed.</summary>
    public Reply.Final TooSlow() => Reply.Failed(FetchFailure.TooSlow, $"no complete answer within {Length.Describe()}");

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

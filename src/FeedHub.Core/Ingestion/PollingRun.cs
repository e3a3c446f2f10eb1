using System.Data.Common;
using FeedHub.Core.Sources;
using Microsoft.Extensions.Logging;

namespace FeedHub.Core.Ingestion;

/// <summary>Claims sources and refreshes them concurrently, up to the allowed number.</summary>
public sealed partial class PollingRun(ISourceStore sources, SourceRefresher refresher, TimeProvider clock, ILogger<PollingRun> log)
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    /// <summary>The number of sources being refreshed now.</summary>
    public int InFlight { get; private set; }

    /// <summary>Refreshes the sources that match the order until none is left, at most <see cref="ClaimOrder.Max"/> at a time.</summary>
    /// <param name="done">Called after each source, by one thread at a time.</param>
    /// <param name="forever">Whether to wait for sources to become due instead of returning.</param>
    public async Task RunAsync(ClaimOrder order, bool forever, Action<RefreshReport> done, CancellationToken cancellationToken)
    {
        var flying = new List<Task<RefreshReport>>();
        var aloft = new HashSet<SourceId>();
        // A claim examines every source, so many are claimed at once. Those without a free slot wait here, well within their lease.
        var ready = new Queue<ClaimedSource>();
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var now = clock.GetUtcNow();
                if (ready.Count == 0 && flying.Count < order.Max)
                    ready = new Queue<ClaimedSource>(await sources.ClaimAsync(order, now, cancellationToken));
                InFlight = Math.Min(order.Max, flying.Count + ready.Count);
                // If the clock jumps, the lease of a source in flight may end and the source may be claimed again; it is not fetched twice.
                while (flying.Count < order.Max && ready.TryDequeue(out var claimed))
                {
                    if (aloft.Add(claimed.Source.Id))
                        flying.Add(Task.Run(() => RefreshAsync(claimed, order.Worker, cancellationToken), cancellationToken));
                }

                InFlight = flying.Count;
                if (flying.Count == 0 && !forever && await sources.WaitingAsync(order, now, cancellationToken) == 0)
                    return;

                // A finished fetch frees a slot and a host; a tick picks up sources that have become due.
                using (var woken = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken))
                {
                    await Task.WhenAny(flying.Cast<Task>().Append(Task.Delay(Tick, clock, woken.Token)));
                    await woken.CancelAsync();
                }

                foreach (var finished in flying.Where(t => t.IsCompleted).ToList())
                {
                    flying.Remove(finished);
                    var report = await finished;
                    aloft.Remove(report.Source);
                    done(report);
                }
            }
        }
        finally
        {
            await Task.WhenAll(flying).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            await sources.ReleaseAsync(order.Worker, clock.GetUtcNow(), CancellationToken.None);
        }
    }

    private async Task<RefreshReport> RefreshAsync(ClaimedSource claimed, string worker, CancellationToken cancellationToken)
    {
        try
        {
            return await refresher.RefreshAsync(claimed, worker, cancellationToken);
        }
        // A failure of the store is no fault of the source: it ends the run.
        catch (Exception fault) when (
            fault is not DbException && (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested))
        {
            LogFault(fault, claimed.Source.Id);
            return await refresher.FailAsync(claimed, worker, fault, cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Refreshing {Source} failed because of a bug in FeedHub")]
    private partial void LogFault(Exception fault, SourceId source);
}

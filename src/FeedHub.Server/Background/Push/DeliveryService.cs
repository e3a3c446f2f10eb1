using System.Collections.Concurrent;
using System.Data.Common;
using FeedHub.Core.Nodes;
using FeedHub.Core.Push.Deliveries;

namespace FeedHub.Server.Background.Push;

/// <summary>
/// Sends the deliveries that are due. What becomes of each is written before its place is given to another, and its lease is longer than
/// any exchange. So if the process dies, or an answer is lost, the receiver gets the same delivery once more, under the same ID.
/// </summary>
internal sealed partial class DeliveryService(
    IDeliveries deliveries, DeliverySender sender, IEnumerable<IQueueOwner> owners, INode node, Signal<DeliveryService> signal,
    IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<DeliveryService> log) : BackgroundLoop(lifetime, clock, log)
{
    private const int Most = 32;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    /// <summary>Longest time for an exchange, with waiting for the host's turn.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(45);

    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PurgeInterval = TimeSpan.FromHours(1);

    private readonly TimeProvider clock = clock;
    private readonly ConcurrentDictionary<Task, bool> flying = new();
    private long? purged;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        DeliveryTelemetry.Begin();
        return base.StartAsync(cancellationToken);
    }

    /// <summary>What has begun is finished, for as long as the host waits; what is not is due again at once.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Task.WhenAll(flying.Keys).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!flying.IsEmpty)
            await deliveries.ReleaseAsync(node.Name, clock.GetUtcNow(), CancellationToken.None);
    }

    protected override async Task RoundAsync(CancellationToken cancellationToken)
    {
        await PurgeAsync(cancellationToken);
        var now = clock.GetUtcNow();
        if (flying.Count < Most && await deliveries.NextAsync(cancellationToken) <= now)
        {
            foreach (var claimed in await deliveries.ClaimAsync(node.Name, Most - flying.Count, Lease, now, cancellationToken))
                Begin(claimed);
        }
        await signal.WaitAsync(Tick, clock, cancellationToken);
    }

    private void Begin(ClaimedDelivery claimed)
    {
        var flight = Task.Run(() => FlyAsync(claimed), CancellationToken.None);
        flying[flight] = true;
        // A place is free, and perhaps a lane.
        flight.ContinueWith(
            ended =>
            {
                flying.TryRemove(ended, out _);
                signal.Set();
            },
            CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private async Task FlyAsync(ClaimedDelivery claimed)
    {
        using var ends = new CancellationTokenSource(Lease, clock);
        try
        {
            var conclusion = await AttemptAsync(claimed);
            DeliveryTelemetry.Note(claimed.Delivery.Channel, conclusion.State);
            if (conclusion.State is not (DeliveryState.Sent or DeliveryState.Waiting))
                await TellAsync(claimed.Delivery, conclusion, ends.Token);
            await ConcludeAsync(claimed, conclusion, ends.Token);
            Log(claimed, conclusion);
        }
        catch (Exception fault)
        {
            LogUnwritten(fault, claimed.Delivery.Id);
        }
    }

    private async Task<DeliveryConclusion> AttemptAsync(ClaimedDelivery claimed)
    {
        using var deadline = new CancellationTokenSource(Deadline, clock);
        try
        {
            return await sender.SendAsync(claimed, deadline.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return sender.Failed(claimed, $"no answer within {Deadline.TotalSeconds} s");
        }
        // Whose secrets the store does not tell is sent when its lease ends.
        catch (Exception fault) when (fault is not DbException)
        {
            LogFault(fault, claimed.Delivery.Id);
            return sender.Failed(claimed, "a fault of FeedHub's, which its log has");
        }
    }

    private async Task TellAsync(Delivery delivery, DeliveryConclusion end, CancellationToken cancellationToken)
    {
        foreach (var owner in owners.Where(o => o.Owns(delivery.Queue)))
            await owner.EndedAsync(delivery, end, cancellationToken);
    }

    /// <summary>A store that is away for a moment must not let what was sent be sent twice.</summary>
    private async Task ConcludeAsync(ClaimedDelivery claimed, DeliveryConclusion conclusion, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await deliveries.ConcludeAsync(claimed, conclusion, clock.GetUtcNow(), cancellationToken);
                return;
            }
            catch (DbException lost)
            {
                LogLost(claimed.Delivery.Id, lost.Message);
                await Task.Delay(Tick, clock, cancellationToken);
            }
        }
    }

    private async Task PurgeAsync(CancellationToken cancellationToken)
    {
        if (purged is { } last && clock.GetElapsedTime(last) < PurgeInterval)
            return;
        purged = clock.GetTimestamp();
        await deliveries.PurgeAsync(clock.GetUtcNow(), cancellationToken);
    }

    private void Log(ClaimedDelivery claimed, DeliveryConclusion conclusion)
    {
        if (conclusion.State == DeliveryState.Sent)
            LogSent(claimed.Delivery.Id, claimed.Delivery.Queue, claimed.Attempt);
        else if (conclusion.Next is { } next)
            LogFailed(claimed.Delivery.Id, claimed.Delivery.Queue, claimed.Attempt, conclusion.Note, next);
        else
            LogEnded(claimed.Delivery.Id, claimed.Delivery.Queue, conclusion.State, conclusion.Note);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Id} for {Queue}: sent, attempt {Attempt}")]
    private partial void LogSent(string id, string queue, int attempt);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Id} for {Queue}: attempt {Attempt} failed, next at {Next:u}: {Note}")]
    private partial void LogFailed(string id, string queue, int attempt, string note, DateTimeOffset next);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Id} for {Queue} is not sent any more ({State}): {Note}")]
    private partial void LogEnded(string id, string queue, DeliveryState state, string note);

    [LoggerMessage(Level = LogLevel.Error, Message = "Sending {Id} failed because of a bug in FeedHub")]
    private partial void LogFault(Exception fault, string id);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What became of {Id} cannot be written; trying again each second: {Reason}")]
    private partial void LogLost(string id, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "What became of {Id} was not written, so it is sent again when its lease ends")]
    private partial void LogUnwritten(Exception fault, string id);
}

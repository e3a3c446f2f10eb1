using FeedHub.Core.Nodes;
using FeedHub.Core.Sources.Settings;
using FeedHub.Fetching.Http;

namespace FeedHub.Fetching.Politeness;

/// <summary>
/// The queue of all requests. A request starts when its host and its registrable domain (only the host, where the source says so) have
/// few enough in flight and their last start is long enough ago, and when few enough are in flight in total. Each site is first come,
/// first served, whichever source a request is for; a request that waits for one site does not delay those to others. Where several nodes
/// share a store, a request that has its turn here waits for it among the requests of all nodes too.
/// </summary>
internal sealed class SitePoliteness(FetchingOptions options, TimeProvider time) : IDisposable
{
    /// <summary>Minimum time between two searches for sites without requests.</summary>
    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(1);

    /// <summary>More than it takes to end a request whose time is up.</summary>
    private static readonly TimeSpan AfterDeadline = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, SiteLane> lanes = new(StringComparer.Ordinal);
    private readonly LinkedList<WaitingRequest> waiting = new();
    private readonly Lock gate = new();
    private ITimer? alarm;
    private long alarmAt = long.MaxValue;
    private long rounds;
    private int inFlight;

    /// <summary>Sites remembered: those with requests, and those whose spacing has not passed.</summary>
    public int Sites
    {
        get
        {
            lock (gate)
                return lanes.Count;
        }
    }

    /// <summary>Requests in flight, and requests waiting for their turn.</summary>
    public (int InFlight, int InLine) Requests
    {
        get
        {
            lock (gate)
                return (inFlight, waiting.Count);
        }
    }

    /// <summary>Waits for the turn of a request, which lasts until the result is disposed.</summary>
    public async Task<IAsyncDisposable> EnterAsync(Uri address, SourcePoliteness way, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        WaitingRequest request;
        LinkedListNode<WaitingRequest> place;
        lock (gate)
        {
            request = new WaitingRequest(
                new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously),
                [.. Names(address, way).Select(LaneOf)],
                way.Spacing ?? options.HostSpacing(),
                way.Connections ?? options.HostConnections);
            foreach (var lane in request.Lanes)
                lane.Join(request);
            place = waiting.AddLast(request);
            Advance();
        }

        await using var registration = cancellationToken.UnsafeRegister(_ => GiveUp(place, cancellationToken), null);
        await request.Turn.Task;
        var shared = options.SiteTurns is { } sites && request.Lanes.Count > 0
            ? (sites, new SiteTurn(
                [.. request.Lanes.Select(l => l.Name).Order(StringComparer.Ordinal)], request.Spacing, request.Connections,
                options.Deadline + AfterDeadline))
            : default((ISiteTurns Sites, SiteTurn Turn)?);
        try
        {
            while (shared is { } begin && await begin.Sites.BeginAsync(begin.Turn, cancellationToken) is { } wait)
                await Task.Delay(wait, time, cancellationToken);
        }
        catch
        {
            Leave(request);
            throw;
        }
        return new Turn(() => Leave(request), shared);
    }

    public void Dispose() => alarm?.Dispose();

    private IEnumerable<string> Names(Uri address, SourcePoliteness way)
    {
        if (options.IsExempt(address))
            return [];
        var host = WebAddress.Host(address);
        return new[] { host, way.SiteOf(host) }.Distinct();
    }

    private SiteLane LaneOf(string name)
    {
        if (!lanes.TryGetValue(name, out var lane))
            lanes.Add(name, lane = new SiteLane(time, name));
        return lane;
    }

    private void OnAlarm()
    {
        lock (gate)
        {
            alarmAt = long.MaxValue;
            DropIdle(lanes.Values);
            Advance();
        }
    }

    private void Leave(WaitingRequest request)
    {
        lock (gate)
        {
            inFlight--;
            foreach (var lane in request.Lanes)
                lane.End();
            DropIdle(request.Lanes);
            Advance();
        }
    }

    private void GiveUp(LinkedListNode<WaitingRequest> place, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            // A request that is no longer in the queue already has its turn; its holder ends it.
            if (place.List is null)
                return;
            waiting.Remove(place);
            foreach (var lane in place.Value.Lanes)
                lane.GiveUp();
            DropIdle(place.Value.Lanes);
            place.Value.Turn.SetCanceled(cancellationToken);
            Advance();
        }
    }

    /// <summary>Starts the requests that may start, in the order of the queue.</summary>
    private void Advance()
    {
        // The clock is read once: a spacing that passed between two readings would leave the queue without an alarm.
        var now = time.GetTimestamp();
        rounds++;
        for (var place = waiting.First; place is not null && inFlight < options.MaxInFlight;)
        {
            var (here, request) = (place, place.Value);
            place = place.Next;
            var isBehind = request.Lanes.Any(l => l.BlockedIn == rounds);
            var wait = request.Lanes.Select(l => l.UntilFree(request, now)).DefaultIfEmpty().Max();
            if (!isBehind && wait <= TimeSpan.Zero)
            {
                waiting.Remove(here);
                inFlight++;
                foreach (var lane in request.Lanes)
                    lane.Start(now);
                request.Turn.SetResult();
                continue;
            }

            foreach (var lane in request.Lanes)
                lane.BlockedIn = rounds;
            if (!isBehind && wait < TimeSpan.MaxValue)
                WakeAfter(wait, now);
        }
    }

    private void DropIdle(IEnumerable<SiteLane> among)
    {
        var now = time.GetTimestamp();
        var next = TimeSpan.MaxValue;
        foreach (var lane in among.Where(l => l.Requests == 0).ToList())
        {
            var rest = lane.UntilForgotten(now);
            if (rest <= TimeSpan.Zero)
                lanes.Remove(lane.Name);
            else
                next = rest < next ? rest : next;
        }

        if (next < TimeSpan.MaxValue)
            WakeAfter(next < Sweep ? Sweep : next, now);
    }

    private void WakeAfter(TimeSpan delay, long now)
    {
        // Timers count whole milliseconds.
        delay = TimeSpan.FromMilliseconds(Math.Ceiling(delay.TotalMilliseconds));
        var at = now + (long)(delay.TotalSeconds * time.TimestampFrequency);
        if (at >= alarmAt)
            return;
        alarmAt = at;
        alarm ??= time.CreateTimer(_ => OnAlarm(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        alarm.Change(delay, Timeout.InfiniteTimeSpan);
    }

    private sealed class Turn(Action end, (ISiteTurns Sites, SiteTurn Turn)? shared) : IAsyncDisposable
    {
        private Action? end = end;

        public async ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref end, null) is not { } leave)
                return;
            leave();
            if (shared is var (sites, turn))
                await sites.EndAsync(turn);
        }
    }
}

using FeedHub.Core.Sources;
using FeedHub.Fetching.Http;

namespace FeedHub.Fetching.Politeness;

/// <summary>
/// Lets requests to one registrable domain (or host, where the source says so) start first come first served, a few at a time and with a spacing between them, whichever source they
/// are for.
/// </summary>
internal sealed class SitePoliteness(FetchingOptions options, TimeProvider time)
{
    private readonly Dictionary<string, SiteLane> lanes = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    /// <summary>Sites remembered: those with requests, and those whose spacing has not passed.</summary>
    public int Sites
    {
        get
        {
            lock (gate)
                return lanes.Count;
        }
    }

    /// <summary>Waits for the turn of a request, which lasts until the result is disposed of.</summary>
    public async Task<IDisposable> EnterAsync(Uri address, SourcePoliteness way, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (options.IsExempt(address))
            return Turn.Free;
        var request = new WaitingRequest(
            new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously),
            way.Spacing ?? options.HostSpacing(),
            way.Connections ?? options.HostConnections);
        SiteLane lane;
        LinkedListNode<WaitingRequest> place;
        lock (gate)
        {
            lane = LaneOf(way.SiteOf(WebAddress.Host(address)));
            place = lane.Waiting.AddLast(request);
            Advance(lane);
        }

        await using var registration = cancellationToken.UnsafeRegister(_ => GiveUp(lane, place, cancellationToken), null);
        await request.Turn.Task;
        return new Turn(() => Leave(lane));
    }

    private SiteLane LaneOf(string site)
    {
        if (!lanes.TryGetValue(site, out var lane))
            lanes.Add(site, lane = new SiteLane(time, OnAlarm) { Site = site });
        return lane;
    }

    private void OnAlarm(SiteLane lane)
    {
        lock (gate)
            Advance(lane);
    }

    private void Leave(SiteLane lane)
    {
        lock (gate)
        {
            lane.InFlight--;
            Advance(lane);
        }
    }

    private void GiveUp(SiteLane lane, LinkedListNode<WaitingRequest> place, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            // Out of the line already means that the turn came first; its holder ends it.
            if (place.List is null)
                return;
            lane.Waiting.Remove(place);
            place.Value.Turn.SetCanceled(cancellationToken);
            Advance(lane);
        }
    }

    private void Advance(SiteLane lane)
    {
        TimeSpan wait;
        // One look at the clock decides both: a spacing that passed between two looks would leave the line without an alarm.
        while ((wait = lane.UntilNext(lane.Waiting.First?.Value.Spacing ?? options.HostSpacing())) <= TimeSpan.Zero && lane.Waiting.First?.Value is { } next
            && lane.InFlight < next.Connections)
        {
            lane.Waiting.RemoveFirst();
            lane.Start();
            next.Turn.SetResult();
        }

        if (wait > TimeSpan.Zero)
        {
            lane.WakeAfter(wait);
        }
        else if (lane.IsEmpty && lanes.Remove(lane.Site))
        {
            lane.Dispose();
        }
    }

    private sealed class Turn(Action? end) : IDisposable
    {
        public static readonly Turn Free = new(null);
        private Action? end = end;

        public void Dispose() => Interlocked.Exchange(ref end, null)?.Invoke();
    }
}

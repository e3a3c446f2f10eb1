using FeedHub.Fetching.Http;

namespace FeedHub.Fetching.Politeness;

/// <summary>
/// Lets requests to one host start first come first served, a few at a time and with a spacing between them, whichever source they
/// are for.
/// </summary>
internal sealed class HostPoliteness(FetchingOptions options, TimeProvider time)
{
    private readonly Dictionary<string, HostLane> lanes = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    /// <summary>Hosts remembered: those with requests, and those whose spacing has not passed.</summary>
    public int Hosts
    {
        get
        {
            lock (gate)
                return lanes.Count;
        }
    }

    /// <summary>Waits for the turn of a request, which lasts until the result is disposed of.</summary>
    public async Task<IDisposable> EnterAsync(Uri address, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (options.IsExempt(address))
            return Turn.Free;
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        HostLane lane;
        LinkedListNode<TaskCompletionSource> place;
        lock (gate)
        {
            lane = LaneOf(WebAddress.Host(address));
            place = lane.Waiting.AddLast(turn);
            Advance(lane);
        }

        await using var registration = cancellationToken.UnsafeRegister(_ => GiveUp(lane, place, cancellationToken), null);
        await turn.Task;
        return new Turn(() => Leave(lane));
    }

    private HostLane LaneOf(string host)
    {
        if (!lanes.TryGetValue(host, out var lane))
            lanes.Add(host, lane = new HostLane(time, OnAlarm) { Host = host });
        return lane;
    }

    private void OnAlarm(HostLane lane)
    {
        lock (gate)
            Advance(lane);
    }

    private void Leave(HostLane lane)
    {
        lock (gate)
        {
            lane.InFlight--;
            Advance(lane);
        }
    }

    private void GiveUp(HostLane lane, LinkedListNode<TaskCompletionSource> place, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            // Out of the line already means that the turn came first; its holder ends it.
            if (place.List is null)
                return;
            lane.Waiting.Remove(place);
            place.Value.SetCanceled(cancellationToken);
            Advance(lane);
        }
    }

    private void Advance(HostLane lane)
    {
        var spacing = options.HostSpacing();
        TimeSpan wait;
        // One look at the clock decides both: a spacing that passed between two looks would leave the line without an alarm.
        while ((wait = lane.UntilNext(spacing)) <= TimeSpan.Zero && lane.Waiting.First is { } next && lane.InFlight < options.HostConnections)
        {
            lane.Waiting.RemoveFirst();
            lane.Start();
            next.Value.SetResult();
        }

        if (wait > TimeSpan.Zero)
        {
            lane.WakeAfter(wait);
        }
        else if (lane.IsEmpty && lanes.Remove(lane.Host))
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

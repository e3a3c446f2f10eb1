namespace FeedHub.Fetching.Politeness;

/// <summary>The state of the requests to one host, or to one registrable domain. Its owner does the locking.</summary>
internal sealed class SiteLane(TimeProvider time, string name)
{
    private long? lastStart;
    private TimeSpan longestSpacing;

    public string Name { get; } = name;
    public int InFlight { get; private set; }
    /// <summary>Requests in flight and waiting.</summary>
    public int Requests { get; private set; }
    /// <summary>The last round through the queue in which a waiting request was found that must start here before any later one.</summary>
    public long BlockedIn { get; set; }

    /// <summary>Time until the request may start; <see cref="TimeSpan.MaxValue"/> until another one has ended.</summary>
    public TimeSpan UntilFree(WaitingRequest request, long now) =>
        InFlight >= request.Connections ? TimeSpan.MaxValue : Rest(request.Spacing, now);

    /// <summary>Time for which the lane must still be remembered after its last request.</summary>
    public TimeSpan UntilForgotten(long now) => Rest(longestSpacing, now);

    public void Join(WaitingRequest request)
    {
        Requests++;
        longestSpacing = request.Spacing > longestSpacing ? request.Spacing : longestSpacing;
    }

    public void Start(long now)
    {
        InFlight++;
        lastStart = now;
    }

    public void End()
    {
        InFlight--;
        Requests--;
    }

    public void GiveUp() => Requests--;

    private TimeSpan Rest(TimeSpan spacing, long now) => lastStart is { } last ? spacing - time.GetElapsedTime(last, now) : TimeSpan.Zero;
}

/// <summary>A waiting request, with its limits of politeness.</summary>
/// <param name="Lanes">The lanes that must all be free at once for the request to start.</param>
internal sealed record WaitingRequest(TaskCompletionSource Turn, IReadOnlyList<SiteLane> Lanes, TimeSpan Spacing, int Connections);

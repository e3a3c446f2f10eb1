namespace FeedHub.Fetching.Politeness;

/// <summary>What is known of the requests to one host, or to one registrable domain. Its owner locks.</summary>
internal sealed class SiteLane(TimeProvider time, string name)
{
    private long? lastStart;
    private TimeSpan longestSpacing;

    public string Name { get; } = name;
    public int InFlight { get; private set; }
    /// <summary>Requests in flight and in line.</summary>
    public int Requests { get; private set; }
    /// <summary>The round of looking through the line in which a request was found that must start here before any later one.</summary>
    public long BlockedIn { get; set; }

    /// <summary>Time until the request may start; infinite until another one has ended.</summary>
    public TimeSpan UntilFree(WaitingRequest request, long now) =>
        InFlight >= request.Connections ? TimeSpan.MaxValue : Rest(request.Spacing, now);

    /// <summary>Time for which the lane must still be remembered once no request is left.</summary>
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

/// <summary>A request in line, and how politely it is to be made.</summary>
/// <param name="Lanes">Those it must be free to start in, all at once.</param>
internal sealed record WaitingRequest(TaskCompletionSource Turn, IReadOnlyList<SiteLane> Lanes, TimeSpan Spacing, int Connections);

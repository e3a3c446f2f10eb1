namespace FeedHub.Benchmarks.Claims;

/// <summary>What a simulation of claims supposes.</summary>
internal sealed record ClaimWorld
{
    public int Sources { get; init; } = 100_000;
    public int Nodes { get; init; } = 3;

    /// <summary>Sources of one claim, and fetches of one node at a time, as in <c>ClaimOrder.Max</c>.</summary>
    public int Batch { get; init; } = 64;

    /// <summary>Claims of one site at a time, as in <c>ClaimOrder.PerSite</c>.</summary>
    public int PerSite { get; init; } = 2;

    /// <summary>Mean time between two polls of a source, in seconds: about an hour for most patterns of <c>docs/schedule.md</c>.</summary>
    public double Interval { get; init; } = 3600;

    /// <summary>Mean duration of a fetch in seconds; one in a hundred takes ten times as long.</summary>
    public double Fetch { get; init; } = 1;

    /// <summary>Time for which a claim excludes all other claims, in seconds, for each source that there is, as measured.</summary>
    public double ClaimPerSource { get; init; } = 1e-6;

    /// <summary>The same for any number of sources.</summary>
    public double ClaimBase { get; init; } = 0.002;

    /// <summary>Least time between two claims of a node, in seconds; 0 is a claim after each fetch that has ended, as today.</summary>
    public double Pause { get; init; }

    /// <summary>Parts into which the sources are divided by site, each with its own exclusive claims; 1 is as today.</summary>
    public int Shards { get; init; } = 1;

    /// <summary>Share of sources on sites with fifty sources.</summary>
    public double Crowded { get; init; } = 0.1;

    /// <summary>
    /// Mean time in seconds until a node dies; 0 for never. Its sources are free again 9 s later, and it is back after a minute.
    /// </summary>
    public double Life { get; init; } = 3600;

    public double Hours { get; init; } = 2;
}

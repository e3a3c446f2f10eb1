namespace FeedHub.Core.Sources;

/// <summary>The condition of a source, the most urgent first.</summary>
public enum SourceStanding
{
    Broken,
    Failing,
    /// <summary>It answers, but items recently came and went between two polls.</summary>
    Losing,
    Waiting,
    Working,
    Off,
}

/// <summary>Which condition a source is in.</summary>
public static class SourceStandings
{
    /// <summary>How long a source counts as losing items after the last loss.</summary>
    public static readonly TimeSpan LossTime = TimeSpan.FromDays(1);

    /// <summary>Its name in addresses and in the store.</summary>
    public static string Name(this SourceStanding standing) => standing.ToString().ToLowerInvariant();

    /// <summary>Null for a name that no standing has.</summary>
    public static SourceStanding? Named(string name) =>
        Enum.GetValues<SourceStanding>().Cast<SourceStanding?>().FirstOrDefault(s => s!.Value.Name() == name);

    public static SourceStanding From(SourceOverview overview, DateTimeOffset now) => overview switch
    {
        { Declared: false } or { Source.Enabled: false } => SourceStanding.Off,
        _ => Lasting(overview.State) is var lasting and not (SourceStanding.Broken or SourceStanding.Failing)
            && overview.State.Habits.Arrivals.LastMissed is { } missed && now - missed < LossTime
            ? SourceStanding.Losing : Lasting(overview.State),
    };

    /// <summary>The condition that does not change as time passes, of a source that is polled.</summary>
    public static SourceStanding Lasting(SourceState state) => state switch
    {
        { Trouble.BrokenSince: not null } => SourceStanding.Broken,
        { Trouble.Failures: > 0 } => SourceStanding.Failing,
        { Times: { LastAttempt: null, LastSuccess: null } } => SourceStanding.Waiting,
        _ => SourceStanding.Working,
    };
}

using FeedHub.Core.Sources;

namespace FeedHub.Server.Pages;

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

internal static class SourceStandings
{
    /// <summary>Its name in addresses.</summary>
    public static string Name(this SourceStanding standing) => standing.ToString().ToLowerInvariant();

    /// <summary>Null for a name that no standing has.</summary>
    public static SourceStanding? Named(string name) =>
        Enum.GetValues<SourceStanding>().Cast<SourceStanding?>().FirstOrDefault(s => s!.Value.Name() == name);

    public static string Title(this SourceStanding standing) => standing switch
    {
        SourceStanding.Broken => "Broken",
        SourceStanding.Failing => "Failing now",
        SourceStanding.Losing => "Losing items",
        SourceStanding.Waiting => "Not yet polled",
        SourceStanding.Working => "Working",
        _ => "Not polled",
    };

    /// <summary>How long a source is shown as losing items after the last loss.</summary>
    private static readonly TimeSpan LossTime = TimeSpan.FromDays(1);

    public static SourceStanding From(SourceOverview overview, DateTimeOffset now) => overview switch
    {
        { Declared: false } or { Source.Enabled: false } => SourceStanding.Off,
        { State.Trouble.BrokenSince: not null } => SourceStanding.Broken,
        { State.Trouble.Failures: > 0 } => SourceStanding.Failing,
        { State.Habits.Arrivals.LastMissed: { } missed } when now - missed < LossTime => SourceStanding.Losing,
        { State.Times: { LastAttempt: null, LastSuccess: null } } => SourceStanding.Waiting,
        _ => SourceStanding.Working,
    };
}

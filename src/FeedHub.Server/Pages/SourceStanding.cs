using FeedHub.Core.Sources;

namespace FeedHub.Server.Pages;

/// <summary>How a source stands, the one that needs a person first.</summary>
internal enum SourceStanding
{
    Broken,
    Failing,
    /// <summary>It answers, and items came and went between two polls of late.</summary>
    Losing,
    Waiting,
    Working,
    Off,
}

internal static class SourceStandings
{
    /// <summary>For so long after it lost items a source is in trouble.</summary>
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

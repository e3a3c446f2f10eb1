using FeedHub.Core.Sources;

namespace FeedHub.Server.Pages;

/// <summary>How a source stands, the one that needs a person first.</summary>
public enum SourceStanding
{
    Broken,
    Failing,
    Waiting,
    Working,
    Off,
}

internal static class SourceStandings
{
    public static SourceStanding Of(SourceOverview overview) => overview switch
    {
        { Declared: false } or { Source.Enabled: false } => SourceStanding.Off,
        { State.BrokenSince: not null } => SourceStanding.Broken,
        { State.Failures: > 0 } => SourceStanding.Failing,
        { State: { LastAttempt: null, LastSuccess: null } } => SourceStanding.Waiting,
        _ => SourceStanding.Working,
    };
}

namespace FeedHub.Core.Briefs.Editing;

/// <summary>How a brief stands at one instant, as editors put it.</summary>
public enum BriefStanding
{
    Public,
    /// <summary>Public from its date on.</summary>
    Scheduled,
    /// <summary>Public from the end of its embargo on.</summary>
    Embargoed,
    Draft,
    Withdrawn,
}

/// <summary>Tells the standing of briefs.</summary>
public static class BriefStandings
{
    public static BriefStanding StandingAt(this Brief brief, DateTimeOffset now) => brief.Status switch
    {
        BriefStatus.Draft => BriefStanding.Draft,
        BriefStatus.Withdrawn => BriefStanding.Withdrawn,
        _ when brief.IsPublicAt(now) => BriefStanding.Public,
        _ when brief.Embargo > brief.Published => BriefStanding.Embargoed,
        _ => BriefStanding.Scheduled,
    };
}

namespace FeedHub.Core.Briefs;

/// <summary>How far a brief has come.</summary>
public enum BriefStatus
{
    /// <summary>Being written; public to nobody whatever its date.</summary>
    Draft,
    /// <summary>Finished, and to be public from its date on.</summary>
    Scheduled,
    /// <summary>Public from its date on.</summary>
    Usable,
    /// <summary>Taken back after it was public.</summary>
    Withdrawn,
}

/// <summary>The words for the statuses, as files spell them.</summary>
public static class BriefStatuses
{
    public static IReadOnlyDictionary<string, BriefStatus> Words { get; } = new Dictionary<string, BriefStatus>
    {
        ["draft"] = BriefStatus.Draft,
        ["scheduled"] = BriefStatus.Scheduled,
        ["usable"] = BriefStatus.Usable,
        ["withdrawn"] = BriefStatus.Withdrawn,
    };
}

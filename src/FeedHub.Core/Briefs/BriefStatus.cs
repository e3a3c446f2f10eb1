namespace FeedHub.Core.Briefs;

/// <summary>The editorial status of a brief.</summary>
public enum BriefStatus
{
    /// <summary>Being written; not public, whatever its date.</summary>
    Draft,
    /// <summary>Finished, and public from its date on.</summary>
    Scheduled,
    /// <summary>Public from its date on.</summary>
    Usable,
    /// <summary>Withdrawn, whether or not it was ever public.</summary>
    Withdrawn,
}

/// <summary>The names of the statuses in files.</summary>
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

namespace FeedHub.Core.Briefs;

/// <summary>How much of a brief was wrong.</summary>
public enum BriefCorrectionKind
{
    /// <summary>A slip of the pen; nobody who has read the brief needs to read it again.</summary>
    Typo,
    /// <summary>Something that the brief said was wrong.</summary>
    Correction,
    /// <summary>The brief as a whole was wrong, and is taken back.</summary>
    Retraction,
}

/// <summary>What was put right in a brief, and what the public is told of it.</summary>
/// <param name="Note">Plain text.</param>
public sealed record BriefCorrection(BriefCorrectionKind Kind, DateTimeOffset At, string Note)
{
    public static IReadOnlyDictionary<string, BriefCorrectionKind> Words { get; } = new Dictionary<string, BriefCorrectionKind>
    {
        ["typo"] = BriefCorrectionKind.Typo,
        ["correction"] = BriefCorrectionKind.Correction,
        ["retraction"] = BriefCorrectionKind.Retraction,
    };
}

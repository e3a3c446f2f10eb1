namespace FeedHub.Core.Briefs;

/// <summary>How much of a brief was wrong.</summary>
public enum BriefCorrectionKind
{
    /// <summary>A typing error; readers of the brief need not read it again.</summary>
    Typo,
    /// <summary>Something that the brief said was wrong.</summary>
    Correction,
    /// <summary>The brief as a whole was wrong and is retracted.</summary>
    Retraction,
}

/// <summary>What was corrected in a brief, and the note that readers see.</summary>
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

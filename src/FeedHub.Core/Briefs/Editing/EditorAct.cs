using FeedHub.Core.Briefs.Following;

namespace FeedHub.Core.Briefs.Editing;

/// <summary>Something that an editor has done; kept for good.</summary>
public sealed record EditorAct
{
    public required DateTimeOffset At { get; init; }
    public required Editor By { get; init; }
    public required EditorActKind Kind { get; init; }
    public required string Series { get; init; }
    /// <summary>The brief; null for what concerns the series as a whole.</summary>
    public string? Slug { get; init; }
    /// <summary>The text of the brief's file before; null if there was none, or if the act concerns no text.</summary>
    public string? Before { get; init; }
    /// <summary>The text after; null if the act concerns no text.</summary>
    public string? After { get; init; }
    /// <summary>The editor's own words, or what else is to be remembered; may be empty.</summary>
    public string Note { get; init; } = "";

    /// <summary>The post once this act has decided what it proposes. A brief that is withdrawn can come back with its post.</summary>
    public FollowedPost Decide(FollowedPost post)
    {
        var decided = post.ProposalDecided();
        return Kind == EditorActKind.Withdraw && After is { } withdrawn
            ? decided with { Withdrawal = new(withdrawn, Before, ByEditor: true) }
            : decided;
    }
}

/// <summary>An act as it was written down.</summary>
/// <param name="Number">Grows with time, over all series.</param>
/// <param name="ChangedText">Whether the texts before and after differ; known even where they are not read.</param>
public sealed record LoggedAct(long Number, EditorAct Act, bool ChangedText);

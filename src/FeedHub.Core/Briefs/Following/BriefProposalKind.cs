namespace FeedHub.Core.Briefs.Following;

/// <summary>The kinds of proposal for a brief.</summary>
public enum BriefProposalKind
{
    /// <summary>The post has changed, but a file that takes precedence over it has not.</summary>
    Change,
    /// <summary>The post is gone.</summary>
    Withdraw,
    /// <summary>The post is public again, and the brief was withdrawn by an editor because it was not.</summary>
    Restore,
}

namespace FeedHub.Core.Briefs.Following;

/// <summary>What is proposed for a brief.</summary>
public enum BriefProposalKind
{
    /// <summary>The post has changed, and a file that wins over it has not.</summary>
    Change,
    /// <summary>The post is gone.</summary>
    Withdraw,
}

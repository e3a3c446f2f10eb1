namespace FeedHub.Core.Briefs.Following;

/// <summary>How it is known that a post is not public.</summary>
public enum PostAbsence
{
    /// <summary>It is not where it was. That may be a fault of the other site.</summary>
    Missing,
    /// <summary>Besides, the site says at the post's own address that there is nothing.</summary>
    Gone,
    /// <summary>The site says that the post is not for everybody.</summary>
    Withheld,
}

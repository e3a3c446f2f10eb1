namespace FeedHub.Core.Timelines.Changes;

/// <summary>What happened to a story. The log keeps these by their names.</summary>
public enum StoryChangeKind
{
    /// <summary>It has its first report.</summary>
    New,
    /// <summary>It consists of reports that were in another story.</summary>
    Split,
    /// <summary>It has more reports.</summary>
    Grown,
    /// <summary>The text of a report was revised.</summary>
    Corrected,
    /// <summary>Something else that is said of it, or that it is found by, is different; it may have fewer reports.</summary>
    Changed,
    /// <summary>It became a part of another story.</summary>
    Merged,
    /// <summary>Its reports are no longer kept.</summary>
    Gone,
    /// <summary>It does not meet the filter, and may have met it before. The log does not have this kind.</summary>
    Left,
}

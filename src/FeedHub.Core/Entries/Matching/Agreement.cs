namespace FeedHub.Core.Entries.Matching;

/// <summary>How one property of an item compares with that of a stored entry.</summary>
internal enum Agreement
{
    /// <summary>One of the two lacks it, or other items of the source share it.</summary>
    Unknown,
    Same,
    Alike,
    Other,
}

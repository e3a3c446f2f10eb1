using FeedHub.Core.Sources;

namespace FeedHub.Core.Timelines.Walking;

/// <summary>Selects entries.</summary>
/// <param name="Source">Only those of this source; null for all.</param>
/// <param name="After">Only those that arrived then or later.</param>
/// <param name="Before">Only those that arrived earlier.</param>
public sealed record EntryFilter(SourceId? Source = null, DateTimeOffset? After = null, DateTimeOffset? Before = null)
{
    public static readonly EntryFilter All = new();

    /// <summary>
    /// Whether they are in the order of their times, and then of their numbers; else in that of their numbers alone, which nearly is the
    /// same.
    /// </summary>
    public bool IsByTime => After is not null || Before is not null;
}

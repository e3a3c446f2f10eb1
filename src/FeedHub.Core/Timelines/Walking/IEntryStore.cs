using FeedHub.Core.Entries;
using FeedHub.Core.Stories;

namespace FeedHub.Core.Timelines.Walking;

/// <summary>Reads entries in the order of their arrival, whether they have a story yet or not.</summary>
public interface IEntryStore
{
    /// <summary>The newest entries, with their texts as far as excerpts need them.</summary>
    /// <param name="below">Only those below this position; null for all.</param>
    Task<IReadOnlyList<ArrivedEntry>> NewestAsync(
        EntryFilter filter, EntryPosition? below, int max, CancellationToken cancellationToken);

    /// <summary>One entry with its full texts, or null.</summary>
    Task<ArrivedEntry?> FindAsync(EntryId id, CancellationToken cancellationToken);
}

/// <param name="Number">Grows with arrival.</param>
/// <param name="Story">Null until it is grouped.</param>
public sealed record ArrivedEntry(long Number, StoryId? Story, Report Report);

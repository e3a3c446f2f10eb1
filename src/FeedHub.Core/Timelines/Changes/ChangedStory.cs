using FeedHub.Core.Entries;
using FeedHub.Core.Stories;

namespace FeedHub.Core.Timelines.Changes;

/// <summary>A story and what happened to it, in one or several changes.</summary>
/// <param name="Number">The number of the last of these changes.</param>
/// <param name="Kind">The one that says most.</param>
/// <param name="At">When the last of them was stored.</param>
public sealed record ChangedStory(long Number, StoryId Id, StoryChangeKind Kind, DateTimeOffset At)
{
    /// <summary>The story as it is now; null if there is no such story any more, or if it does not meet the filter.</summary>
    public Story? Story { get; init; }
    /// <summary>The story that it is a part of now (<see cref="StoryChangeKind.Merged"/>), or was split from.</summary>
    public StoryId? Other { get; init; }
    /// <summary>The reports that came, in order.</summary>
    public IReadOnlyList<EntryId> Reports { get; init; } = [];
}

/// <summary>Stories that have changed, in the order of their last changes.</summary>
/// <param name="Last">The number of the last change that is told here.</param>
/// <param name="More">Whether there are later ones already.</param>
public sealed record ChangedStories(IReadOnlyList<ChangedStory> Stories, long Last, bool More);

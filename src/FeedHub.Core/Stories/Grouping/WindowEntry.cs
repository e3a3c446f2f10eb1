using FeedHub.Core.Entries;
using FeedHub.Core.Stories.Features;

namespace FeedHub.Core.Stories.Grouping;

/// <summary>An entry in the window, and where it stands.</summary>
internal sealed class WindowEntry(FeatureVector vector, WindowStory story, EntryId? duplicateOf)
{
    /// <summary>Without its subjects, which nobody compares.</summary>
    public FeatureVector FeatureVector { get; } = vector with { Subjects = Subjects.None };
    public WindowStory Story { get; set; } = story;
    /// <summary>The entry whose text it copies, the first of all of them.</summary>
    public EntryId? DuplicateOf { get; } = duplicateOf;

    /// <summary>Of each feature, in their order; empty for a copy.</summary>
    public FeaturePosting[] Postings { get; set; } = [];

    /// <summary>The search that last came upon it, and the weight of what it shares with what was searched for.</summary>
    public long Search { get; set; }
    public double Shared { get; set; }
}

/// <summary>A story in the window.</summary>
internal sealed class WindowStory(StoryId id)
{
    public StoryId Id { get; } = id;
    /// <summary>Its entries that are no copies, oldest first.</summary>
    public List<WindowEntry> Originals { get; } = [];
    /// <summary>All its entries.</summary>
    public HashSet<EntryId> Reports { get; } = [];
}

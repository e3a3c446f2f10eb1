using FeedHub.Core.Entries;
using FeedHub.Core.Stories.Features;

namespace FeedHub.Core.Stories.Grouping;

/// <summary>An entry in the window, with its story.</summary>
internal sealed class WindowEntry(FeatureVector vector, WindowStory story, EntryId? duplicateOf)
{
    /// <summary>The vector without its subjects, which are not compared.</summary>
    public FeatureVector FeatureVector { get; } = vector with { Subjects = Subjects.None };
    public WindowStory Story { get; set; } = story;
    /// <summary>The entry whose text it copies: the first with that text.</summary>
    public EntryId? DuplicateOf { get; } = duplicateOf;

    /// <summary>The posting of each feature, in the same order; empty for a copy.</summary>
    public FeaturePosting[] Postings { get; set; } = [];

    /// <summary>The last search that found it, and the weight of what it shares with the text searched for.</summary>
    public long Search { get; set; }
    public double Shared { get; set; }
}

/// <summary>A story in the window.</summary>
internal sealed class WindowStory(StoryId id)
{
    public StoryId Id { get; } = id;
    /// <summary>Its entries that are not copies, oldest first.</summary>
    public List<WindowEntry> Originals { get; } = [];
    /// <summary>The time of its first report, which may have left the window.</summary>
    public DateTimeOffset Began { get; set; } = DateTimeOffset.MaxValue;
    /// <summary>The time of its last report that is not a copy.</summary>
    public DateTimeOffset Ended { get; private set; } = DateTimeOffset.MinValue;
    /// <summary>All its entries.</summary>
    public HashSet<EntryId> Reports { get; } = [];

    /// <summary>How long it lasts if it takes in reports of these times.</summary>
    public TimeSpan LengthWith(DateTimeOffset began, DateTimeOffset ended) =>
        (Ended > ended ? Ended : ended) - (Began < began ? Began : began);

    public void Extend(DateTimeOffset began, DateTimeOffset ended)
    {
        if (began < Began)
            Began = began;
        if (ended > Ended)
            Ended = ended;
    }
}

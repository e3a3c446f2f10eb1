using FeedHub.Core.Entries;
using FeedHub.Core.Gazetteer;
using FeedHub.Core.Stories.Features;

namespace FeedHub.Core.Stories.Grouping;

/// <summary>An entry in the window, with its story.</summary>
/// <param name="vector">With its features, which the window keeps in its index.</param>
internal sealed class WindowEntry(FeatureVector vector, WindowStory story, EntryId? duplicateOf)
{
    /// <summary>Of a copy, which is compared with nothing but the same page; null for any other.</summary>
    private readonly ulong[]? titleKeys = duplicateOf is null ? null : [.. Copies.TitleKeys(vector)];

    /// <summary>The vector without what is not compared; the features are in <see cref="Mentions"/>.</summary>
    public FeatureVector FeatureVector { get; } = vector with
    {
        Subjects = Subjects.None,
        Features = [],
        Shingles = duplicateOf is null ? vector.Shingles : [],
        Passages = duplicateOf is null ? vector.Passages : [],
    };
    public WindowStory Story { get; set; } = story;
    /// <summary>The entry whose text it copies: the first with that text.</summary>
    public EntryId? DuplicateOf { get; } = duplicateOf;

    /// <summary>What it mentions, sorted by key; empty for a copy.</summary>
    public Mention[] Mentions { get; set; } = [];

    /// <summary>Keys of what its title mentions.</summary>
    public IEnumerable<ulong> TitleKeys =>
        titleKeys ?? Mentions.Where(m => m.Place == TextPlace.Title).Select(m => m.Posting.Key);

    /// <summary>Its features as they were when it came; empty for a copy.</summary>
    public Feature[] Features() => Array.ConvertAll(Mentions, m => m.Posting.Of(m));

    /// <summary>The last search that found it, and the weight of what it shares with the text searched for.</summary>
    public long Search { get; set; }
    public double Shared { get; set; }
}

/// <summary>A story in the window.</summary>
internal sealed class WindowStory(StoryId id)
{
    private WindowEntries reports;

    public StoryId Id { get; } = id;
    /// <summary>Its entries that are not copies, oldest first; most stories have one.</summary>
    public List<WindowEntry> Originals { get; } = new(1);
    /// <summary>The time of its first report, which may have left the window.</summary>
    public DateTimeOffset Began { get; set; } = DateTimeOffset.MaxValue;
    /// <summary>The time of its last report that is not a copy.</summary>
    public DateTimeOffset Ended { get; private set; } = DateTimeOffset.MinValue;
    /// <summary>All its entries.</summary>
    public ReadOnlySpan<WindowEntry> Reports => reports.All;

    public void Report(WindowEntry entry) => reports.Add(entry);

    /// <summary>Removes an entry that left the window.</summary>
    public void Forget(WindowEntry entry) => reports.Remove(entry);

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

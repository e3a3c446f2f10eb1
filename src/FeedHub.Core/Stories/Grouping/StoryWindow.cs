using FeedHub.Core.Entries;
using FeedHub.Core.Stories.Features;
using FeedHub.Core.Urls;

namespace FeedHub.Core.Stories.Grouping;

/// <summary>
/// Places entries in stories, one after another, among those of the last days. The result depends only on the entries in the window and
/// their stories, so a window restored from a store continues as if it had never stopped. Not safe for concurrent use.
/// </summary>
public sealed class StoryWindow
{
    /// <summary>Links to other stories that one entry adds.</summary>
    private const int MaxRelated = 5;

    /// <summary>Why a text of several events is a story of its own.</summary>
    private const string DigestReason = "tells several events";

    private readonly GroupingWeights weights;
    private readonly Corrections corrections;
    private readonly FeatureIndex index = new();
    private readonly StoryScoring scoring;
    private readonly StandingPassages passages = new();
    private readonly Dictionary<string, WindowEntry> byUrl = [];
    private readonly Dictionary<StoryId, WindowStory> stories = [];

    /// <summary>The stories of entries to which a correction joins others, however long ago.</summary>
    private readonly Dictionary<EntryId, StoryId> settled = [];
    private readonly PriorityQueue<WindowEntry, (DateTimeOffset At, string Id)> ages = new();
    private DateTimeOffset newest = DateTimeOffset.MinValue;

    /// <param name="corrections">Corrections by people, which take precedence.</param>
    public StoryWindow(GroupingWeights weights, IReadOnlyList<Correction> corrections)
    {
        this.weights = weights;
        this.corrections = new Corrections(corrections);
        scoring = new StoryScoring(weights, index);
    }

    public int Count => ages.Count;

    /// <summary>Adds an entry that already has a story.</summary>
    /// <param name="began">The time of the story's first report.</param>
    public void Restore(FeatureVector vector, StoryId story, EntryId? duplicateOf, DateTimeOffset began)
    {
        StoryOf(story).Began = began;
        Enter(vector, StoryOf(story), duplicateOf);
    }

    /// <summary>Extracts the vector of a new entry, without the passages that its outlet, or several stories, repeat.</summary>
    public FeatureVector Extract(FeatureExtractor extractor, GroupingEntry entry)
    {
        var vector = extractor.Extract(entry);
        var standing = passages.Find(vector);
        return standing.Count == 0 ? vector : extractor.Extract(entry with { Standing = standing });
    }

    /// <summary>Places an entry in the story to which it belongs, or in a new one.</summary>
    /// <param name="next">The ID for a new story.</param>
    public Placement Place(FeatureVector vector, StoryId next)
    {
        Age(vector.At);
        var said = Corrected(vector);
        if (SamePage(vector) is { } page && May(vector, page.Story, said))
            return Copy(vector, page, "the same page");
        var scored = Compare(vector, said, out var original, out var forbidden, out var affairs);
        if (original is not null)
            return Copy(vector, original, "the same text");
        if (vector.IsDigest && said is null)
            return Join(vector, new StoryScore(StoryOf(next), 0, [DigestReason]), [], [], isNew: true);
        // If corrections forbid the best story, the entry does not go to the second best: people split it off as a separate story.
        var best = !forbidden && scored.Count > 0 && scored[0].Score >= weights.JoinAt ? scored[0] : null;
        if (said is not null)
            return Join(vector, best ?? new StoryScore(said, 1, [Correction.JoinedReason]), [], affairs, isNew: false);
        return Join(
            vector, best ?? new StoryScore(StoryOf(next), 0, forbidden ? [Correction.ApartReason] : []), scored, affairs,
            isNew: best is null);
    }

    /// <summary>What a text has in common with one in the window; null if that is not there, or is a copy.</summary>
    public Similarity? Compare(FeatureVector vector, EntryId other)
    {
        foreach (var (entry, _) in ages.UnorderedItems)
        {
            if (entry.FeatureVector.Entry == other && entry.DuplicateOf is null)
                return scoring.Compare(vector, entry);
        }
        return null;
    }

    /// <summary>Whether corrections allow the entry in a story.</summary>
    /// <param name="said">The story in which corrections place it, or null.</param>
    private bool May(FeatureVector vector, WindowStory story, WindowStory? said) =>
        said is null ? !corrections.Forbid(vector.Entry, story) : story == said;

    private Placement Join(
        FeatureVector vector, StoryScore chosen, List<StoryScore> scored, IReadOnlyList<StoryScore> affairs, bool isNew)
    {
        var story = chosen.Story;
        Enter(vector, story, duplicateOf: null);
        var merged = new List<MergedStory>();
        foreach (var other in scored.Where(s => !isNew && s.Score >= scoring.MergeFrom && s.Story != story))
        {
            // A story that people split off is merged with another only by people.
            if (corrections.Parted(story)
                || corrections.Parted(other.Story)
                || !IsOpen(story, other.Story.Began, other.Story.Ended)
                || scoring.Between(story, other.Story) is not { } between
                || between.Score < weights.MergeAt)
            {
                continue;
            }
            // The older of the two remains.
            var (kept, gone) = story.Id.Value < other.Story.Id.Value ? (story, other.Story) : (other.Story, story);
            Merge(kept, gone);
            merged.Add(new MergedStory(gone.Id, between.Score, between.Why));
            story = kept;
        }
        var related = affairs.Where(s => s.Story != story && stories.ContainsKey(s.Story.Id)).Take(MaxRelated)
            .Select(s => new RelatedStory(s.Story.Id, s.Score, string.Join(", ", s.Why))).ToList();
        return new Placement(story.Id, isNew, null, chosen.Score, chosen.Why, merged, related) { Standing = vector.Standing };
    }

    private WindowStory? Corrected(FeatureVector vector) =>
        corrections.With(vector.Entry).Where(settled.ContainsKey).Select(other => settled[other]).OrderBy(story => story.Value)
            .Select(StoryOf).FirstOrDefault();

    private Placement Copy(FeatureVector vector, WindowEntry of, string why)
    {
        var original = of.DuplicateOf ?? of.FeatureVector.Entry;
        Enter(vector, of.Story, original);
        return new Placement(of.Story.Id, false, original, 1, [why], [], []) { Standing = vector.Standing };
    }

    /// <summary>
    /// The entry with the same page. Front pages do not count: items without their own page link to them. Nor does a page that one source
    /// gives to items with different titles, such as a section or a live page.
    /// </summary>
    private WindowEntry? SamePage(FeatureVector vector) =>
        vector.CanonicalUrl is { } url
        && !CanonicalUrl.IsFrontPage(url)
        && byUrl.GetValueOrDefault(url) is { } entry
        && (entry.FeatureVector.Source != vector.Source || Copies.HaveLikeTitles(vector, entry.TitleKeys)) ? entry : null;

    /// <summary>The stories similar to an entry, most similar first, and the text that it copies, if any.</summary>
    /// <param name="said">The only story that corrections allow for it, or null.</param>
    /// <param name="forbidden">
    /// Whether, without corrections, it would belong to another story than the first of these, or to one rather than none.
    /// </param>
    /// <param name="affairs">The stories that may belong to one affair with it, most likely first.</param>
    private List<StoryScore> Compare(
        FeatureVector vector, WindowStory? said, out WindowEntry? original, out bool forbidden, out IReadOnlyList<StoryScore> affairs)
    {
        (original, forbidden, affairs) = (null, false, []);
        var weighed = index.Weigh(vector);
        var nearest = index.Nearest(weighed, weights.Candidates);
        foreach (var entry in nearest)
        {
            if (entry.FeatureVector.Language == vector.Language
                && May(vector, entry.Story, said)
                && Copies.HaveLikeWords(vector, entry.FeatureVector, weights)
                && !Copies.Differ(vector.Features, entry.Features())
                && (original is null || Comes(entry, original)))
            {
                original = entry;
            }
        }
        if (original is not null || vector.IsDigest)
            return [];
        var compared = nearest.Where(e => !e.FeatureVector.IsDigest).Select(e => e.Story).Distinct().Select(s => scoring.Score(weighed, s))
            .ToList();
        affairs = [.. compared.Select(s => s.Affair).Where(s => s.Score >= weights.RelatedAt).OrderByDescending(s => s.Score)
            .ThenBy(s => s.Story.Id.Value)];
        var scored = compared.Select(s => s.Event).Where(s => IsOpen(s.Story, vector.At, vector.At))
            .OrderByDescending(s => s.Score)
            .ThenBy(s => s.Story.Id.Value)
            .ToLookup(s => May(vector, s.Story, said));
        var least = Math.Max(weights.JoinAt, scored[true].FirstOrDefault()?.Score ?? 0);
        forbidden = scored[false].Any(s => s.Score >= least);
        return [.. scored[true]];
    }

    /// <summary>Whether a story still ends in time if it takes in reports of these times: no story goes on and on.</summary>
    private bool IsOpen(WindowStory story, DateTimeOffset began, DateTimeOffset ended) =>
        story.LengthWith(began, ended) <= weights.Developments;

    private static bool Comes(WindowEntry entry, WindowEntry before) =>
        (entry.FeatureVector.At, entry.FeatureVector.Entry.Value)
            .CompareTo((before.FeatureVector.At, before.FeatureVector.Entry.Value)) < 0;

    private void Merge(WindowStory kept, WindowStory gone)
    {
        foreach (var entry in gone.Reports)
        {
            entry.Story = kept;
            kept.Report(entry);
        }
        kept.Extend(gone.Began, gone.Ended);
        kept.Originals.AddRange(gone.Originals);
        kept.Originals.Sort((a, b) => Comes(a, b) ? -1 : 1);
        stories.Remove(gone.Id);
        foreach (var entry in settled.Where(s => s.Value == gone.Id).Select(s => s.Key).ToList())
            settled[entry] = kept.Id;
    }

    private WindowStory StoryOf(StoryId id)
    {
        if (!stories.TryGetValue(id, out var story))
            stories[id] = story = new WindowStory(id);
        return story;
    }

    private void Enter(FeatureVector vector, WindowStory story, EntryId? duplicateOf)
    {
        Age(vector.At);
        var entry = new WindowEntry(vector, story, duplicateOf);
        if (corrections.With(entry.FeatureVector.Entry).Any())
            settled[entry.FeatureVector.Entry] = entry.Story.Id;
        entry.Story.Report(entry);
        ages.Enqueue(entry, (entry.FeatureVector.At, entry.FeatureVector.Entry.Value));
        if (entry.FeatureVector.CanonicalUrl is { } url)
            byUrl.TryAdd(url, entry);
        if (entry.DuplicateOf is not null)
            return;
        passages.Add(entry);
        entry.Story.Extend(entry.FeatureVector.At, entry.FeatureVector.At);
        var place = entry.Story.Originals.FindLastIndex(e => Comes(e, entry)) + 1;
        entry.Story.Originals.Insert(place, entry);
        index.Add(entry, vector.Features);
    }

    /// <summary>Removes entries that are too old to be compared with new ones.</summary>
    private void Age(DateTimeOffset at)
    {
        if (at > newest)
            newest = at;
        while (ages.TryPeek(out var oldest, out _) && newest - oldest.FeatureVector.At > weights.Window)
        {
            ages.Dequeue();
            oldest.Story.Forget(oldest);
            if (oldest.FeatureVector.CanonicalUrl is { } url && byUrl.GetValueOrDefault(url) == oldest)
                byUrl.Remove(url);
            if (oldest.Story.Originals.Remove(oldest))
            {
                index.Remove(oldest);
                passages.Remove(oldest);
            }
            if (oldest.Story.Reports.IsEmpty)
                stories.Remove(oldest.Story.Id);
        }
    }
}

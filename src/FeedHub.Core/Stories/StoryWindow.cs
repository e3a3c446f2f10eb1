using FeedHub.Core.Entries;
using FeedHub.Core.Urls;

namespace FeedHub.Core.Stories;

/// <summary>
/// Puts entries into stories, one after another, among those of the last days. What it does depends on nothing but the entries in the
/// window and their stories, so that one that is filled again from a store goes on as if it had never stopped. Not for concurrent use.
/// </summary>
/// <param name="corrections">What people said, which wins.</param>
public sealed class StoryWindow(GroupingWeights weights, IReadOnlyList<Correction> corrections)
{
    private const int MaxCompared = 16;
    private const int MaxRelated = 3;

    /// <summary>Share of the threshold from which another story is looked at as perhaps the same.</summary>
    private const double MergeFrom = 0.6;

    private readonly Corrections corrections = new(corrections);
    private readonly FeatureIndex index = new();
    private readonly Dictionary<string, WindowEntry> byUrl = [];
    private readonly Dictionary<StoryId, WindowStory> stories = [];

    /// <summary>Stories of entries that a correction puts others with, however long ago.</summary>
    private readonly Dictionary<EntryId, StoryId> settled = [];
    private readonly PriorityQueue<WindowEntry, (DateTimeOffset At, string Id)> ages = new();
    private DateTimeOffset newest = DateTimeOffset.MinValue;

    /// <summary>Weights of the two texts that are being compared.</summary>
    private double[] ones = [];
    private double[] others = [];

    public int Count => ages.Count;

    /// <summary>Takes in an entry that has its story already.</summary>
    public void Restore(Fingerprint fingerprint, StoryId story, EntryId? duplicateOf)
    {
        Enter(new WindowEntry(fingerprint, StoryOf(story), duplicateOf));
    }

    /// <summary>Puts an entry into the story that it belongs to, or founds one.</summary>
    /// <param name="next">The ID that a new story gets.</param>
    public Placement Place(Fingerprint fingerprint, StoryId next)
    {
        Age(fingerprint.At);
        var said = Corrected(fingerprint);
        if (SamePage(fingerprint) is { } page && May(fingerprint, page.Story, said))
            return Copy(fingerprint, page, "the same page");
        var scored = Compare(fingerprint, said, out var original, out var forbidden);
        if (original is not null)
            return Copy(fingerprint, original, "the same text");
        // Whose first choice people refused is not put where it was second: it was taken out into a story of its own.
        var best = !forbidden && scored.Count > 0 && scored[0].Score >= weights.JoinAt ? scored[0] : null;
        if (said is not null)
            return Join(fingerprint, best ?? new StoryScore(said, 1, [Correction.JoinedReason]), [], isNew: false);
        return Join(fingerprint, best ?? new StoryScore(StoryOf(next), 0, forbidden ? [Correction.ApartReason] : []), scored, isNew: best is null);
    }

    /// <summary>Whether people let it into a story.</summary>
    /// <param name="said">The story that they put it into.</param>
    private bool May(Fingerprint fingerprint, WindowStory story, WindowStory? said) => said is null ? !corrections.Forbid(fingerprint.Entry, story) : story == said;

    private Placement Join(Fingerprint fingerprint, StoryScore chosen, List<StoryScore> scored, bool isNew)
    {
        var story = chosen.Story;
        Enter(new WindowEntry(fingerprint, story, null));
        var merged = new List<MergedStory>();
        foreach (var other in scored.Where(s => !isNew && s.Score >= weights.JoinAt * MergeFrom && s.Story != story))
        {
            // A story of its own for good, as people made it, is for people to put together with another.
            if (corrections.Parted(story) || corrections.Parted(other.Story) || Between(story, other.Story) is not { } between || between.Score < weights.MergeAt)
                continue;
            // The older of two goes on.
            var (kept, gone) = story.Id.Value < other.Story.Id.Value ? (story, other.Story) : (other.Story, story);
            Merge(kept, gone);
            merged.Add(new MergedStory(gone.Id, between.Score, between.Why));
            story = kept;
        }
        var related = scored.Where(s => s.Score >= weights.RelatedAt && s.Story != story && stories.ContainsKey(s.Story.Id)).Take(MaxRelated)
            .Select(s => new RelatedStory(s.Story.Id, s.Score, string.Join(", ", s.Why))).ToList();
        return new Placement(story.Id, isNew, null, chosen.Score, chosen.Why, merged, related);
    }

    private WindowStory? Corrected(Fingerprint fingerprint) =>
        corrections.With(fingerprint.Entry).Where(settled.ContainsKey).Select(other => settled[other]).OrderBy(story => story.Value).Select(StoryOf).FirstOrDefault();

    private Placement Copy(Fingerprint fingerprint, WindowEntry of, string why)
    {
        var original = of.DuplicateOf ?? of.Fingerprint.Entry;
        Enter(new WindowEntry(fingerprint, of.Story, original));
        return new Placement(of.Story.Id, false, original, 1, [why], [], []);
    }

    /// <summary>A front page is linked to by items that have no page of their own.</summary>
    private WindowEntry? SamePage(Fingerprint fingerprint) =>
        fingerprint.CanonicalUrl is { } url && !CanonicalUrl.IsFrontPage(url) ? byUrl.GetValueOrDefault(url) : null;

    /// <summary>The stories like an entry, the most alike first, and the text that it copies if it does.</summary>
    /// <param name="said">The only story that it may be of.</param>
    /// <param name="forbidden">Whether it would be of another story than the first of these, or of one at all, but for a correction.</param>
    private List<StoryScore> Compare(Fingerprint fingerprint, WindowStory? said, out WindowEntry? original, out bool forbidden)
    {
        (original, forbidden) = (null, false);
        var weighed = index.Weigh(fingerprint);
        var nearest = index.Nearest(weighed, weights.Candidates);
        foreach (var entry in nearest)
        {
            if (entry.Fingerprint.Language == fingerprint.Language
                && May(fingerprint, entry.Story, said)
                && Copies.Are(fingerprint, entry.Fingerprint, weights)
                && (original is null || Comes(entry, original)))
                original = entry;
        }
        if (original is not null)
            return [];
        var scored = nearest.Select(e => e.Story).Distinct().Select(s => Score(weighed, s)).OrderByDescending(s => s.Score).ThenBy(s => s.Story.Id.Value)
            .ToLookup(s => May(fingerprint, s.Story, said));
        var least = Math.Max(weights.JoinAt, scored[true].FirstOrDefault()?.Score ?? 0);
        forbidden = scored[false].Any(s => s.Score >= least);
        return [.. scored[true]];
    }

    private static bool Comes(WindowEntry entry, WindowEntry before) =>
        (entry.Fingerprint.At, entry.Fingerprint.Entry.Value).CompareTo((before.Fingerprint.At, before.Fingerprint.Entry.Value)) < 0;

    /// <summary>Compares with the story and not with its last telling only: against chains.</summary>
    private StoryScore Score(WeighedFingerprint fingerprint, WindowStory story)
    {
        var (best, sum, count) = (double.NegativeInfinity, 0.0, 0);
        WindowEntry? nearest = null;
        foreach (var member in Spokesmen(story))
        {
            var likeness = Comparison.Of(fingerprint, index.Weigh(member, ref others));
            var odds = weights.LogOdds(likeness);
            sum += odds;
            count++;
            if (odds > best && !weights.Forbids(likeness))
                (best, nearest) = (odds, member);
        }
        if (nearest is null)
            return new StoryScore(story, 0, []);
        var score = GroupingWeights.Probability((weights.NearestShare * best) + ((1 - weights.NearestShare) * sum / count));
        return new StoryScore(story, score, score < weights.RelatedAt ? [] : Comparison.Reasons(fingerprint, index.Weigh(nearest, ref others)));
    }

    /// <summary>Compares telling by telling; the most alike two say why. Null when no two may tell one event.</summary>
    private StoryScore? Between(WindowStory a, WindowStory b)
    {
        var (best, sum, count) = (double.NegativeInfinity, 0.0, 0);
        (WindowEntry, WindowEntry)? nearest = null;
        foreach (var one in Spokesmen(a))
        {
            var weighed = index.Weigh(one, ref ones);
            foreach (var other in Spokesmen(b))
            {
                var likeness = Comparison.Of(weighed, index.Weigh(other, ref others));
                var odds = weights.LogOdds(likeness);
                sum += odds;
                count++;
                if (odds > best && !weights.Forbids(likeness))
                    (best, nearest) = (odds, (one, other));
            }
        }
        if (nearest is not var (first, second))
            return null;
        var score = GroupingWeights.Probability((weights.NearestShareOfStories * best) + ((1 - weights.NearestShareOfStories) * sum / count));
        return new StoryScore(b, score, score < weights.MergeAt ? [] : Comparison.Reasons(index.Weigh(first, ref ones), index.Weigh(second, ref others)));
    }

    /// <summary>The first tellings and the last.</summary>
    private static IEnumerable<WindowEntry> Spokesmen(WindowStory story) => story.Originals.Count <= MaxCompared
        ? story.Originals
        : story.Originals.Take(MaxCompared / 2).Concat(story.Originals.TakeLast(MaxCompared / 2));

    private void Merge(WindowStory kept, WindowStory gone)
    {
        foreach (var (entry, _) in ages.UnorderedItems)
        {
            if (entry.Story == gone)
                entry.Story = kept;
        }
        kept.Tellings.UnionWith(gone.Tellings);
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

    private void Enter(WindowEntry entry)
    {
        Age(entry.Fingerprint.At);
        if (corrections.With(entry.Fingerprint.Entry).Any())
            settled[entry.Fingerprint.Entry] = entry.Story.Id;
        entry.Story.Tellings.Add(entry.Fingerprint.Entry);
        ages.Enqueue(entry, (entry.Fingerprint.At, entry.Fingerprint.Entry.Value));
        if (entry.Fingerprint.CanonicalUrl is { } url)
            byUrl.TryAdd(url, entry);
        if (entry.DuplicateOf is not null)
            return;
        var place = entry.Story.Originals.FindLastIndex(e => Comes(e, entry)) + 1;
        entry.Story.Originals.Insert(place, entry);
        index.Add(entry);
    }

    /// <summary>Lets go of what is too old to be compared with anything that comes.</summary>
    private void Age(DateTimeOffset at)
    {
        if (at > newest)
            newest = at;
        while (ages.TryPeek(out var oldest, out _) && newest - oldest.Fingerprint.At > weights.Window)
        {
            ages.Dequeue();
            oldest.Story.Tellings.Remove(oldest.Fingerprint.Entry);
            if (oldest.Fingerprint.CanonicalUrl is { } url && byUrl.GetValueOrDefault(url) == oldest)
                byUrl.Remove(url);
            if (oldest.Story.Originals.Remove(oldest))
                index.Remove(oldest);
            if (oldest.Story.Tellings.Count == 0)
                stories.Remove(oldest.Story.Id);
        }
    }

    private sealed record StoryScore(WindowStory Story, double Score, IReadOnlyList<string> Why);
}

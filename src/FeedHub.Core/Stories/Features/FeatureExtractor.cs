using System.Runtime.InteropServices;
using FeedHub.Core.Content;
using FeedHub.Core.Gazetteer;
using FeedHub.Core.Gazetteer.Tagging;

namespace FeedHub.Core.Stories.Features;

/// <summary>Extracts feature vectors from entries. Safe for concurrent use.</summary>
public sealed class FeatureExtractor(Tagger tagger)
{
    /// <summary>The beginning of a longer text is enough to recognise a copy.</summary>
    private const int MaxWords = 160;

    /// <summary>Characters that contain more than <see cref="MaxWords"/> words in most texts.</summary>
    private const int UsualText = MaxWords * 12;

    /// <summary>Characters that contain more than <see cref="MaxWords"/> words in any language.</summary>
    private const int MaxText = MaxWords * 40;

    /// <summary>Words of title and text from which a text tells its story; a shorter one is a headline with a line below it.</summary>
    private const int LongText = 50;

    /// <summary>Texts in a thousand that have a common word.</summary>
    private const float CommonWord = 100;

    private readonly Dictionary<string, List<EventStep>> steps = Steps(tagger.Contents.Concepts);

    public FeatureVector Extract(GroupingEntry entry)
    {
        var (title, text) = Passages.Without(entry.Title, entry.Text, entry.Standing);
        var primary = entry.Language.Split('-')[0];
        var tags = tagger.Tag(title, text, primary);
        var isDigest = Digests.IsDigest(tagger, title, primary, tags);
        var shingles = Shingles(title, text, UsualText, out var words);
        if (words <= MaxWords && text.Length > UsualText)
            shingles = Shingles(title, text, MaxText, out words);
        return new FeatureVector
        {
            Entry = entry.Id,
            Source = entry.Source,
            Language = primary,
            CanonicalUrl = entry.CanonicalUrl,
            At = entry.At,
            Features = Features(tags, primary),
            Where = Where(tags, primary),
            EventSteps = EventSteps(tags),
            Shingles = shingles,
            Passages = Passages.Hashes(entry.Title, entry.Text),
            Standing = entry.Standing,
            IsLong = words >= LongText,
            IsDigest = isDigest,
            Words = words,
            Subjects = new Subjects
            {
                Regions = isDigest ? Subjects.None.Regions : TagWeights.Regions(tags),
                Topics = isDigest ? Subjects.None.Topics : TagWeights.Topics(tags),
                Entities = [.. tags.Entities.OrderByDescending(e => e.InTitle).Select(e => e.What.Title)],
            },
        };
    }

    private static Feature[] Features(Tags tags, string language)
    {
        var features = new Dictionary<ulong, Feature>(tags.Words.Count + 32);
        foreach (var (entry, inTitle, _) in tags.Entities)
        {
            Add(
                StableHash.Compute("e", entry.Id), IsCommon(entry.Kind) ? FeatureKind.CommonEntity : FeatureKind.Entity, inTitle,
                entry.IsSpot, Prior(entry.Kind), entry.Title, IsPerson(entry.Kind), entry.Kind == GazetteerKind.State);
        }

        foreach (var (concept, inTitle, _) in tags.Concepts.Where(c => c.What.Weight != ConceptWeight.Digest))
        {
            var (kind, prior) = concept.Weight switch
            {
                ConceptWeight.Weak => (FeatureKind.WeakConcept, 120f),
                ConceptWeight.Routine => (FeatureKind.RoutineConcept, 60f),
                _ => (FeatureKind.Concept, 25f),
            };
            Add(StableHash.Compute("c", concept.Id), kind, inTitle, false, prior, concept.Title);
        }
        foreach (var (number, inTitle, _) in tags.Numbers)
            Add(StableHash.Compute("n", number), FeatureKind.Number, inTitle, false, NumberPrior(number), number);
        foreach (var (name, inTitle, _) in tags.Names)
        {
            var skeleton = NameFolding.Skeleton(name);
            if (skeleton.Length >= 3)
                Add(StableHash.Compute("x", skeleton[..3]), FeatureKind.Name, inTitle, false, 8, name, tags.People.Contains(name));
        }
        foreach (var (period, inTitle, _) in tags.Periods)
            Add(StableHash.Compute("p", period), FeatureKind.Period, inTitle, false, 100, period);
        foreach (var (stem, text, place, count) in tags.Words)
        {
            var key = StableHash.Compute("w", language, stem);
            features[key] = new Feature(
                key, FeatureKind.Word, place, false, CommonWords.Contain(language, stem) ? CommonWord : 1, text, false, false)
            {
                Emphasis = Emphasis(place, count),
            };
        }
        var sorted = features.Values.ToArray();
        Array.Sort(sorted, static (a, b) => a.Key.CompareTo(b.Key));
        return sorted;

        void Add(
            ulong key, FeatureKind kind, bool inTitle, bool isSpot, float prior, string label, bool isPerson = false, bool isState = false)
        {
            ref var feature = ref CollectionsMarshal.GetValueRefOrAddDefault(features, key, out var known);
            feature = known
                ? feature with { Place = inTitle ? TextPlace.Title : feature.Place, IsPerson = feature.IsPerson || isPerson }
                : new Feature(key, kind, inTitle ? TextPlace.Title : TextPlace.Body, isSpot, prior, label, isPerson, isState);
        }
    }

    private static float Emphasis(TextPlace place, int count) =>
        (float)(1 + Math.Log(count)) * place switch { TextPlace.Title => 2, TextPlace.Lead => 1.2f, _ => 0.8f };

    private static bool IsCommon(GazetteerKind kind) =>
        kind is GazetteerKind.State or GazetteerKind.Capital or GazetteerKind.Leader or GazetteerKind.Union;

    private static bool IsPerson(GazetteerKind kind) => kind is GazetteerKind.Person or GazetteerKind.Cleric or GazetteerKind.Leader;

    private static float Prior(GazetteerKind kind) => kind switch
    {
        GazetteerKind.State => 200,
        GazetteerKind.Capital or GazetteerKind.Leader or GazetteerKind.Union => 60,
        GazetteerKind.Region => 25,
        GazetteerKind.City or GazetteerKind.People or GazetteerKind.Organisation => 10,
        _ => 5,
    };

    private static float NumberPrior(string number) => number switch
    {
        { Length: 1 } => 80,
        { Length: 2 } => 15,
        { Length: 4 } when number[0] is '1' or '2'
            && number.StartsWith("19", StringComparison.Ordinal) | number.StartsWith("20", StringComparison.Ordinal) => 25,
        _ => 3,
    };

    /// <summary>Sorted hashes of all runs of three words among the first <see cref="MaxWords"/>.</summary>
    /// <param name="count">The number of words, at most one more than <see cref="MaxWords"/>.</param>
    private static uint[] Shingles(string title, string body, int maxBody, out int count)
    {
        var text = PlainText.Normalise(string.Concat(title, " ", body.AsSpan(0, Math.Min(body.Length, maxBody))));
        Span<ulong> words = stackalloc ulong[MaxWords + 1];
        count = 0;
        foreach (var word in text.AsSpan().Split(' '))
        {
            if (count == words.Length)
                break;
            if (!text.AsSpan(word).IsEmpty)
                words[count++] = StableHash.Compute(text.AsSpan(word));
        }
        var shingles = new uint[Math.Max(Math.Min(count, MaxWords) - 2, 0)];
        for (var i = 0; i < shingles.Length; i++)
            shingles[i] = StableHash.Compute(words[i], words[i + 1], words[i + 2]);
        Array.Sort(shingles);
        return shingles;
    }

    /// <summary>
    /// Codes of the regions in a text. If it has none, the country of its language, since outlets do not name their own country to their
    /// readers.
    /// </summary>
    private static string[] Where(Tags tags, string language)
    {
        // Companies work in many countries, so their home country is used only if nothing else is known.
        var named = Codes(tags, e => e.Kind != GazetteerKind.Organisation);
        if (named.Length == 0)
            named = Codes(tags, _ => true);
        return named.Length > 0 || tags.Entities.Any(e => e.What.IsSpot || e.What.Kind == GazetteerKind.State) ? named : language switch
        {
            "hy" => ["AM"],
            "ka" => ["GE"],
            "az" => ["AZ"],
            "tr" => ["TR"],
            _ => [],
        };
    }

    /// <summary>The steps that each concept represents, by its ID.</summary>
    private static Dictionary<string, List<EventStep>> Steps(IEnumerable<Concept> concepts)
    {
        var steps = new Dictionary<string, List<EventStep>>();
        foreach (var concept in concepts)
        {
            foreach (var earlier in concept.After)
            {
                var pair = StableHash.Compute("s", concept.Id, earlier);
                Add(concept.Id, new EventStep(pair, true));
                Add(earlier, new EventStep(pair, false));
            }
        }
        return steps;

        void Add(string concept, EventStep eventStep)
        {
            if (steps.TryGetValue(concept, out var known))
                known.Add(eventStep);
            else
                steps[concept] = [eventStep];
        }
    }

    private EventStep[] EventSteps(Tags tags)
    {
        List<EventStep>? eventSteps = null;
        foreach (var (concept, inTitle, _) in tags.Concepts)
        {
            if (inTitle && steps.TryGetValue(concept.Id, out var own))
                (eventSteps ??= []).AddRange(own);
        }
        return eventSteps is null ? [] : [.. eventSteps.Where(s => s.IsLater || !eventSteps.Contains(s with { IsLater = true }))];
    }

    private static string[] Codes(Tags tags, Func<GazetteerEntry, bool> of) =>
        [.. tags.Entities.Where(e => of(e.What)).SelectMany(e => e.What.Regions).Distinct().Order(StringComparer.Ordinal)];
}

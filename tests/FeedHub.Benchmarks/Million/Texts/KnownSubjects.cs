using FeedHub.Core.Gazetteer;
using FeedHub.Core.Gazetteer.Tagging;

namespace FeedHub.Benchmarks.Million.Texts;

/// <summary>The names and events of the gazetteer that entries are made of: those that it is sure to find again in all languages.</summary>
internal sealed class KnownSubjects
{
    /// <summary>Share of the events that are about a region of which nothing is said below: some forty in a million.</summary>
    private const double RareShare = 0.00004;

    /// <summary>Shares by code; an empty code stands for the rest of the world. A second region comes with a fifth of them.</summary>
    private static readonly Dictionary<string, double> Shares = new()
    {
        ["AZ"] = 0.205,
        ["AM"] = 0.15,
        ["GE"] = 0.15,
        ["RU"] = 0.14,
        ["TR"] = 0.11,
        [""] = 0.13,
        ["IR"] = 0.06,
        ["AZ-NK"] = 0.02,
        ["RU-DA"] = 0.015,
        ["RU-CE"] = 0.008,
        ["GE-AB"] = 0.006,
        ["AM-SU"] = 0.003,
        ["AM-TV"] = 0.001,
        ["RU-SE"] = 0.0005,
        ["RU-IN"] = 0.0002,
    };

    private readonly List<Region> regions;
    private readonly WeightedPick ofRegions;
    private readonly WeightedPick ofOftenRegions;
    private readonly List<(string Topic, List<SharedName> Concepts)> topics;
    private readonly WeightedPick ofTopics;

    /// <param name="words">Real words by language, the most frequent first; stems are filled up to one of them.</param>
    public KnownSubjects(IReadOnlyDictionary<string, IReadOnlyList<string>> words, Tagger tagger)
    {
        List<string> languages = [.. words.Keys];
        var names = tagger.Contents.Entries.Where(e => !e.IsConditional && !e.Regions.Skip(1).Any(IsRare))
            .Select(e => (Entry: e, Name: NameOf(e, languages, tagger))).Where(n => n.Name is not null).ToList();
        regions = [.. names.GroupBy(n => n.Entry.Regions is [var code, ..] ? code : "").OrderByDescending(g => ShareOf(g.Key))
            .ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new Region(g.Key, [.. g.Where(n => !IsActor(n.Entry)).Select(n => n.Name!)],
                [.. g.Where(n => IsActor(n.Entry)).Select(n => n.Name!)]))];
        ofRegions = new([.. regions.Select(r => ShareOf(r.Code))]);
        ofOftenRegions = new([.. regions.Where(r => !IsRare(r.Code)).Select(r => ShareOf(r.Code))]);
        topics = [.. tagger.Contents.Topics.Select(t => (t.Id, Concepts: tagger.Contents.Concepts
                .Where(c => c.Topics is [var first, ..] && first == t.Id && c.Weight != ConceptWeight.Digest)
                .Select(c => NameOf(c, words, tagger)).OfType<SharedName>().ToList()))
            .Where(t => t.Concepts.Count > 0)];
        ofTopics = WeightedPick.Zipf(topics.Count, shift: 1, power: 0.8);
    }

    /// <summary>Topics, the most frequent first.</summary>
    public IReadOnlyList<string> Topics => [.. topics.Select(t => t.Topic)];

    /// <summary>
    /// Codes of regions that entries are often about, the most frequent first, and those of which a million has under a hundred.
    /// </summary>
    public (IReadOnlyList<string> Common, IReadOnlyList<string> Rare) Regions => (
        [.. regions.Where(r => r.Code.Length == 2 && !IsRare(r.Code)).Select(r => r.Code)],
        [.. regions.Where(r => IsRare(r.Code)).Select(r => r.Code)]);

    /// <summary>Full names of the persons and organisations that the common regions' entries name most, in one language.</summary>
    public IReadOnlyList<string> Names(string language) =>
        [.. regions.Where(r => r.Code.Length == 2 && !IsRare(r.Code)).SelectMany(r => r.Actors.Take(4)).Select(n => n[language])
            .Where(n => n.Contains(' ', StringComparison.Ordinal))];

    /// <summary>A place and an actor, perhaps of two regions, and perhaps one more.</summary>
    public IReadOnlyList<SharedName> Who(ref Dice dice)
    {
        var region = regions[ofRegions.Next(ref dice)];
        var other = dice.Chance(0.2) ? regions[ofOftenRegions.Next(ref dice)] : region;
        return dice.Chance(0.4)
            ? [region.Place(ref dice), other.Actor(ref dice), region.Actor(ref dice)]
            : [region.Place(ref dice), other.Actor(ref dice)];
    }

    /// <summary>What happened.</summary>
    public SharedName What(ref Dice dice)
    {
        var concepts = topics[ofTopics.Next(ref dice)].Concepts;
        return concepts[dice.Below(concepts.Count)];
    }

    private static double ShareOf(string code) => Shares.GetValueOrDefault(code, RareShare);

    private static bool IsRare(string code) => !Shares.ContainsKey(code);

    private static bool IsActor(GazetteerEntry entry) =>
        entry.Kind is GazetteerKind.Person or GazetteerKind.Leader or GazetteerKind.Cleric or GazetteerKind.Organisation;

    private static SharedName? NameOf(GazetteerEntry entry, List<string> languages, Tagger tagger) => SharedName.From(
        languages,
        language => entry.Names.Where(n => n.Language == language).Select(n => n.Text).Where(text => !text.AsSpan().ContainsAny("<>&\""))
            .FirstOrDefault(text => tagger.Tag("", text, language) is { Concepts: [], Entities: [var only] } && only.What == entry));

    private static SharedName? NameOf(Concept concept, IReadOnlyDictionary<string, IReadOnlyList<string>> words, Tagger tagger) =>
        SharedName.From(
            words.Keys,
            language => concept.Stems.GetValueOrDefault(language, []).SelectMany(stem => Forms(stem, words[language]))
                .FirstOrDefault(text => tagger.Tag("", text, language) is { Entities: [], Concepts: [var only] } && only.What == concept));

    /// <summary>A stem whose last word is a whole one, if that is known, and the stem as it is.</summary>
    private static IEnumerable<string> Forms(string stem, IReadOnlyList<string> words)
    {
        if (stem.EndsWith('.'))
            return [stem[..^1]];
        var last = stem.LastIndexOf(' ') + 1;
        return words.Where(word => word.StartsWith(stem.AsSpan(last), StringComparison.Ordinal)).Take(1).Select(word => stem[..last] + word)
            .Append(stem);
    }

    private sealed record Region(string Code, List<SharedName> Places, List<SharedName> Actors)
    {
        private readonly WeightedPick? ofPlaces = Places.Count == 0 ? null : WeightedPick.Zipf(Places.Count, shift: 2, power: 0.8);
        private readonly WeightedPick? ofActors = Actors.Count == 0 ? null : WeightedPick.Zipf(Actors.Count, shift: 2, power: 0.8);

        public SharedName Place(ref Dice dice) => ofPlaces is null ? Actors[ofActors!.Next(ref dice)] : Places[ofPlaces.Next(ref dice)];

        public SharedName Actor(ref Dice dice) => ofActors is null ? Places[ofPlaces!.Next(ref dice)] : Actors[ofActors.Next(ref dice)];
    }
}

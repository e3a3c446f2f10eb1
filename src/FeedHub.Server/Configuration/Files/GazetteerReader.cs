using FeedHub.Core.Gazetteer;
using FeedHub.Core.Urls;
using FeedHub.Server.Configuration.Yaml;

namespace FeedHub.Server.Configuration.Files;

/// <summary>Reads one file of <c>gazetteer/</c>: any of entries, concepts, topics and given names.</summary>
internal static class GazetteerReader
{
    public static readonly IReadOnlyList<string> Languages = ["en", "ru", "az", "hy", "ka", "tr"];

    private static readonly Dictionary<string, GazetteerKind?> Kinds =
        Enum.GetValues<GazetteerKind>().ToDictionary(k => k.ToString().ToLowerInvariant(), k => (GazetteerKind?)k);

    private static readonly Dictionary<string, ConceptWeight> Weights = new()
    {
        ["usual"] = ConceptWeight.Usual,
        ["weak"] = ConceptWeight.Weak,
        ["routine"] = ConceptWeight.Routine,
        ["digest"] = ConceptWeight.Digest,
    };

    /// <param name="taken">Files of everything read so far, by kind and ID.</param>
    public static GazetteerContents? Read(ConfigFile file, IReadOnlyDictionary<string, string> taken)
    {
        if (YamlText.Read(file, file.Text!, 0) is not { } yaml)
        {
            return null;
        }
        var seen = new HashSet<string>();
        var concepts = yaml.Mappings("concepts", "id").Select(m => (Yaml: m, Concept: ConceptOf(m, file, taken, seen))).ToList();
        var known = concepts.Select(c => c.Concept?.Id).ToHashSet();
        foreach (var (at, concept) in concepts)
        {
            if (concept?.After.FirstOrDefault(earlier => !known.Contains(earlier)) is { } unknown)
            {
                file.Refuse(
                    at.LineOf("after"), at.At("after"), $"'{unknown}' is not a concept of this file; write the ID of one that is");
            }
        }
        var contents = new GazetteerContents
        {
            Entries = [.. yaml.Mappings("entries", "en").Select(m => Entry(m, file, taken, seen)).OfType<GazetteerEntry>()],
            Concepts = [.. concepts.Select(c => c.Concept).OfType<Concept>()],
            Topics = [.. yaml.Mappings("topics", "id").Select(m => TopicOf(m, file, taken, seen)).OfType<Topic>()],
            GivenNames = [.. yaml.Mappings("given-names", "names").SelectMany(GivenNames)],
        };
        yaml.RefuseOthers();
        return file.Spoilt ? null : contents;
    }

    /// <summary>What distinguishes an entry from all others.</summary>
    public static string Key(GazetteerEntry entry) => $"entry {entry.Id}";

    public static string Key(Concept concept) => $"concept {concept.Id}";

    public static string Key(Topic topic) => $"topic {topic.Id}";

    private static GazetteerEntry? Entry(YamlMapping yaml, ConfigFile file, IReadOnlyDictionary<string, string> taken, HashSet<string> seen)
    {
        var kind = yaml.Required("kind", Values.Word(Kinds));
        var regions = yaml.List("region", Values.Region);
        var (not, beside, notBeside) = (StemsBelow(yaml, "not"), StemsBelow(yaml, "beside"), StemsBelow(yaml, "not-beside"));
        var names = Languages.SelectMany(l => yaml.List(l, Values.Line).Select(text => new KnownName(l, text)))
            .Concat(yaml.List("also", Values.Line).Select(text => new KnownName("und", text))).ToList();
        yaml.RefuseOthers();
        if (!names.Any(n => n.Language == "en"))
        {
            file.Refuse(yaml.LineOf("en"), yaml.At("en"), "is missing; give its English name, which pages show");
            return null;
        }
        if (kind is null)
        {
            return null;
        }
        var entry = new GazetteerEntry(Slug.From(names[0].Text), kind.Value, names, regions)
        {
            Not = not,
            Beside = beside,
            NotBeside = notBeside,
        };
        return IsFree(Key(entry), entry.Id, "en", yaml, file, taken, seen) ? entry : null;
    }

    private static Concept? ConceptOf(YamlMapping yaml, ConfigFile file, IReadOnlyDictionary<string, string> taken, HashSet<string> seen)
    {
        var id = yaml.Required("id", Values.Slug);
        var topics = yaml.List("topics", Values.Slug);
        var weight = yaml.Optional("weight", Values.Word(Weights), ConceptWeight.Usual);
        var after = yaml.List("after", Values.Slug);
        var (stems, not) = (Stems(yaml), StemsBelow(yaml, "not"));
        yaml.RefuseOthers();
        return id is not null && IsFree($"concept {id}", id, "id", yaml, file, taken, seen)
            ? new(id, stems, topics, weight) { After = after, Not = not }
            : null;
    }

    private static Topic? TopicOf(YamlMapping yaml, ConfigFile file, IReadOnlyDictionary<string, string> taken, HashSet<string> seen)
    {
        var id = yaml.Required("id", Values.Slug);
        var (stems, not) = (Stems(yaml), StemsBelow(yaml, "not"));
        yaml.RefuseOthers();
        return id is not null && IsFree($"topic {id}", id, "id", yaml, file, taken, seen) ? new(id, stems) { Not = not } : null;
    }

    private static IReadOnlyList<KnownName> GivenNames(YamlMapping yaml)
    {
        var language = yaml.Required("language", Values.Word(Languages.ToDictionary(l => l, l => l)));
        var names = yaml.List("names", Values.Line);
        yaml.RefuseOthers();
        return language is null ? [] : [.. names.Select(text => new KnownName(language, text))];
    }

    private static Dictionary<string, IReadOnlyList<string>> Stems(YamlMapping yaml) =>
        Languages.Select(l => (Language: l, Stems: yaml.List(l, Stem))).Where(s => s.Stems.Count > 0)
            .ToDictionary(s => s.Language, s => s.Stems);

    /// <summary>The stems of a mapping by language below a key; none if the key is absent.</summary>
    private static Dictionary<string, IReadOnlyList<string>> StemsBelow(YamlMapping yaml, string key)
    {
        if (yaml.Mapping(key) is not { } below)
            return [];
        var stems = Stems(below);
        below.RefuseOthers();
        return stems;
    }

    private static Parsed<string> Stem(string text) => text.Trim(' ', '.').Length > 1
        ? text.Trim() : new Refusal($"'{text}' is not a stem; write the beginning of a word, or a whole word and a full stop");

    private static bool IsFree(
        string key, string id, string at, YamlMapping yaml, ConfigFile file, IReadOnlyDictionary<string, string> taken,
            HashSet<string> seen)
    {
        if (seen.Add(key) && !taken.ContainsKey(key))
        {
            return true;
        }
        var where = taken.TryGetValue(key, out var other) ? other : "this file";
        file.Refuse(yaml.LineOf(at), yaml.At(at), $"'{id}' is already in {where}; give each its own, or merge the names");
        return false;
    }
}

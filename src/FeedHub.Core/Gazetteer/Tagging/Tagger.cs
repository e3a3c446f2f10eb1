using System.Globalization;

namespace FeedHub.Core.Gazetteer.Tagging;

/// <summary>Finds the names, concepts, figures and topics in a text. Safe for concurrent use.</summary>
public sealed class Tagger
{
    /// <summary>Characters of the text that are read: the title and lead describe the event, and the rest is background.</summary>
    private const int MaxText = 700;

    /// <summary>Characters of the text that are searched for names under which it is found.</summary>
    private const int MaxNamed = 20_000;

    /// <summary>A title with this share of capital words, of those that are long enough, marks no names with them.</summary>
    private const double ShareOfCapitals = 0.8;
    private const int LeastLengthOfCapital = 4;
    private const int LeastWordsOfTitle = 5;

    private static readonly Dictionary<string, double> Multipliers = new()
    {
        ["thousand"] = 1e3,
        ["тыс"] = 1e3,
        ["тысяч"] = 1e3,
        ["тысячи"] = 1e3,
        ["min"] = 1e3,
        ["bin"] = 1e3,
        ["հազար"] = 1e3,
        ["ათასი"] = 1e3,
        ["ათას"] = 1e3,
        ["ათასამდე"] = 1e3,
        ["ათასზე"] = 1e3,
        ["հազարից"] = 1e3,
        ["հազարի"] = 1e3,
        ["mindən"] = 1e3,
        ["minə"] = 1e3,
        ["binden"] = 1e3,
    };

    /// <summary>Stems of the word for per cent; Turkish has its word before the figure.</summary>
    private static readonly string[] Percents = ["percent", "процент", "faiz", "տոկոս", "პროცენტ"];

    private readonly NameIndex names;
    private readonly QueryNameIndex queryNames;
    private readonly Dictionary<string, StemIndex<Concept>> concepts = [];
    private readonly Dictionary<string, StemIndex<string>> topics = [];
    private readonly Dictionary<string, StemIndex<ContextRule>> rules = [];
    private readonly Vocabulary vocabulary;

    public Tagger(GazetteerContents contents)
    {
        Contents = contents;
        names = new NameIndex(contents.Entries, contents.GivenNames);
        foreach (var concept in contents.Concepts)
        {
            Add(concepts, concept.Stems, concept);
            Add(rules, concept.Not, new ContextRule(concept, ContextRuleKind.Not));
        }
        foreach (var topic in contents.Topics)
        {
            Add(topics, topic.Stems, topic.Id);
            Add(rules, topic.Not, new ContextRule(topic.Id, ContextRuleKind.Not));
        }
        foreach (var entry in contents.Entries)
        {
            Add(rules, entry.Not, new ContextRule(entry, ContextRuleKind.Not));
            Add(rules, entry.Beside, new ContextRule(entry, ContextRuleKind.Beside));
            Add(rules, entry.NotBeside, new ContextRule(entry, ContextRuleKind.NotBeside));
        }
        vocabulary = new Vocabulary(Describe);
        queryNames = new QueryNameIndex(contents.Entries, names, vocabulary);
    }

    public GazetteerContents Contents { get; }

    /// <param name="language">BCP 47 tag of the text.</param>
    public Tags Tag(string title, string text, string language) => Search(title, text, language, new Findings()).ToTags();

    /// <summary>The names and stems that <see cref="Tag"/> finds, each with the words that it found them in.</summary>
    /// <param name="language">BCP 47 tag of the text.</param>
    public IReadOnlyList<Hit> Hits(string title, string text, string language)
    {
        var hits = new List<Hit>();
        Search(title, text, language, new Findings { Hits = hits });
        return hits;
    }

    private Findings Search(string title, string text, string language, Findings found)
    {
        var dash = language.IndexOf('-', StringComparison.Ordinal);
        var primary = dash < 0 ? language : language[..dash];
        var scanner = new WordScanner(primary, vocabulary);
        scanner.Read(title, TextPlace.Title);
        var body = text.Length > MaxText ? text[..MaxText] : text;
        var lead = Lead.Length(body);
        scanner.Read(body[..lead], TextPlace.Lead);
        scanner.Read(body[lead..], TextPlace.Body);
        var words = scanner.Words;

        found.HasCapitalTitle = HasCapitalTitle(words);
        var periods = Periods.Find(words, scanner.Numbers);
        var context = TextContext.Of(words);
        var (free, person) = (0, 0);
        for (var at = 0; at < words.Count;)
        {
            var (name, taken, isPerson) = NameAt(words, at, context);
            if (isPerson)
                person = at + 2;
            if (name is not null)
                found.Add(name, words, at);
            if (name is { Entry.Kind: GazetteerKind.Route } && taken > 1)
            {
                foreach (var (place, i) in Places(words, at, taken, context))
                    found.Add(place, words, i);
            }
            for (var i = at; i < at + taken; i++)
            {
                if (name is not null || !periods.Exists(p => p.Word == i))
                    free = Math.Max(free, Take(words, i, name?.Entry, i >= free, i < person, context, found));
            }
            at += taken;
        }
        foreach (var (period, place, _) in periods)
            found.Periods.Add(period, place == TextPlace.Title);
        foreach (var (value, percent, place, before, _) in scanner.Numbers)
        {
            var next = before < words.Count ? words[before].Lower : "";
            found.Numbers.Add(
                Figure(value, percent || IsPercent(next) || (before > 0 && words[before - 1].Lower == "yüzde"), next),
                place == TextPlace.Title);
        }
        return found;
    }

    /// <summary>
    /// The known names in the whole of a text, and the other words that are written as names: under these it is found, while
    /// <see cref="Tag"/> reads what describes the event.
    /// </summary>
    /// <param name="language">BCP 47 tag of the text.</param>
    public IEnumerable<NamedInText> Names(string title, string text, string language)
    {
        var scanner = new WordScanner(language.Split('-')[0], vocabulary);
        scanner.Read(title, TextPlace.Title);
        scanner.Read(text.Length > MaxNamed ? text[..MaxNamed] : text, TextPlace.Body);
        var words = scanner.Words;
        var context = TextContext.Of(words);
        return new TextNames(title, text, words, names, NameFrom, HasCapitalTitle(words)).All();

        (NameForm? Name, int Words) NameFrom(int at)
        {
            var (name, taken, _) = NameAt(words, at, context);
            // In quotation marks of its own, a word is a name also where it opens a sentence.
            return name is null && IsQuoted(words[at].InTitle ? title : text, words[at]) ? names.Find(words, at, context) : (name, taken);
        }
    }

    /// <summary>What the words of a query name, whatever their case: the longest names, from the first word on.</summary>
    public IReadOnlyList<NamedInQuery> NamesInQuery(string text) => queryNames.Read(text);

    private static bool IsQuoted(string text, in TextWord word) => word.Start > 0 && word.End < text.Length
        && text[word.Start - 1] is '«' or '“' or '„' or '"' && text[word.End] is '»' or '”' or '“' or '"';

    private (NameForm? Name, int Words, bool IsPerson) NameAt(List<TextWord> words, int at, TextContext context)
    {
        var (name, taken) = names.Find(words, at, context);
        // The first word of a sentence always has a capital.
        if (name is not null && taken == 1 && words[at].Opens && words[at].HasCase && IsOrdinary(words, at, context))
            name = null;
        // "Армен Габоян" is not a mention of Armenia, nor "Elçin Həsənov" of Yeltsin.
        return taken == 1 && names.BeginsPerson(words, at) && !IsOrdinary(words, at, context) ? (null, 1, true) : (name, taken, false);
    }

    private WordForm Describe(string word, string language)
    {
        var form = WordForm.From(word, language);
        return form with
        {
            Names = names.Beginnings(form.Folded),
            Concepts = concepts.TryGetValue(language, out var known) ? known.Beginnings(form.Lower) : [],
            Topics = topics.TryGetValue(language, out var subjects) ? subjects.Beginnings(form.Lower) : [],
            Rules = rules.TryGetValue(language, out var own) ? own.Beginnings(form.Lower) : [],
        };
    }

    private static bool IsOrdinary(List<TextWord> words, int at, TextContext context) =>
        Array.Exists(words[at].Form.Concepts, stem => End(stem, words, at, context) > 0);

    /// <returns>
    /// The index after the last word of the stem; 0 if it does not match or stands in a phrase that means something else.
    /// </returns>
    private static int End<T>(StemForm<T> stem, List<TextWord> words, int at, TextContext context)
        where T : class =>
        stem.Matches(words, at) is > 0 and var end && !context.IsExcepted(stem.What, at, end) ? end : 0;

    /// <summary>A road or pipeline named after places also mentions them.</summary>
    private IEnumerable<(NameForm Form, int At)> Places(List<TextWord> words, int at, int taken, TextContext context)
    {
        for (var i = at; i < at + taken; i++)
        {
            if (names.Find(words, i, context)
                is ({ Entry.Kind: GazetteerKind.City or GazetteerKind.Place or GazetteerKind.Region } place, 1))
            {
                yield return (place, i);
            }
        }
    }

    /// <param name="entry">The known name of which the word is a part.</param>
    /// <param name="free">Whether the word is not yet part of a match of several words.</param>
    /// <param name="person">Whether the word is part of a person's name.</param>
    /// <returns>The index of the first word that is free for other concepts.</returns>
    private static int Take(
        List<TextWord> words, int at, GazetteerEntry? entry, bool free, bool person, TextContext context, Findings found)
    {
        var word = words[at];
        var next = at + 1;
        var isConcept = false;
        // The names of companies and roads say what they do; those of towns and people only resemble such words.
        if (free && (entry is null or { Kind: GazetteerKind.Route or GazetteerKind.Organisation }))
        {
            foreach (var concept in word.Form.Concepts)
            {
                // "железная дорога" (railway) is not a road.
                if (End(concept, words, at, context) is > 0 and var last)
                {
                    (isConcept, next) = (true, Math.Max(next, last));
                    found.Add(concept, words, at, last);
                }
            }
            foreach (var topic in word.Form.Topics)
            {
                if (End(topic, words, at, context) is > 0 and var last)
                    found.Add(topic, words, at, last);
            }
        }
        if (word.Lower.Length >= 3)
            found.Add(word);
        if (entry is not null)
            return next;
        if (!(isConcept && !word.HasCase)
            && word.IsName
            && !(word.InTitle && found.HasCapitalTitle)
            && word.Folded.Length >= 4
            && (word.HasCase ? !word.Opens || word.InTitle : word.Folded.Length >= 5))
        {
            found.Names.Add(word.Folded, word.InTitle);
            if (person)
                (found.People ??= []).Add(word.Folded);
        }
        return next;
    }

    /// <summary>Whether the title is written in capitals, or with a capital for each word.</summary>
    private static bool HasCapitalTitle(List<TextWord> words)
    {
        var (all, capital) = (0, 0);
        foreach (var word in words)
        {
            if (!word.InTitle)
                break;
            if (word.HasCase && word.Lower.Length >= LeastLengthOfCapital)
                (all, capital) = (all + 1, capital + (word.IsName ? 1 : 0));
        }
        return all >= LeastWordsOfTitle && capital >= all * ShareOfCapitals;
    }

    private static bool IsPercent(string word) => Percents.Any(p => word.StartsWith(p, StringComparison.Ordinal));

    private static string Figure(double value, bool percent, string next)
    {
        if (Multipliers.TryGetValue(next, out var by))
            value *= by;
        return value.ToString("0.###", CultureInfo.InvariantCulture) + (percent ? "%" : "");
    }

    private static void Add<T>(Dictionary<string, StemIndex<T>> indexes, IReadOnlyDictionary<string, IReadOnlyList<string>> stems, T what)
        where T : class
    {
        foreach (var (language, list) in stems)
        {
            if (!indexes.TryGetValue(language, out var index))
                indexes[language] = index = new StemIndex<T>();
            foreach (var stem in list)
                index.Add(stem, what);
        }
    }
}

using System.Text.RegularExpressions;
using FeedHub.Core.Content;

namespace FeedHub.Core.Gazetteer.Tagging;

/// <summary>
/// What the words of a query name: names of the gazetteer as people type them, in any case and without the marks of letters
/// (<see cref="SearchText"/>), and their inflected forms. A surname is that of everybody who has it.
/// </summary>
internal sealed partial class QueryNameIndex
{
    private const int LeastSurname = 3;
    private const int LongStem = 5;

    private readonly Dictionary<string, List<GazetteerEntry>> entries = [];
    private readonly NameIndex names;
    private readonly Vocabulary vocabulary;
    private readonly int longest = 1;

    /// <param name="names">Finds inflected forms.</param>
    public QueryNameIndex(IReadOnlyList<GazetteerEntry> all, NameIndex names, Vocabulary vocabulary)
    {
        (this.names, this.vocabulary) = (names, vocabulary);
        foreach (var entry in all)
        {
            foreach (var name in entry.Names)
            {
                var words = SearchText.Fold(name.Text).Split(' ');
                longest = Math.Max(longest, words.Length);
                Add(words, entry);
                if (entry.Kind is not (GazetteerKind.Person or GazetteerKind.Leader) || words.Length < 2)
                    continue;
                // "von der Leyen" as well as "Leyen".
                Add(words[1..], entry);
                if (words[^1].Length > LeastSurname)
                    Add(words[^1..], entry);
            }
        }
    }

    /// <summary>The words one after another, each with what it names; those of a name of several words together.</summary>
    public List<NamedInQuery> Read(string text)
    {
        List<(string Folded, int Start, int End)> typed = [.. Word().Matches(text)
            .Select(m => (SearchText.Fold(m.Value), m.Index, m.Index + m.Length)).Where(w => w.Item1.Length > 0)];
        // It is not known in what language somebody writes Latin letters, and Turkic ones have other sounds.
        List<List<TextWord>> readings = [.. ((string[])["en", "az"]).Select(language => Scanned(text, language))];
        var read = new List<NamedInQuery>();
        for (var at = 0; at < typed.Count;)
        {
            var start = typed[at].Start;
            var (exact, count) = Exact(typed, at);
            var forms = readings.SelectMany(words => Inflected(words, start)).ToList();
            var length = forms.Count == 0 ? 0 : forms.Max(form => form.Stems.Length);
            var taken = Math.Max(1, Math.Max(count, length));
            var found = (count == taken ? exact : []).Concat(forms.Where(f => f.Stems.Length == taken).SelectMany(Bearers)).Distinct()
                .ToList();
            // What is only meant beside certain words is meant if nothing else is.
            if (found.Exists(e => e.Beside.Count == 0))
                found.RemoveAll(e => e.Beside.Count > 0);
            var stems = readings.SelectMany(words => words.Where(w => w.Start == start)).Select(w => Inflection.Stem(w.Folded, w.Language));
            read.Add(new NamedInQuery(start, typed[Math.Min(at + taken, typed.Count) - 1].End, found, [.. stems.Distinct()]));
            at += taken;
        }
        return read;
    }

    private List<TextWord> Scanned(string text, string language)
    {
        var scanner = new WordScanner(language, vocabulary);
        scanner.Read(text, TextPlace.Body);
        return scanner.Words;
    }

    private (IReadOnlyList<GazetteerEntry> Entries, int Words) Exact(List<(string Folded, int Start, int End)> words, int at)
    {
        for (var count = Math.Min(longest, words.Count - at); count > 0; count--)
        {
            if (entries.TryGetValue(string.Join(' ', words.Skip(at).Take(count).Select(w => w.Folded)), out var found))
                return (found, count);
        }
        return ([], 0);
    }

    /// <summary>Names that begin at a character of the text, in any case of their language.</summary>
    private IEnumerable<NameForm> Inflected(List<TextWord> words, int start)
    {
        var at = words.FindIndex(w => w.Start == start);
        if (at < 0)
            return [];
        var forms = names.All([.. words.Select(w => w with { IsName = true })], at);
        // "security" is a word, and a form of a short name only with a capital.
        return words[at].IsName || words[at].Form.Concepts.Length == 0
            ? forms
            : forms.Where(form => form.Stems.Length > 1 || form.Stems[0].Length > LongStem);
    }

    /// <summary>Everybody who has the surname of a person, or the entry itself.</summary>
    private IReadOnlyList<GazetteerEntry> Bearers(NameForm form) =>
        form.SurnameOnly && entries.TryGetValue(SearchText.Fold(form.Name.Text).Split(' ')[^1], out var all) ? all : [form.Entry];

    private void Add(string[] words, GazetteerEntry entry)
    {
        if (words is [""])
            return;
        var name = string.Join(' ', words);
        if (!entries.TryGetValue(name, out var known))
            entries[name] = known = [];
        if (!known.Contains(entry))
            known.Add(entry);
    }

    [GeneratedRegex(@"[\p{L}\p{N}\p{M}]+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}

using System.Collections.Frozen;
using FeedHub.Core.Gazetteer;
using FeedHub.Core.Gazetteer.Tagging;

namespace FeedHub.Core.Timelines.Queries;

/// <summary>
/// Looks up what the words of a query name. A name of an entry of the gazetteer means the entry, in any script and case. Any other word
/// means itself, and in other scripts the names that are folded alike (<see cref="NameFolding"/>).
/// </summary>
public static class QueryNames
{
    /// <summary>Folded names of fewer letters are too much alike across scripts.</summary>
    private const int LeastAcrossScripts = 5;

    /// <summary>Entries of one name that are listed when a query is repeated in words.</summary>
    private const int MaxListed = 3;

    /// <summary>Words that nearly every text has, and that people type before names: “в Москве”, “the Hague”.</summary>
    private static readonly FrozenSet<string> Small = (
        "a an the of in at on to and в во на из с со к ко о об у по от до за и və ve da de და և եւ").Split(' ').ToFrozenSet();

    /// <summary>The same query without <see cref="StoryQuery.Asks"/> and <see cref="StoryQuery.Names"/>.</summary>
    public static StoryQuery Resolved(StoryQuery query, Tagger tagger) => query.Mapped(leaf => leaf switch
    {
        StoryQuery.Asks asks => Joined([.. Read(asks, tagger)]),
        StoryQuery.Names names => Named(names.Text, tagger),
        _ => leaf,
    });

    private static StoryQuery Joined(IReadOnlyList<StoryQuery> parts) => parts.Count == 1 ? parts[0] : new StoryQuery.All(parts);

    private static IEnumerable<StoryQuery> Read(StoryQuery.Asks asks, Tagger tagger)
    {
        var words = asks.Words;
        if (words is [{ As: not AskedAs.Word } single])
        {
            yield return single.As == AskedAs.Phrase && Whole(single.Text, tagger) is { Entries.Count: > 0 } named
                ? Entry(named.Entries, asks.InTitle)
                : Spelt(single, asks.InTitle);
            yield break;
        }
        var text = string.Join(' ', words.Select(w => w.Text));
        var found = tagger.NamesInQuery(text);
        var start = 0;
        var covered = 0;
        foreach (var word in words)
        {
            var end = start + word.Text.Length;
            List<NamedInQuery> within = [.. found.Where(f => f.Start >= start && f.Start < end)];
            if (end > covered)
            {
                // "Nagorno-Karabakh" is one word and two, and "Baku-Tbilisi" two names.
                foreach (var named in within.Where(f => f.Entries.Count > 0))
                {
                    covered = Math.Max(covered, named.End);
                    yield return Entry(named.Entries, asks.InTitle);
                }
                if (!within.Exists(f => f.Entries.Count > 0) && !(words.Count > 1 && Small.Contains(word.Text.ToLowerInvariant())))
                    yield return Word(word, within is [var one] ? one.Stems : [], asks.InTitle);
            }
            start = end + 1;
        }
    }

    /// <summary>An entry by its ID or by a name that is all of the text.</summary>
    private static StoryQuery.Labelled Named(string text, Tagger tagger)
    {
        if (tagger.Contents.Entries.FirstOrDefault(e => e.Id == text) is { } known)
            return Entry([known], inTitle: false);
        return Whole(text, tagger) is { Entries.Count: > 0 } named
            ? Entry(named.Entries, inTitle: false)
            : new StoryQuery.Labelled($"“{text}”, which is no name in the gazetteer", StoryQuery.Nothing);
    }

    private static NamedInQuery? Whole(string text, Tagger tagger) =>
        tagger.NamesInQuery(text) is [var one] && !text.Any(char.IsDigit) ? one : null;

    private static StoryQuery.Labelled Entry(IReadOnlyList<GazetteerEntry> entries, bool inTitle) => new StoryQuery.Labelled(
        InTitle(Listed([.. entries.Select(e => $"{e.Title} ({KindOf(e)})")]), inTitle),
        Either([.. entries.Select(e => new StoryQuery.Has(new StoryTerm(inTitle ? StoryTerm.EntityInTitle : StoryTerm.Entity, e.Id)))]));

    private static StoryQuery.Labelled Spelt(AskedWord asked, bool inTitle)
    {
        var word = SearchWord.From(asked)!.Value;
        return new StoryQuery.Labelled(
            InTitle($"“{asked.Text}{(asked.As == AskedAs.Beginning ? "…" : "")}”", inTitle), new StoryQuery.Says(word, inTitle));
    }

    private static StoryQuery.Labelled Word(AskedWord asked, IReadOnlyList<string> stems, bool inTitle)
    {
        var spelt = Spelt(asked, inTitle);
        var field = inTitle ? StoryTerm.NameInTitle : StoryTerm.Name;
        var folded = stems.Where(s => s.Length >= LeastAcrossScripts).ToList();
        if (folded.Count == 0)
            return spelt;
        var spelling = ((StoryQuery.Says)spelt.Of).Word;
        return spelt with
        {
            Of = Either(
            [
                spelt.Of,
                .. folded.Select(name => new StoryQuery.Has(new StoryTerm(field, name), WithLonger: true)),
                // A text in Latin letters is not indexed under a name that is folded as it is spelt.
                .. folded.Select(name => new SearchWord(name, IsPrefix: true)).Where(w => w != spelling)
                    .Select(w => new StoryQuery.Says(w, inTitle)),
            ]),
        };
    }

    private static StoryQuery Either(IReadOnlyList<StoryQuery> of) => of.Count == 1 ? of[0] : new StoryQuery.Any(of);

    private static string Listed(IReadOnlyList<string> entries) => entries.Count <= MaxListed
        ? string.Join(" or ", entries)
        : $"{string.Join(" or ", entries.Take(MaxListed))} or {entries.Count - MaxListed} more of this name";

    private static string InTitle(string label, bool inTitle) => inTitle ? $"{label} in a title" : label;

    private static string KindOf(GazetteerEntry entry) => entry.Kind switch
    {
        GazetteerKind.Leader or GazetteerKind.Cleric => "person",
        var kind => kind.ToString().ToLowerInvariant(),
    };
}

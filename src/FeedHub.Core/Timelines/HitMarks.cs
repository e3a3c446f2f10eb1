using System.Text.RegularExpressions;
using FeedHub.Core.Content;
using FeedHub.Core.Gazetteer.Tagging;
using FeedHub.Core.Timelines.Queries;

namespace FeedHub.Core.Timelines;

/// <summary>Finds in a text what a query asks for, to mark it.</summary>
public sealed partial class HitMarks
{
    private readonly Tagger tagger;
    private readonly HashSet<string> entities = [];
    private readonly List<string> names = [];
    private readonly List<SearchWord> words = [];

    /// <param name="query">Simplified; what it leaves out is not marked.</param>
    public HitMarks(StoryQuery query, Tagger tagger)
    {
        this.tagger = tagger;
        Add(query);
    }

    /// <summary>The parts of a text that are hits, in order; they do not overlap.</summary>
    /// <param name="language">BCP 47 tag of the text.</param>
    public IReadOnlyList<(int Start, int End)> In(string text, string language)
    {
        var found = new List<(int Start, int End)>();
        if (entities.Count > 0 || names.Count > 0)
        {
            found.AddRange(tagger.Names("", text, language)
                .Where(n => n.Entry is { } entry ? entities.Contains(entry.Id) : names.Exists(name => Begins(n.Folded!, name)))
                .Select(n => (n.Start, n.End)));
        }
        if (words.Count > 0)
            found.AddRange(Spelt(text));
        var marks = new List<(int Start, int End)>();
        foreach (var (start, end) in found.Order())
        {
            if (marks.Count > 0 && start < marks[^1].End)
                marks[^1] = (marks[^1].Start, Math.Max(end, marks[^1].End));
            else
                marks.Add((start, end));
        }
        return marks;
    }

    private IEnumerable<(int Start, int End)> Spelt(string text)
    {
        List<(string Folded, int Start, int End)> said =
            [.. Word().Matches(text).Select(m => (SearchText.Fold(m.Value), m.Index, m.Index + m.Length))];
        foreach (var word in words)
        {
            var parts = word.Folded.Split(' ');
            for (var at = 0; at + parts.Length <= said.Count; at++)
            {
                var isThere = true;
                for (var i = 0; i < parts.Length && isThere; i++)
                {
                    var isPrefix = word.IsPrefix && i == parts.Length - 1;
                    isThere = isPrefix ? Begins(said[at + i].Folded, parts[i]) : said[at + i].Folded == parts[i];
                }
                if (isThere)
                    yield return (said[at].Start, said[at + parts.Length - 1].End);
            }
        }
    }

    private void Add(StoryQuery query)
    {
        switch (query)
        {
            case StoryQuery.All all:
                foreach (var part in all.Of)
                    Add(part);
                break;
            case StoryQuery.Any any:
                foreach (var part in any.Of)
                    Add(part);
                break;
            case StoryQuery.Says says:
                words.Add(says.Word);
                break;
            case StoryQuery.Has { Term: { Field: StoryTerm.Entity or StoryTerm.EntityInTitle } term }:
                entities.Add(term.Value);
                break;
            case StoryQuery.Has { Term: { Field: StoryTerm.Name or StoryTerm.NameInTitle } term }:
                names.Add(term.Value);
                break;
        }
    }

    private static bool Begins(string word, string beginning) => word.StartsWith(beginning, StringComparison.Ordinal);

    [GeneratedRegex(@"[\p{L}\p{N}\p{M}]+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}

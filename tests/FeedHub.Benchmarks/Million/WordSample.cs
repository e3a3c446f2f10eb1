using FeedHub.Core.Content;

namespace FeedHub.Benchmarks.Million;

/// <summary>
/// Which words are in which entries of a sample, as search finds them: folded, and words of four letters and more also as beginnings of
/// others.
/// </summary>
internal sealed class WordSample
{
    private const int Size = 20_000;
    private const int PrefixFrom = 4;
    private const int LeastOfRare = 7;

    /// <summary>All words in ordinal order, so that those with one beginning stand together.</summary>
    private readonly string[] words;

    /// <summary>The entries of each word, by its place in <see cref="words"/>.</summary>
    private readonly List<int>[] entries;

    private readonly List<string> languages;

    private WordSample(Dictionary<string, List<int>> found, List<string> languages)
    {
        words = [.. found.Keys.Order(StringComparer.Ordinal)];
        entries = [.. words.Select(w => found[w])];
        this.languages = languages;
    }

    /// <summary>A sample from all over the plan, or the whole of a small one.</summary>
    public static WordSample Of(MillionPlan plan, IReadOnlyList<MillionSource> sources, MillionNews news)
    {
        var (found, languages) = (new Dictionary<string, List<int>>(StringComparer.Ordinal), new List<string>());
        var step = Math.Max(1, plan.Count / Size);
        var part = 0;
        foreach (var poll in plan.Polls(sources))
        {
            // Whole polls, of which each has some entries: as many as a step skips.
            if (part++ % step != 0)
                continue;
            foreach (var item in news.Document(poll).Items)
            {
                var text = SearchText.Fold($"{item.Title!.Value} {PlainText.FromHtml(item.Content!.Value)}");
                foreach (var word in text.Split(' ').Distinct())
                {
                    if (!found.TryGetValue(word, out var places))
                        found[word] = places = [];
                    places.Add(languages.Count);
                }
                languages.Add(poll.Source.Language);
            }
        }
        return new(found, languages);
    }

    /// <summary>Words that are found in such a share of the entries, the most frequent first.</summary>
    /// <param name="language">Only of entries in this language; null for all.</param>
    public IReadOnlyList<string> Between(double least, double most, string? language = null) =>
    [
        .. words.Index().Where(w => entries[w.Index].Count >= least * languages.Count / 2)
            .Where(w => language is null || languages[entries[w.Index][0]] == language)
            .Select(w => (w.Item, Share: Share(w.Item))).Where(w => w.Share >= least && w.Share <= most)
            .OrderByDescending(w => w.Share).Select(w => w.Item),
    ];

    /// <summary>Latin words that only one entry has, alone and as a beginning.</summary>
    public IReadOnlyList<string> Single(int count)
    {
        var single = words.Where(w => w.Length >= LeastOfRare && w.All(char.IsAsciiLetterLower) && Found(w).Count() == 1).ToList();
        return [.. Enumerable.Range(0, Math.Min(count, single.Count)).Select(i => single[i * single.Count / count])];
    }

    /// <summary>Beginnings of so many letters that are found in such a share of the entries.</summary>
    public IReadOnlyList<string> Prefixes(int letters, double least, double most) =>
    [
        .. words.Where(w => w.Length > letters && w.All(char.IsLetter)).Select(w => w[..letters]).Distinct()
            .Where(p => Share(p) is var share && share >= least && share <= most),
    ];

    /// <summary>The share of the entries in which all of these words are found.</summary>
    public double Share(params ReadOnlySpan<string> asked)
    {
        HashSet<int>? all = null;
        foreach (var word in asked)
        {
            var found = Found(word);
            if (all is null)
                all = [.. found];
            else
                all.IntersectWith(found);
        }
        return (double)all!.Count / languages.Count;
    }

    private IEnumerable<int> Found(string word)
    {
        var at = Array.BinarySearch(words, word, StringComparer.Ordinal);
        if (word.Length < PrefixFrom)
            return at < 0 ? [] : entries[at];
        return Beginning(at < 0 ? ~at : at).SelectMany(list => list).Distinct();

        IEnumerable<List<int>> Beginning(int from)
        {
            for (var i = from; i < words.Length && words[i].StartsWith(word, StringComparison.Ordinal); i++)
                yield return entries[i];
        }
    }
}

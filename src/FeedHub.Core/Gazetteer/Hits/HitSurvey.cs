namespace FeedHub.Core.Gazetteer.Hits;

/// <summary>What the names and stems of the gazetteer were found in, over many texts, and which of them look as if they meant something
/// else. It knows no language: what is usual is learned from all names and stems together.</summary>
public sealed class HitSurvey
{
    private const int MostForms = 10;

    /// <summary>A word or an ending that goes with this many different stems goes with any.</summary>
    private const int UsualCompany = 3;

    private readonly Dictionary<(HitKind Kind, string Id, string Stem, string Language), HitTally> tallies = [];
    private readonly Dictionary<(string Language, string Word), int> smallWords = [];
    private int texts;

    /// <param name="hits">All that was found in one text.</param>
    /// <param name="title">The title of that text.</param>
    /// <param name="text">The rest of it.</param>
    /// <param name="language">BCP 47 primary tag.</param>
    public void Add(IReadOnlyList<Hit> hits, string title, string text, string language)
    {
        texts++;
        CountSmallWords(title, language);
        CountSmallWords(text, language);
        foreach (var group in hits.GroupBy(h => (h.Kind, h.Id, h.Stem, h.Language)))
        {
            if (!tallies.TryGetValue(group.Key, out var tally))
                tallies[group.Key] = tally = new HitTally();
            tally.Add([.. group], hits);
        }
    }

    /// <summary>A row for each name and stem that was found, most suspicious first.</summary>
    public IReadOnlyList<HitRow> Rows()
    {
        var languages = tallies.GroupBy(t => t.Key.Language)
            .ToDictionary(g => g.Key, g => new Usual([.. g.Select(t => (t.Key.Kind, t.Key.Stem, t.Value))]));
        return [.. tallies.Select(t => Row(t.Key, t.Value, languages[t.Key.Language])).OrderByDescending(r => r.Suspicion)
            .ThenByDescending(r => r.Count).ThenBy(r => r.Id, StringComparer.Ordinal).ThenBy(r => r.Stem, StringComparer.Ordinal)];
    }

    private HitRow Row((HitKind Kind, string Id, string Stem, string Language) of, HitTally tally, Usual usual)
    {
        var neighbour = tally.Neighbours.Where(n => !usual.Neighbours.Contains(n.Key)).OrderByDescending(n => n.Value).FirstOrDefault();
        var small = tally.Forms.Sum(f => smallWords.GetValueOrDefault((of.Language, f.Key)));
        (string Text, double Share, double Weight)[] signs =
        [
            ("odd endings", Share(tally.Forms.Where(f => !usual.Endings.Contains(Ending(of.Stem, f.Key))).Sum(f => f.Value), tally), 0.7),
            ("other subjects beside it", tally.Compared < 2 ? 0 : Above((double)tally.Apart / tally.Compared, usual.Apart(of.Kind)), 0.7),
            ($"mostly with “{neighbour.Key}”", tally.Count < 3 ? 0 : Above(Share(neighbour.Value, tally), 0.5), 0.6),
            ("a word in small letters too", of.Kind == HitKind.Name ? (double)small / (small + tally.Count) : 0, 0.8),
            ("written as a name", of.Kind == HitKind.Name ? 0 : Above(Share(tally.Capitals, tally), usual.Capitals), 0.4),
            ("only opens sentences", of.Kind == HitKind.Name ? Above(Share(tally.Openings, tally), usual.Openings) : 0, 0.3),
            ("in many texts", Math.Min(5.0 * tally.Texts / texts, 1), texts < 100 ? 0 : 0.3),
        ];
        var innocence = signs.Aggregate(1.0, (left, sign) => left * (1 - (sign.Weight * sign.Share)));
        return new HitRow(
            of.Kind, of.Id, of.Stem, of.Language, tally.Count, (1 - innocence) * tally.Count / (tally.Count + 1),
            [.. signs.Where(s => s.Weight * s.Share >= 0.15).OrderByDescending(s => s.Weight * s.Share).Select(s => s.Text)],
            [.. tally.Forms.OrderByDescending(f => f.Value).ThenBy(f => f.Key, StringComparer.Ordinal).Take(MostForms)
                .Select(f => new HitForm(f.Key, f.Value))]);
    }

    private static double Share(int part, HitTally of) => (double)part / of.Count;

    /// <summary>How far a share lies above what is usual, from 0 to 1.</summary>
    private static double Above(double share, double usual) => usual >= 1 ? 0 : Math.Max(share - usual, 0) / (1 - usual);

    /// <summary>
    /// What follows in the last of the words after the letters that it has in common with the last of the stem; nothing if these are in
    /// another script.
    /// </summary>
    private static string Ending(string stem, string words)
    {
        var (last, name) = (words[(words.LastIndexOf(' ') + 1)..], stem[(stem.LastIndexOf(' ') + 1)..]);
        var common = name.ToLowerInvariant().AsSpan().CommonPrefixLength(last);
        return common == 0 ? "" : last[common..];
    }

    private void CountSmallWords(string text, string language)
    {
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && char.IsLetter(text[i]))
            {
                if (start < 0)
                    start = i;
            }
            else if (start >= 0)
            {
                // Scripts without capitals have no small letters either.
                if (char.IsLower(text[start]))
                {
                    var word = (language, text[start..i]);
                    smallWords[word] = smallWords.GetValueOrDefault(word) + 1;
                }
                start = -1;
            }
        }
    }

    /// <summary>What is usual in one language.</summary>
    private sealed class Usual
    {
        private readonly Dictionary<HitKind, double> apart;

        public Usual(IReadOnlyList<(HitKind Kind, string Stem, HitTally Tally)> all)
        {
            Endings = Often(all.SelectMany(a => a.Tally.Forms.Keys.Select(f => Ending(a.Stem, f)).Distinct()));
            Endings.Add("");
            Neighbours = Often(all.SelectMany(a => a.Tally.Neighbours.Keys));
            var (words, names) = (all.Where(a => a.Kind != HitKind.Name).ToList(), all.Where(a => a.Kind == HitKind.Name).ToList());
            Capitals = Mean(words.Select(w => Share(w.Tally.Capitals, w.Tally)));
            Openings = Mean(names.Select(n => Share(n.Tally.Openings, n.Tally)));
            apart = all.Where(a => a.Tally.Compared > 0).GroupBy(a => a.Kind)
                .ToDictionary(g => g.Key, g => g.Average(a => (double)a.Tally.Apart / a.Tally.Compared));
        }

        public HashSet<string> Endings { get; }
        public HashSet<string> Neighbours { get; }
        public double Capitals { get; }
        public double Openings { get; }

        /// <summary>The share of texts in which everything else indicates other subjects.</summary>
        public double Apart(HitKind kind) => apart.GetValueOrDefault(kind);

        private static HashSet<string> Often(IEnumerable<string> each) =>
            [.. each.CountBy(e => e).Where(e => e.Value >= UsualCompany).Select(e => e.Key)];

        private static double Mean(IEnumerable<double> shares) => shares.DefaultIfEmpty().Average();
    }
}

namespace FeedHub.Core.Stories.Features;

/// <summary>Distinguishes copies from original texts.</summary>
internal static class Copies
{
    /// <summary>With fewer three-word shingles, copies cannot be recognised.</summary>
    private const int LeastShingles = 4;

    /// <summary>
    /// Whether two texts are the same except for a prefix, a suffix, a dateline or quotes: most shingles of the shorter one are in the
    /// other. They are copies unless they are one template with different content (<see cref="Differ"/>).
    /// </summary>
    public static bool HaveLikeWords(FeatureVector a, FeatureVector b, GroupingWeights weights)
    {
        var apart = (a.At - b.At).Duration();
        if (a.Language != b.Language || apart > weights.Window)
            return false;
        var shorter = Math.Min(a.Words, b.Words);
        if (shorter < weights.LongText && apart > weights.ShortCopyWindow)
            return false;
        var least = Math.Min(a.Shingles.Length, b.Shingles.Length);
        return least >= LeastShingles && Share(a.Shingles, b.Shingles, (int)Math.Ceiling(weights.CopyShare * least));
    }

    /// <summary>Whether two titles share half of what the shorter one has.</summary>
    public static bool HaveLikeTitles(FeatureVector a, IEnumerable<ulong> titleKeys)
    {
        HashSet<ulong> one = [.. TitleKeys(a)], other = [.. titleKeys];
        return 2 * one.Count(other.Contains) >= Math.Min(one.Count, other.Count);
    }

    public static IEnumerable<ulong> TitleKeys(FeatureVector vector) => vector.Features.Where(f => f.InTitle).Select(f => f.Key);

    /// <summary>Whether each has a figure or a name, or each has a word or a period in its title, that the other lacks.</summary>
    public static bool Differ(Feature[] a, Feature[] b)
    {
        var (only, title) = (new bool[2], new bool[2]);
        for (int i = 0, j = 0; i < a.Length || j < b.Length;)
        {
            if (j == b.Length || (i < a.Length && a[i].Key < b[j].Key))
                Note(a[i++], 0);
            else if (i == a.Length || b[j].Key < a[i].Key)
                Note(b[j++], 1);
            else
                (i, j) = (i + 1, j + 1);
        }
        return (only[0] && only[1]) || (title[0] && title[1]);

        void Note(Feature feature, int whose)
        {
            if (feature.Kind is FeatureKind.Number or FeatureKind.Entity or FeatureKind.CommonEntity)
                only[whose] = true;
            if (feature is { InTitle: true, Kind: FeatureKind.Word or FeatureKind.Period })
                title[whose] = true;
        }
    }

    /// <summary>Whether two sorted arrays have at least this many elements in common.</summary>
    private static bool Share(uint[] a, uint[] b, int enough)
    {
        if (a.Length > b.Length)
            (a, b) = (b, a);
        // Most compared texts have nothing in common, which soon becomes clear.
        var common = 0;
        for (int i = 0, j = 0; i < a.Length && j < b.Length && common + a.Length - i >= enough;)
        {
            if (a[i] == b[j])
                (common, i, j) = (common + 1, i + 1, j + 1);
            else if (a[i] < b[j])
                i++;
            else
                j++;
        }
        return common >= enough;
    }
}

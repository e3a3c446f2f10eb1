using FeedHub.Core.Gazetteer;

namespace FeedHub.Core.Stories;

/// <summary>Compares two fingerprints.</summary>
internal static class Comparison
{
    private const int MaxReasons = 6;

    public static Likeness Of(in WeighedFingerprint a, in WeighedFingerprint b)
    {
        var sums = new LikenessSums(a.Fingerprint.Language == b.Fingerprint.Language, a.Fingerprint.Language == "ka", b.Fingerprint.Language == "ka");
        var (x, y) = (a.Fingerprint.Features, b.Fingerprint.Features);
        for (int i = 0, j = 0; i < x.Length || j < y.Length;)
        {
            if (j == y.Length || (i < x.Length && x[i].Key < y[j].Key))
                sums.Alone(x[i], a.Weights[i++], first: true);
            else if (i == x.Length || y[j].Key < x[i].Key)
                sums.Alone(y[j], b.Weights[j++], first: false);
            else
                sums.Both(x[i], y[j++], a.Weights[i++]);
        }
        return sums.ToLikeness(Math.Abs((a.Fingerprint.At - b.Fingerprint.At).TotalDays)) with
        {
            RegionConflict = IsElsewhere(a.Fingerprint.Where, b.Fingerprint.Where),
            AnotherStep = AreOtherSteps(a.Fingerprint.Stances, b.Fingerprint.Stances),
        };
    }

    private static bool IsElsewhere(string[] a, string[] b) => a.Length > 0 && b.Length > 0 && !Array.Exists(a, code => Array.IndexOf(b, code) >= 0);

    private static bool AreOtherSteps(Stance[] a, Stance[] b)
    {
        foreach (var stance in a)
        {
            if (b.Contains(stance with { IsLater = !stance.IsLater }))
                return true;
        }
        return false;
    }

    /// <summary>What they share in words, the weightiest first.</summary>
    public static IReadOnlyList<string> Reasons(in WeighedFingerprint a, in WeighedFingerprint b)
    {
        var sameLanguage = a.Fingerprint.Language == b.Fingerprint.Language;
        var labels = new List<(double Weight, string Label)>();
        var (x, y) = (a.Fingerprint.Features, b.Fingerprint.Features);
        for (int i = 0, j = 0; i < x.Length && j < y.Length;)
        {
            if (x[i].Key < y[j].Key)
                i++;
            else if (y[j].Key < x[i].Key)
                j++;
            else
            {
                if (x[i].Kind != FeatureKind.Name || LikenessSums.IsSame(x[i], y[j], sameLanguage))
                    labels.Add((a.Weights[i] * Telling(x[i], y[j]), Words(x[i])));
                (i, j) = (i + 1, j + 1);
            }
        }
        return [.. labels.OrderByDescending(l => l.Weight).ThenBy(l => l.Label, StringComparer.Ordinal).Take(MaxReasons).Select(l => l.Label)];
    }

    private static double Telling(in Feature a, in Feature b) =>
        a.Kind is FeatureKind.WeakConcept or FeatureKind.Word ? 0.2 : LikenessSums.Place(a, b);

    private static string Words(in Feature feature) =>
        feature.Kind is FeatureKind.Concept or FeatureKind.RoutineConcept or FeatureKind.WeakConcept ? $"‘{feature.Label}’" : feature.Label;

    /// <summary>Whether two names that begin alike are the same name in two languages.</summary>
    public static bool IsSameName(string a, string b)
    {
        var length = Math.Min(a.Length, b.Length);
        if (length < 4)
            return false;
        var (p, q) = (NameFolding.Skeleton(a), NameFolding.Skeleton(b));
        var common = Math.Min(p.Length, q.Length);
        return common >= 3 && Math.Abs(a.Length - b.Length) <= 5 && p.AsSpan(0, common).SequenceEqual(q.AsSpan(0, common))
            && Distance(a.AsSpan(0, length), b.AsSpan(0, length)) <= (length >= 7 ? 2 : 1);
    }

    private static int Distance(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        Span<int> row = stackalloc int[b.Length + 1];
        for (var j = 0; j < row.Length; j++)
            row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j < row.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }
        return row[^1];
    }
}

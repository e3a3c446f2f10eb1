using FeedHub.Core.Gazetteer.Tagging;
using FeedHub.Core.Stories.Features;

namespace FeedHub.Core.Stories.Comparing;

/// <summary>Compares two feature vectors.</summary>
internal static class Comparison
{
    private const int MaxReasons = 6;

    /// <summary>A word that this many texts in a thousand have explains nothing.</summary>
    private const float CommonWord = 50;

    public static Similarity Compare(in WeighedVector a, in WeighedVector b)
    {
        var sums = new SimilaritySums(
            a.FeatureVector.Language == b.FeatureVector.Language, a.FeatureVector.Language == "ka", b.FeatureVector.Language == "ka");
        var x = a.Features;
        var y = b.Features;
        for (int i = 0, j = 0; i < x.Length || j < y.Length;)
        {
            if (j == y.Length || (i < x.Length && x[i].Key < y[j].Key))
                sums.Alone(x[i], a.Weights[i++], first: true);
            else if (i == x.Length || y[j].Key < x[i].Key)
                sums.Alone(y[j], b.Weights[j++], first: false);
            else
                sums.Both(x[i], y[j++], a.Weights[i++]);
        }
        return sums.ToSimilarity(Math.Abs((a.FeatureVector.At - b.FeatureVector.At).TotalDays)) with
        {
            RegionConflict = IsElsewhere(a.FeatureVector.Where, b.FeatureVector.Where),
            IsSameSource = a.FeatureVector.Source == b.FeatureVector.Source,
            AreLong = a.FeatureVector.IsLong && b.FeatureVector.IsLong,
            AnotherStep = AreOtherSteps(a.FeatureVector.EventSteps, b.FeatureVector.EventSteps),
        };
    }

    private static bool IsElsewhere(string[] a, string[] b) =>
        a.Length > 0 && b.Length > 0 && !Array.Exists(a, code => Array.IndexOf(b, code) >= 0);

    private static bool AreOtherSteps(EventStep[] a, EventStep[] b)
    {
        foreach (var eventStep in a)
        {
            if (b.Contains(eventStep with { IsLater = !eventStep.IsLater }))
                return true;
        }
        return false;
    }

    /// <summary>Labels of what they share, in descending order of weight.</summary>
    public static IReadOnlyList<string> Reasons(in WeighedVector a, in WeighedVector b)
    {
        var sameLanguage = a.FeatureVector.Language == b.FeatureVector.Language;
        var labels = new List<(double Weight, string Label)>();
        var x = a.Features;
        var y = b.Features;
        for (int i = 0, j = 0; i < x.Length && j < y.Length;)
        {
            if (x[i].Key < y[j].Key)
            {
                i++;
            }
            else if (y[j].Key < x[i].Key)
            {
                j++;
            }
            else
            {
                if (IsReason(x[i], y[j], sameLanguage))
                    labels.Add((a.Weights[i] * Report(x[i], y[j]), Describe(x[i])));
                (i, j) = (i + 1, j + 1);
            }
        }
        return [.. labels.OrderByDescending(l => l.Weight).ThenBy(l => l.Label, StringComparer.Ordinal).Select(l => l.Label)
            .DistinctBy(l => l.Trim('‘', '’'), StringComparer.OrdinalIgnoreCase).Take(MaxReasons)];
    }

    /// <summary>Whether to show that both have it. Within a language, a name is among the words as it was written.</summary>
    private static bool IsReason(in Feature a, in Feature b, bool sameLanguage) => a.Kind switch
    {
        FeatureKind.Period => false,
        FeatureKind.Word => a.Prior < CommonWord && (a.InTitle || b.InTitle),
        FeatureKind.Name => !sameLanguage && SimilaritySums.IsSame(a, b, sameLanguage),
        _ => true,
    };

    private static double Report(in Feature a, in Feature b) =>
        a.Kind is FeatureKind.WeakConcept or FeatureKind.Word ? 0.4 : SimilaritySums.Place(a, b);

    private static string Describe(in Feature feature) =>
        feature.Kind is FeatureKind.Concept or FeatureKind.RoutineConcept or FeatureKind.WeakConcept ? $"‘{feature.Label}’" : feature.Label;

    /// <summary>Whether two names with the same beginning are the same name in two languages.</summary>
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

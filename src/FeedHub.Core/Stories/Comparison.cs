using FeedHub.Core.Gazetteer;

namespace FeedHub.Core.Stories;

/// <summary>Compares two fingerprints.</summary>
internal static class Comparison
{
    private const double BothTitles = 1.4;
    private const double OneTitle = 1.1;
    private const double NoTitle = 0.8;
    private const double TitleNorm = 1.2;
    private const int MaxShared = 6;

    /// <param name="rarity">What sharing a feature proves; greater for what fewer texts have.</param>
    public static Likeness Of(Fingerprint a, Fingerprint b, Func<Feature, double> rarity)
    {
        var sums = new Sums(a.Language == b.Language);
        var (x, y) = (a.Features, b.Features);
        for (int i = 0, j = 0; i < x.Count || j < y.Count;)
        {
            if (j == y.Count || (i < x.Count && x[i].Key < y[j].Key))
                sums.Alone(x[i], rarity(x[i++]), first: true);
            else if (i == x.Count || y[j].Key < x[i].Key)
                sums.Alone(y[j], rarity(y[j++]), first: false);
            else
                sums.Both(x[i], y[j++], rarity(x[i++]));
        }
        return sums.ToLikeness(Math.Abs((a.At - b.At).TotalDays));
    }

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

    private sealed class Sums(bool sameLanguage)
    {
        private readonly double[] shared = new double[8];
        private readonly double[] first = new double[8];
        private readonly double[] second = new double[8];
        private readonly List<(double Weight, string Label)> labels = [];
        private double titleShared, titleAll;
        private int numbersShared, numbersFirst, numbersSecond, spotsShared, spotsFirst, spotsSecond, kinds;
        private bool routine, routineAlone;

        public void Alone(Feature feature, double weight, bool first)
        {
            var kind = (int)feature.Kind;
            (first ? this.first : second)[kind] += weight * weight * (feature.InTitle ? TitleNorm : 1);
            Count(feature, first);
            if (feature is { Kind: FeatureKind.RoutineConcept, InTitle: true })
                routineAlone = true;
            if (feature is { Kind: FeatureKind.Concept, InTitle: true })
                titleAll += weight;
        }

        public void Both(Feature a, Feature b, double weight)
        {
            if (a.Kind == FeatureKind.Name && (sameLanguage ? a.Label != b.Label : !IsSameName(a.Label, b.Label)))
            {
                Alone(a, weight, first: true);
                Alone(b, weight, first: false);
                return;
            }
            var kind = (int)a.Kind;
            var place = a.InTitle && b.InTitle ? BothTitles : a.InTitle || b.InTitle ? OneTitle : NoTitle;
            first[kind] += weight * weight * (a.InTitle ? TitleNorm : 1);
            second[kind] += weight * weight * (b.InTitle ? TitleNorm : 1);
            shared[kind] += weight * place;
            cosine[kind] += weight * weight * Math.Sqrt((a.InTitle ? TitleNorm : 1) * (b.InTitle ? TitleNorm : 1));
            if (a.Kind == FeatureKind.RoutineConcept)
                routine = true;
            if (a.Kind == FeatureKind.Number)
                numbersShared++;
            if (a.IsSpot)
                spotsShared++;
            if (a.Kind == FeatureKind.Concept && (a.InTitle || b.InTitle))
            {
                titleShared += weight * (a.InTitle && b.InTitle ? 2 : 1);
                titleAll += weight * (a.InTitle && b.InTitle ? 2 : 1);
            }
            if (a.Kind is FeatureKind.Entity or FeatureKind.Name or FeatureKind.Concept || (a.Kind == FeatureKind.Number && a.Prior < 50))
                kinds++;
            if (a.Kind != FeatureKind.Word || sameLanguage)
                labels.Add((a.Kind is FeatureKind.WeakConcept or FeatureKind.Word ? weight * 0.2 : weight * place, a.Kind is FeatureKind.Concept or FeatureKind.RoutineConcept or FeatureKind.WeakConcept ? $"‘{a.Label}’" : a.Label));
        }

        private readonly double[] cosine = new double[8];

        public Likeness ToLikeness(double days) => new()
        {
            SameLanguage = sameLanguage,
            Entities = shared[(int)FeatureKind.Entity],
            CommonEntities = shared[(int)FeatureKind.CommonEntity],
            Concepts = shared[(int)FeatureKind.Concept],
            WeakConcepts = shared[(int)FeatureKind.WeakConcept],
            Numbers = shared[(int)FeatureKind.Number],
            Names = shared[(int)FeatureKind.Name],
            Words = shared[(int)FeatureKind.Word],
            EntityCosine = Cosine(FeatureKind.Entity, FeatureKind.CommonEntity, FeatureKind.Name),
            ConceptCosine = Cosine(FeatureKind.Concept, FeatureKind.WeakConcept, FeatureKind.RoutineConcept),
            WordCosine = sameLanguage ? Cosine(FeatureKind.Word) : 0,
            TitleConcepts = titleAll > 0 ? titleShared / titleAll : 0.5,
            NumberConflict = numbersShared == 0 && numbersFirst > 0 && numbersSecond > 0 ? 1 : 0,
            NumbersDiffer = numbersFirst > 0 && numbersSecond > 0,
            SpotConflict = spotsShared == 0 && spotsFirst > 0 && spotsSecond > 0 ? 1 : 0,
            Days = days,
            IsRoutine = routine,
            RoutineConflict = routineAlone && !routine,
            Kinds = kinds,
            Shared = [.. labels.OrderByDescending(l => l.Weight).ThenBy(l => l.Label, StringComparer.Ordinal).Take(MaxShared).Select(l => l.Label)],
        };

        private double Cosine(params ReadOnlySpan<FeatureKind> kinds)
        {
            double both = 0, a = 0, b = 0;
            foreach (var kind in kinds)
            {
                both += cosine[(int)kind];
                a += first[(int)kind];
                b += second[(int)kind];
            }
            return a > 0 && b > 0 ? both / Math.Sqrt(a * b) : 0;
        }

        private void Count(Feature feature, bool first)
        {
            if (feature.Kind == FeatureKind.Number)
                _ = first ? numbersFirst++ : numbersSecond++;
            if (feature is { IsSpot: true })
                _ = first ? spotsFirst++ : spotsSecond++;
        }
    }
}

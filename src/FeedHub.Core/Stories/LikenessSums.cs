using System.Runtime.CompilerServices;

namespace FeedHub.Core.Stories;

/// <summary>Sums up what two texts share and where they differ.</summary>
/// <param name="caseless">The first is written without capitals, where any word may be a name.</param>
/// <param name="caselessOther">The second is.</param>
internal ref struct LikenessSums(bool sameLanguage, bool caseless, bool caselessOther)
{
    private const double BothTitles = 1.4;
    private const double OneTitle = 1.1;
    private const double NoTitle = 0.8;
    private const double TitleNorm = 1.2;

    /// <summary>So many states and capitals that both have are a company that tells something.</summary>
    private const int ManyCommons = 2;

    /// <summary>A figure of less than this many texts in a thousand tells something.</summary>
    private const float CommonNumber = 50;

    private ByKind shared, cosine, first, second;
    private double titleShared, titleAll, newsFirst, newsSecond;
    private int peopleShared, peopleFirst, peopleSecond, surelyShared, surelyFirst, surelySecond, knownFirst, knownSecond, titleSpotsFirst, titleSpotsSecond, numbersShared, numbersFirst, numbersSecond, spotsShared, spotsFirst, spotsSecond, kinds, particulars, commons, happenings;
    private bool routine, routineAlone;

    /// <summary>What stands in both titles tells most.</summary>
    public static double Place(in Feature a, in Feature b) => a.InTitle && b.InTitle ? BothTitles : a.InTitle || b.InTitle ? OneTitle : NoTitle;

    public static bool IsSame(in Feature a, in Feature b, bool sameLanguage) => sameLanguage ? a.Label == b.Label : Comparison.IsSameName(a.Label, b.Label);

    public void Alone(in Feature feature, double weight, bool first)
    {
        // What may be no name is missed by nobody.
        if (feature.Kind == FeatureKind.Name && !feature.IsPerson && (first ? caseless : caselessOther))
            return;
        if (first)
            this.first[(int)feature.Kind] += weight * weight * Norm(feature);
        else
            second[(int)feature.Kind] += weight * weight * Norm(feature);
        if (feature.Kind == FeatureKind.Number)
            _ = first ? numbersFirst++ : numbersSecond++;
        if (feature.IsSpot)
            _ = first ? spotsFirst++ : spotsSecond++;
        if (!feature.InTitle)
            return;
        if (feature.Kind == FeatureKind.Name || feature.IsPerson)
            _ = first ? peopleFirst++ : peopleSecond++;
        if (feature.IsPerson)
            _ = first ? surelyFirst++ : surelySecond++;
        if (feature is { IsPerson: true, Kind: FeatureKind.Entity })
            _ = first ? knownFirst++ : knownSecond++;
        if (feature.IsSpot)
            _ = first ? titleSpotsFirst++ : titleSpotsSecond++;
        routineAlone |= feature.Kind == FeatureKind.RoutineConcept;
        if (feature.Kind != FeatureKind.Concept)
            return;
        titleAll += weight;
        _ = first ? newsFirst += weight : newsSecond += weight;
    }

    public void Both(in Feature a, in Feature b, double weight)
    {
        // Names are looked up by their first consonants only.
        if (a.Kind == FeatureKind.Name && !IsSame(a, b, sameLanguage))
        {
            Alone(a, weight, first: true);
            Alone(b, weight, first: false);
            return;
        }
        // Where nothing has a capital, any word may be a name, and is compared as a word already.
        if (a.Kind == FeatureKind.Name && sameLanguage && caseless)
            return;
        if (a.Kind == FeatureKind.Name || a.IsPerson)
            peopleShared++;
        if (a.IsPerson || b.IsPerson)
            surelyShared++;
        var kind = (int)a.Kind;
        first[kind] += weight * weight * Norm(a);
        second[kind] += weight * weight * Norm(b);
        cosine[kind] += weight * weight * Math.Sqrt(Norm(a) * Norm(b));
        shared[kind] += weight * Place(a, b);
        routine |= a.Kind == FeatureKind.RoutineConcept;
        if (a.Kind == FeatureKind.Number)
            numbersShared++;
        if (a.IsSpot)
            spotsShared++;
        if (a.Kind == FeatureKind.Concept && (a.InTitle || b.InTitle))
        {
            var titles = weight * (a.InTitle && b.InTitle ? 2 : 1);
            titleShared += titles;
            titleAll += titles;
        }
        if (a.Kind is FeatureKind.Entity or FeatureKind.Name || (a.Kind == FeatureKind.Number && a.Prior < CommonNumber))
            particulars++;
        if (a.Kind == FeatureKind.Concept)
            happenings++;
        if (a.Kind == FeatureKind.CommonEntity)
            commons++;
        if (a.Kind is FeatureKind.Entity or FeatureKind.Name or FeatureKind.Concept || (a.Kind == FeatureKind.Number && a.Prior < CommonNumber)
            || (a.Kind == FeatureKind.WeakConcept && a.InTitle && b.InTitle))
            kinds++;
    }

    public readonly Likeness ToLikeness(double days) => new()
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
        Diverging = Math.Min(newsFirst, newsSecond),
        NumberConflict = numbersShared == 0 && numbersFirst > 0 && numbersSecond > 0 ? 1 : 0,
        NumbersDiffer = numbersFirst > 0 && numbersSecond > 0,
        SpotConflict = spotsShared == 0 && spotsFirst > 0 && spotsSecond > 0 ? 1 : 0,
        Elsewhere = titleSpotsFirst > 0 && titleSpotsSecond > 0,
        PeopleConflict = peopleShared == 0 && peopleFirst > 0 && peopleSecond > 0,
        StrangersInTitles = (surelyShared == 0 && surelyFirst > 0 && surelySecond > 0) || (knownFirst > 0 && knownSecond > 0),
        Days = days,
        IsRoutine = routine,
        RoutineConflict = routineAlone && !routine && !(particulars >= 2 && happenings > 0),
        Particulars = particulars,
        Kinds = kinds + (commons >= ManyCommons ? 1 : 0),
    };

    private static double Norm(in Feature feature) => feature.InTitle ? TitleNorm : 1;

    private readonly double Cosine(params ReadOnlySpan<FeatureKind> kinds)
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

    /// <summary>A sum for each <see cref="FeatureKind"/>.</summary>
    [InlineArray(8)]
    private struct ByKind
    {
        private double element;
    }
}

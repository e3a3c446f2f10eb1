using System.Runtime.CompilerServices;
using FeedHub.Core.Stories.Features;

namespace FeedHub.Core.Stories.Grouping;

/// <summary>
/// Compares two texts feature by feature: each feature that one of them has alone goes to <see cref="Alone"/>, each that both have to
/// <see cref="Both"/>, and <see cref="ToSimilarity"/> says what that comes to. Four things are kept: weights for each kind of feature, of
/// which cosines are made; counts of who and what was named, of which conflicts are made; what the titles say happened; and how much
/// evidence there is.
/// </summary>
/// <param name="caseless">The first text is written without capitals, where any word may be a name.</param>
/// <param name="caselessOther">The second is.</param>
internal ref struct SimilaritySums(bool sameLanguage, bool caseless, bool caselessOther)
{
    private const double BothTitles = 1.4;
    private const double OneTitle = 1.1;
    private const double NoTitle = 0.8;
    private const double TitleNorm = 1.2;

    /// <summary>As many states and capitals in both texts, as a company, are as much evidence as one other thing.</summary>
    private const int ManyCommons = 2;

    /// <summary>A figure that fewer than this many texts in a thousand have is evidence.</summary>
    private const float CommonNumber = 50;

    private WeightsByKind weights;
    /// <summary>Anybody named in a title, also by a word that is only perhaps a name.</summary>
    private Counts people;
    /// <summary>People for certain.</summary>
    private Counts certainPeople;
    /// <summary>People whom the gazetteer knows.</summary>
    private Counts knownPeople;
    private Counts places;
    private Counts titlePlaces;
    private Counts numbers;
    private TitleNews news;
    private Evidence evidence;
    /// <summary>Both texts are of something that happens everywhere every day, or one of them is.</summary>
    private bool routineBoth, routineAlone;

    /// <summary>What stands in both titles weighs most.</summary>
    public static double Place(in Feature a, in Feature b) =>
        a.InTitle && b.InTitle ? BothTitles : a.InTitle || b.InTitle ? OneTitle : NoTitle;

    public static bool IsSame(in Feature a, in Feature b, bool sameLanguage) =>
        sameLanguage ? a.Label == b.Label : Comparison.IsSameName(a.Label, b.Label);

    /// <summary>Takes in a feature that only one of the texts has.</summary>
    /// <param name="first">It is the first text that has it.</param>
    public void Alone(in Feature feature, double weight, bool first)
    {
        // A word that is perhaps no name may well be absent from the other text.
        if (feature.Kind == FeatureKind.Name && !feature.IsPerson && (first ? caseless : caselessOther))
            return;
        weights[(int)feature.Kind].Alone(weight * weight * Norm(feature), first);
        if (feature.Kind == FeatureKind.Number)
            numbers.Alone(first);
        if (feature.IsSpot)
            places.Alone(first);
        if (!feature.InTitle)
            return;
        if (feature.Kind == FeatureKind.Name || feature.IsPerson)
            people.Alone(first);
        if (feature.IsPerson)
            certainPeople.Alone(first);
        if (feature is { IsPerson: true, Kind: FeatureKind.Entity })
            knownPeople.Alone(first);
        if (feature.IsSpot)
            titlePlaces.Alone(first);
        if (feature.Kind == FeatureKind.RoutineConcept)
            routineAlone = true;
        if (feature.Kind == FeatureKind.Concept)
            news.Alone(weight, first);
    }

    /// <summary>Takes in a feature that both texts have.</summary>
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
        weights[(int)a.Kind].Both(weight, Place(a, b), Norm(a), Norm(b));
        if (a.Kind == FeatureKind.Name || a.IsPerson)
            people.Both();
        if (a.IsPerson || b.IsPerson)
            certainPeople.Both();
        if (a.Kind == FeatureKind.Number)
            numbers.Both();
        if (a.IsSpot)
            places.Both();
        if (a.Kind == FeatureKind.RoutineConcept)
            routineBoth = true;
        if (a.Kind == FeatureKind.Concept && (a.InTitle || b.InTitle))
            news.Both(weight * (a.InTitle && b.InTitle ? 2 : 1));
        evidence.Add(a, b);
    }

    public readonly Similarity ToSimilarity(double days) => new()
    {
        SameLanguage = sameLanguage,
        Entities = weights[(int)FeatureKind.Entity].Shared,
        CommonEntities = weights[(int)FeatureKind.CommonEntity].Shared,
        Concepts = weights[(int)FeatureKind.Concept].Shared,
        WeakConcepts = weights[(int)FeatureKind.WeakConcept].Shared,
        Numbers = weights[(int)FeatureKind.Number].Shared,
        Names = weights[(int)FeatureKind.Name].Shared,
        Words = weights[(int)FeatureKind.Word].Shared,
        EntityCosine = Cosine(FeatureKind.Entity, FeatureKind.CommonEntity, FeatureKind.Name),
        ConceptCosine = Cosine(FeatureKind.Concept, FeatureKind.WeakConcept, FeatureKind.RoutineConcept),
        WordCosine = sameLanguage ? Cosine(FeatureKind.Word) : 0,
        TitleConcepts = news.SharedPart,
        Diverging = news.Diverging,
        NumberConflict = numbers.Conflict ? 1 : 0,
        NumbersDiffer = numbers.Differ,
        SpotConflict = places.Conflict ? 1 : 0,
        Elsewhere = titlePlaces.Differ,
        PeopleConflict = people.Conflict,
        StrangersInTitles = certainPeople.Conflict || knownPeople.Differ,
        Days = days,
        IsRoutine = routineBoth,
        RoutineConflict = routineAlone && !routineBoth && !evidence.IsOneEvent,
        Particulars = evidence.Particulars,
        Kinds = evidence.Kinds,
    };

    private static double Norm(in Feature feature) => feature.InTitle ? TitleNorm : 1;

    private readonly double Cosine(params ReadOnlySpan<FeatureKind> kinds)
    {
        double product = 0, first = 0, second = 0;
        foreach (var kind in kinds)
        {
            product += weights[(int)kind].Product;
            first += weights[(int)kind].First;
            second += weights[(int)kind].Second;
        }
        return first > 0 && second > 0 ? product / Math.Sqrt(first * second) : 0;
    }

    [InlineArray(8)]
    private struct WeightsByKind
    {
        private Weights element;
    }

    /// <summary>Weights of the features of one kind: what both texts have, and the squares of which the cosine is made.</summary>
    private struct Weights
    {
        public double Shared { get; private set; }
        public double Product { get; private set; }
        public double First { get; private set; }
        public double Second { get; private set; }

        public void Alone(double square, bool first)
        {
            if (first)
                First += square;
            else
                Second += square;
        }

        public void Both(double weight, double place, double normFirst, double normSecond)
        {
            First += weight * weight * normFirst;
            Second += weight * weight * normSecond;
            Product += weight * weight * Math.Sqrt(normFirst * normSecond);
            Shared += weight * place;
        }
    }

    /// <summary>How many of something both texts have, and each alone.</summary>
    private struct Counts
    {
        private int shared, first, second;

        /// <summary>Each text has something that the other lacks.</summary>
        public readonly bool Differ => first > 0 && second > 0;

        /// <summary>The same, and they have nothing in common.</summary>
        public readonly bool Conflict => shared == 0 && Differ;

        public void Both() => shared++;

        public void Alone(bool isFirst) => _ = isFirst ? first++ : second++;
    }

    /// <summary>What the titles say happened, by weight.</summary>
    private struct TitleNews
    {
        private double shared, all, first, second;

        /// <summary>The part of it that both say; a half where no title says what happened.</summary>
        public readonly double SharedPart => all > 0 ? shared / all : 0.5;

        /// <summary>What each says and the other does not: that of the title that says less of it.</summary>
        public readonly double Diverging => Math.Min(first, second);

        public void Both(double weight)
        {
            shared += weight;
            all += weight;
        }

        public void Alone(double weight, bool isFirst)
        {
            all += weight;
            _ = isFirst ? first += weight : second += weight;
        }
    }

    /// <summary>How many different things both texts have that not every text has.</summary>
    private struct Evidence
    {
        private int kinds, commons, happenings;

        /// <summary>Names and rare figures.</summary>
        public int Particulars { get; private set; }

        public readonly int Kinds => kinds + (commons >= ManyCommons ? 1 : 0);

        /// <summary>Enough to be one event though one text calls it something that happens every day.</summary>
        public readonly bool IsOneEvent => Particulars >= 2 && happenings > 0;

        public void Add(in Feature a, in Feature b)
        {
            var isParticular = a.Kind is FeatureKind.Entity or FeatureKind.Name || (a.Kind == FeatureKind.Number && a.Prior < CommonNumber);
            if (isParticular)
                Particulars++;
            if (a.Kind == FeatureKind.Concept)
                happenings++;
            if (a.Kind == FeatureKind.CommonEntity)
                commons++;
            if (isParticular || a.Kind == FeatureKind.Concept || (a.Kind == FeatureKind.WeakConcept && a.InTitle && b.InTitle))
                kinds++;
        }
    }
}

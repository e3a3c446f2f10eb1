using System.Runtime.CompilerServices;
using FeedHub.Core.Stories.Features;

namespace FeedHub.Core.Stories.Comparing;

/// <summary>
/// Compares two texts feature by feature: each feature that only one of them has goes to <see cref="Alone"/>, each that both have to <see
/// cref="Both"/>, and <see cref="ToSimilarity"/> gives the result. It keeps five things: weights for each kind of feature, for the cosines;
/// counts of people, places and figures, for the conflicts; the titles; the concepts in them; and the amount of evidence.
/// </summary>
/// <param name="caseless">Whether the first text is in a script without capitals, in which any word may be a name.</param>
/// <param name="caselessOther">Whether the second text is.</param>
internal ref struct SimilaritySums(bool sameLanguage, bool caseless, bool caselessOther)
{
    private const double BothTitles = 1.4;
    private const double OneTitle = 1.1;
    private const double NoTitle = 0.8;
    private const double TitleNorm = 1.2;

    /// <summary>This many shared states and capitals are, together, as much evidence as one other thing.</summary>
    private const int ManyCommons = 2;

    /// <summary>A figure in fewer than this many texts in a thousand is evidence.</summary>
    private const float CommonNumber = 50;

    private WeightsByKind weights;
    /// <summary>People named in a title, including words that may not be names.</summary>
    private Counts people;
    /// <summary>Certain people in a title.</summary>
    private Counts certainPeople;
    /// <summary>People in a title who are in the gazetteer.</summary>
    private Counts knownPeople;
    private Counts places;
    private Counts titlePlaces;
    private Counts numbers;
    private TitleSums titles;
    private TitleNews news;
    private Evidence evidence;
    /// <summary>Whether both texts share a routine concept, and whether one has one alone in its title.</summary>
    private bool routineBoth, routineAlone;

    /// <summary>Features in both titles weigh most.</summary>
    public static double Place(in Feature a, in Feature b) =>
        a.InTitle && b.InTitle ? BothTitles : a.InTitle || b.InTitle ? OneTitle : NoTitle;

    public static bool IsSame(in Feature a, in Feature b, bool sameLanguage) =>
        sameLanguage ? a.Label == b.Label : Comparison.IsSameName(a.Label, b.Label);

    /// <summary>Adds a feature that only one of the texts has.</summary>
    /// <param name="first">Whether it is the first text that has it.</param>
    public void Alone(in Feature feature, double weight, bool first)
    {
        // A word that may not be a name can well be missing from the other text.
        if (feature.Kind == FeatureKind.Name && !feature.IsPerson && (first ? caseless : caselessOther))
            return;
        if (feature.InTitle)
            titles.Alone(feature, weight, first);
        if (feature.Kind == FeatureKind.Period)
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
        if (feature is { IsPerson: true, Kind: FeatureKind.Entity or FeatureKind.CommonEntity })
            knownPeople.Alone(first);
        if (feature.IsSpot)
            titlePlaces.Alone(first);
        if (feature.Kind == FeatureKind.RoutineConcept)
            routineAlone = true;
        if (feature.Kind == FeatureKind.Concept)
            news.Alone(weight, first);
    }

    /// <summary>Adds a feature that both texts have.</summary>
    public void Both(in Feature a, in Feature b, double weight)
    {
        // The key of a name has only its first consonants.
        if (a.Kind == FeatureKind.Name && !IsSame(a, b, sameLanguage))
        {
            Alone(a, weight, first: true);
            Alone(b, weight, first: false);
            return;
        }
        // Without capitals, any word may be a name, and it has already been compared as a word.
        if (a.Kind == FeatureKind.Name && sameLanguage && caseless)
            return;
        titles.Both(a, b, weight);
        if (a.Kind == FeatureKind.Period)
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
        TitleCosine = titles.Cosine,
        TitleLeft = titles.Left,
        TitleLeftMost = titles.LeftMost,
        FiguresInTitlesDiffer = titles.FiguresDiffer,
        StatesDiffer = titles.StatesDiffer,
        NamesDiffer = titles.NamesDiffer,
        NoNameInBothTitles = titles.NoNameInBoth,
        PercentagesConflict = titles.PercentagesConflict,
        PeriodsDiffer = titles.PeriodsDiffer,
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
        Happenings = evidence.Happenings,
        Specifics = evidence.Specifics,
    };

    private static double Norm(in Feature feature) => feature.Kind == FeatureKind.Word
        ? feature.Emphasis * feature.Emphasis
        : feature.InTitle ? TitleNorm : 1;

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

    [InlineArray(9)]
    private struct WeightsByKind
    {
        private Weights element;
    }

    /// <summary>Weights of the features of one kind: what both texts have, and the squares for the cosine.</summary>
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

    /// <summary>The concepts in the titles, by weight.</summary>
    private struct TitleNews
    {
        private double shared, all, first, second;

        /// <summary>The share that both texts have; 0.5 if no title has a concept.</summary>
        public readonly double SharedPart => all > 0 ? shared / all : 0.5;

        /// <summary>What each title has and the other text does not; the smaller of the two.</summary>
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

    /// <summary>How many different significant things both texts have.</summary>
    private struct Evidence
    {
        private int kinds, commons, concepts;

        /// <summary>Names and rare figures.</summary>
        public int Particulars { get; private set; }

        /// <summary>Concepts, weak ones only if both titles have them.</summary>
        public int Happenings { get; private set; }

        /// <summary>Towns, places and people, but not heads of state and capitals.</summary>
        public int Specifics { get; private set; }

        public readonly int Kinds => kinds + (commons >= ManyCommons ? 1 : 0);

        /// <summary>Enough to be one event although one text describes it as routine.</summary>
        public readonly bool IsOneEvent => Particulars >= 2 && concepts > 0;

        public void Add(in Feature a, in Feature b)
        {
            var isParticular = a.Kind is FeatureKind.Entity or FeatureKind.Name || (a.Kind == FeatureKind.Number && a.Prior < CommonNumber);
            if (isParticular)
                Particulars++;
            if (isParticular && (a.IsSpot || a.IsPerson || b.IsPerson))
                Specifics++;
            if (a.Kind == FeatureKind.Concept)
                concepts++;
            if (a.Kind == FeatureKind.CommonEntity)
                commons++;
            var isHappening = a.Kind == FeatureKind.Concept || (a.Kind == FeatureKind.WeakConcept && a.InTitle && b.InTitle);
            if (isHappening)
                Happenings++;
            if (isParticular || isHappening)
                kinds++;
        }
    }
}

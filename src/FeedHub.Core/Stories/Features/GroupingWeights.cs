using System.Collections.Immutable;

namespace FeedHub.Core.Stories.Features;

/// <summary>
/// Every weight and threshold of grouping: the only place to change them. The coefficients are from a logistic regression over pairs of
/// texts (docs/grouping.md describes it); the score of a pair is the probability that both report the same story.
/// </summary>
public sealed record GroupingWeights
{
    public static readonly GroupingWeights Default = new();

    /// <summary>
    /// For two texts in one language of which one is hardly more than a headline, in the order of <see cref="WordOdds"/>.
    /// </summary>
    public ImmutableArray<double> Headlines { get; init; } =
        [3.93, 1.92, -0.72, -6.00, 0.07, 0.37, 1.37, 0.33, -3.96, -1.77, -1.74, 0, -4.98, -0.47, -1.73, -4.25];

    /// <summary>For two longer texts in one language.</summary>
    public ImmutableArray<double> LongTexts { get; init; } =
        [-3.07, 10.92, 0, 0, 0, 0, 0, 0, 0, 0, -3.72, 0, -2.38, 0, 0, -4];

    /// <summary>For two texts in different languages, in the order of <see cref="NameOdds"/>.</summary>
    public ImmutableArray<double> AcrossLanguages { get; init; } =
        [-2.38, 0.29, 0.24, 0.44, 0.40, 0.81, 0.18, 0.93, 0.39, 0.37, 0, -0.78, -2.49, -0.18, 0, -0.55];

    /// <summary>
    /// For whether two texts in one language belong to one affair, as the search does to the landslide, in the order of <see
    /// cref="AffairLogOdds"/>.
    /// </summary>
    public ImmutableArray<double> AffairInOneLanguage { get; init; } =
        [
            -1.53, 0.07, 0.30, 0.03, 0, 0, 0, 0.08, 0, 0.35, 0.30, 0.20, 0.06, -0.30, -0.54, -0.47, -0.57, -0.62, -0.29, -0.71, -0.45, 0, 0,
            2.5,
        ];

    /// <summary>The same for two texts in different languages.</summary>
    public ImmutableArray<double> AffairAcrossLanguages { get; init; } =
        [-2.55, 0.20, 0.33, 0.15, 0.75, 0.36, 0.49, 0.61, 1.35, 0.62, 0, 0, 0, -0.05, -2.07, -0.54, 0, 0, 0, 0, 0, -0.36, -0.37, 2.5];

    /// <summary>An entry joins a story from this score on.</summary>
    public double JoinAt { get; init; } = 0.7;

    /// <summary>Two stories are merged from this score on.</summary>
    public double MergeAt { get; init; } = 0.8;

    /// <summary>Stories are linked as one affair from this probability on that two of their reports belong to one.</summary>
    public double RelatedAt { get; init; } = 0.6;

    /// <summary>
    /// Weight of the most similar report in the log-odds of a story; the rest is the mean of all reports. This prevents chains.
    /// </summary>
    public double NearestShare { get; init; } = 0.8;

    /// <summary>The same where the two most similar are long and in one language: their words hold no chance likeness.</summary>
    public double NearestShareOfLongTexts { get; init; } = 1;

    /// <summary>Weight of the most similar pair of reports in the log-odds of two stories that may be merged.</summary>
    public double NearestShareOfStories { get; init; } = 0.1;

    /// <summary>Texts further apart are not compared; within it, the same text is a copy.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromHours(72);

    /// <summary>Weight of what each title must report that the other text does not for the two to be different news: one event.</summary>
    public double LeastNews { get; init; } = 3;

    /// <summary>A text that comes later than this is a new story, whatever it is about.</summary>
    public TimeSpan Developments { get; init; } = TimeSpan.FromHours(36);

    /// <summary>The next step of an event belongs to its story within this time, and is a new story after it.</summary>
    public TimeSpan StepsWindow { get; init; } = TimeSpan.FromHours(12);

    /// <summary>Minimum weight of the names, figures, concepts and words that two texts share.</summary>
    public double LeastEvidence { get; init; } = 5;

    /// <summary>Minimum number of different things that must be shared: a town alone is not an event.</summary>
    public int LeastKinds { get; init; } = 2;

    /// <summary>
    /// Minimum number of concepts that texts in two languages must share if they share no name and no figure but common ones.
    /// </summary>
    public int LeastHappenings { get; init; } = 2;

    /// <summary>Routine events are joined only within this time, and only if the figures agree.</summary>
    public TimeSpan RoutineWindow { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Minimum number of names and figures that texts about different regions must share to report one event.</summary>
    public int LeastParticulars { get; init; } = 2;

    /// <summary>After this time, another town in the title or another occurrence means another event, whoever takes part.</summary>
    public TimeSpan NextDay { get; init; } = TimeSpan.FromHours(24);

    /// <summary>A short text that is repeated after a longer time is a template filled in again (weather, rates), not a copy.</summary>
    public TimeSpan ShortCopyWindow { get; init; } = TimeSpan.FromHours(10);

    /// <summary>Number of words from which a text can be a copy at any time within the window.</summary>
    public int LongText { get; init; } = 60;

    /// <summary>Share of the shorter text's shingles that a copy must have.</summary>
    public double CopyShare { get; init; } = 0.72;

    /// <summary>Cosine from which two titles that name other states or towns are about other events.</summary>
    public double PartlyLikeTitles { get; init; } = 0.3;

    /// <summary>
    /// What a pair within a language that is ruled out counts at most, in log-odds, when a text is compared with a whole story.
    /// </summary>
    public double RuledOut { get; init; } = -4;

    /// <summary>Cosine from which titles agree in their words.</summary>
    public double LikeTitles { get; init; } = 0.45;

    /// <summary>Weight that shared words need for it, about three rare ones: "Press review" and "Weather" head many texts.</summary>
    public double LeastWords { get; init; } = 24;

    /// <summary>Cosine from which texts do.</summary>
    public double LikeTexts { get; init; } = 0.35;

    /// <summary>Cosine from which texts agree in enough words to belong to one affair, if they share nothing particular.</summary>
    public double PartlyLikeTexts { get; init; } = 0.2;

    /// <summary>Cosine from which titles are one form.</summary>
    public double SameForm { get; init; } = 0.6;

    /// <summary>Share of a title that may be new for the headline to tell what an earlier one of the same outlet told.</summary>
    public double LeastOfOneSource { get; init; } = 0.25;

    /// <summary>Like titles of one outlet that are further apart are a series: the review, the price or the weather of each day.</summary>
    public TimeSpan SeriesInterval { get; init; } = TimeSpan.FromHours(14);

    /// <summary>Maximum number of similar texts whose stories are candidates for a new one.</summary>
    public int Candidates { get; init; } = 28;

    /// <summary>The log-odds that two texts report the same story.</summary>
    public double LogOdds(Similarity similarity) => similarity.SameLanguage
        ? WordOdds(similarity.AreLong ? LongTexts : Headlines, similarity)
        : NameOdds(similarity);

    /// <summary>From what two texts in different languages can share; the first term is the constant.</summary>
    private double NameOdds(Similarity similarity) => Sum(
        AcrossLanguages,
        [
            1,
            Math.Min(similarity.Entities, 16),
            Math.Min(similarity.CommonEntities, 8),
            Math.Min(similarity.Concepts, 16),
            Math.Min(similarity.WeakConcepts, 6),
            Math.Min(similarity.Numbers, 8),
            Math.Min(similarity.Names, 10),
            similarity.EntityCosine,
            similarity.ConceptCosine,
            similarity.TitleConcepts,
            similarity.NumberConflict,
            similarity.SpotConflict,
            Math.Min(similarity.Days, 3),
            Math.Min(similarity.Diverging, 8),
            similarity.AnotherStep ? 1 : 0,
            similarity.Elsewhere ? 1 : 0,
        ]);

    /// <summary>From what two texts in one language can share, words above all; the first term is the constant.</summary>
    private static double WordOdds(ImmutableArray<double> coefficients, Similarity similarity) => Sum(
        coefficients,
        [
            1,
            similarity.WordCosine,
            similarity.TitleLeft,
            similarity.TitleLeftMost,
            Math.Min(similarity.Entities, 16),
            Math.Min(similarity.Numbers, 8),
            similarity.EntityCosine,
            similarity.ConceptCosine,
            Math.Min(similarity.Days, 1.5),
            similarity.SpotConflict,
            similarity.Elsewhere ? 1 : 0,
            similarity.FiguresInTitlesDiffer ? 1 : 0,
            similarity.StatesDiffer ? 1 : 0,
            similarity.NamesDiffer ? 1 : 0,
            similarity.RegionConflict ? 1 : 0,
            similarity.IsSameSource ? 1 : 0,
        ]);

    /// <summary>The log-odds that two texts belong to one affair; the first term is the constant.</summary>
    public double AffairLogOdds(Similarity similarity) =>
        // Countries and heads of state that are often in the news make no affair.
        similarity is { Particulars: 0, Happenings: 0 } && similarity.WordCosine < PartlyLikeTexts ? double.NegativeInfinity : Sum(
        similarity.SameLanguage ? AffairInOneLanguage : AffairAcrossLanguages,
        [
            1,
            Math.Min(similarity.Entities, 16),
            Math.Min(similarity.CommonEntities, 8),
            Math.Min(similarity.Concepts, 16),
            Math.Min(similarity.WeakConcepts, 6),
            Math.Min(similarity.Numbers, 8),
            Math.Min(similarity.Names, 10),
            similarity.EntityCosine,
            similarity.ConceptCosine,
            similarity.TitleConcepts,
            similarity.WordCosine,
            similarity.TitleCosine,
            Math.Min(similarity.Words, 40),
            Math.Min(similarity.Days, 3),
            similarity.RegionConflict ? 1 : 0,
            similarity.SpotConflict,
            similarity.Elsewhere ? 1 : 0,
            similarity.StatesDiffer ? 1 : 0,
            similarity.NamesDiffer ? 1 : 0,
            similarity.TitleLeft,
            similarity.PeriodsDiffer ? 1 : 0,
            similarity.RoutineConflict ? 1 : 0,
            similarity.StrangersInTitles ? 1 : 0,
            // A landslide in Shovi: what happened to whom, or where.
            similarity is { Specifics: > 0, Happenings: > 0, RegionConflict: false } ? 1 : 0,
        ]);

    private static double Sum(ImmutableArray<double> coefficients, ReadOnlySpan<double> terms)
    {
        var sum = 0.0;
        for (var i = 0; i < terms.Length; i++)
            sum += coefficients[i] * terms[i];
        return sum;
    }

    public static double Probability(double logOdds) => 1 / (1 + Math.Exp(-logOdds));

    /// <summary>
    /// Whether a pair is ruled out whatever its score: by time, by different people, by another step of the event, because it has too
    /// little in common, or because it is the same routine event on another day.
    /// </summary>
    public bool Forbids(Similarity similarity)
    {
        if (similarity.Days > Developments.TotalDays
            || similarity.StrangersInTitles
            || (similarity.AnotherStep && similarity.Days > StepsWindow.TotalDays)
            || IsFormFilledInAgain(similarity))
        {
            return true;
        }
        if (similarity.SameLanguage && AgreeInWords(similarity))
            return similarity.IsRoutine && IsAnotherDay(similarity);

        var evidence = similarity.Entities + (similarity.CommonEntities / 2) + similarity.Concepts + similarity.Numbers + similarity.Names
            + similarity.Words;
        if (similarity.RoutineConflict || similarity.Kinds < LeastKinds)
            return true;
        if (!similarity.SameLanguage && SaysTooLittle(similarity))
            return true;
        // If only the kind of event is the same, it is a different event in another country, or in another town on another day.
        if (similarity.RegionConflict && similarity.Particulars < LeastParticulars)
            return true;
        if ((similarity.Elsewhere || similarity.Diverging > LeastNews) && similarity.Days > NextDay.TotalDays)
            return true;
        // Two people in court, two champions: the same kind of event happens to different people.
        if (similarity.PeopleConflict && similarity.Particulars == 0)
            return true;
        return similarity.IsRoutine ? IsAnotherDay(similarity) : evidence < LeastEvidence;
    }

    /// <summary>Whether what two texts in different languages share may well be chance.</summary>
    private bool SaysTooLittle(Similarity similarity) =>
        // A state, its head and one concept are what a country is in the news for on many days.
        (similarity.Particulars == 0 && similarity.Happenings < LeastHappenings)
        // Long texts of any two events share figures, concepts and words that look like one name.
        || (similarity.AreLong && similarity.Entities + similarity.CommonEntities == 0);

    /// <summary>Whether the words alone are evidence enough.</summary>
    private bool AgreeInWords(Similarity similarity) =>
        (similarity.TitleCosine >= LikeTitles && similarity.Words >= LeastWords)
        || (similarity.AreLong && similarity.WordCosine >= LikeTexts);

    /// <summary>
    /// Whether one title is the other with another state, town or person in it, or the same outlet says almost the same of something else
    /// or on another day.
    /// </summary>
    private bool IsFormFilledInAgain(Similarity similarity)
    {
        if (!similarity.SameLanguage)
            return false;
        if (similarity.IsSameSource && !similarity.AreLong && similarity.TitleLeftMost > LeastOfOneSource)
            return true;
        if (similarity.TitleCosine >= PartlyLikeTitles && (similarity.StatesDiffer || similarity.Elsewhere))
            return true;
        if (similarity.TitleCosine < LikeTitles)
            return false;
        return similarity.PeriodsDiffer
            || similarity.PercentagesConflict
            || similarity.NoNameInBothTitles
            || (similarity.NamesDiffer && similarity.TitleCosine >= SameForm)
            || (similarity.IsSameSource && similarity.FiguresInTitlesDiffer)
            || ((similarity.IsSameSource || similarity.FiguresInTitlesDiffer) && similarity.Days > SeriesInterval.TotalDays);
    }

    /// <summary>Whether it is the same routine event at another time or with other figures.</summary>
    private bool IsAnotherDay(Similarity similarity) =>
        similarity.Days > RoutineWindow.TotalDays
        || similarity.NumberConflict > 0
        || similarity.SpotConflict > 0
        || similarity.NumbersDiffer;
}

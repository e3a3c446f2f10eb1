namespace FeedHub.Core.Stories.Features;

/// <summary>
/// Every weight and threshold of grouping: the one place to change them. The coefficients are those of a logistic regression over pairs
/// of texts (docs/grouping.md says how they came about); a pair's score is the probability that both tell the same story.
/// </summary>
public sealed record GroupingWeights
{
    public static readonly GroupingWeights Default = new();

    /// <summary>For two texts in one language, in the order of <see cref="Terms"/>.</summary>
    public IReadOnlyList<double> SameLanguage { get; init; } =
        [-3.51, 0.20, 0.25, 0.22, 0.16, 0.63, 0, 2.00, 1.38, 0, 1.14, -0.25, -0.82, -0.42, -0.02, -0.99, -0.20];

    /// <summary>For two texts in different languages.</summary>
    public IReadOnlyList<double> AcrossLanguages { get; init; } =
        [-2.17, 0.16, 0.15, 0.24, 0.33, 0.52, 0.04, 2.70, 1.43, 0, 0.87, -0.01, -1.00, -1.87, -0.07, -0.70, -1.05];

    /// <summary>Stories join what reaches this.</summary>
    public double JoinAt { get; init; } = 0.7;

    /// <summary>Two stories become one at this.</summary>
    public double MergeAt { get; init; } = 0.8;

    /// <summary>Stories are offered as related from here to <see cref="JoinAt"/>.</summary>
    public double RelatedAt { get; init; } = 0.3;

    /// <summary>A story's score is this share of its most alike report's, and the rest is the mean of all: against chains.</summary>
    public double NearestShare { get; init; } = 0.5;

    /// <summary>The same for two stories that may be one.</summary>
    public double NearestShareOfStories { get; init; } = 0.1;

    /// <summary>Nothing is compared over a longer time, and what is the same text is a copy within it.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromHours(72);

    /// <summary>What a title must tell that the other text does not, by weight, for it to be other news: one happening.</summary>
    public double LeastNews { get; init; } = 3;

    /// <summary>What comes after a longer time is news of its own, whatever it is about.</summary>
    public TimeSpan Developments { get; init; } = TimeSpan.FromHours(36);

    /// <summary>What ends something within this time is a development of it, and after it news of its own.</summary>
    public TimeSpan StepsWindow { get; init; } = TimeSpan.FromHours(12);

    /// <summary>What is shared must weigh as much in names, figures and concepts that not every text has.</summary>
    public double LeastEvidence { get; init; } = 5;

    /// <summary>As many different things must be shared: a town alone is no event.</summary>
    public int LeastKinds { get; init; } = 2;

    /// <summary>What happens in every town every day is joined only within this time, and only where the figures agree.</summary>
    public TimeSpan RoutineWindow { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Names and figures that texts of different regions share at least when they tell of one event.</summary>
    public int LeastParticulars { get; init; } = 2;

    /// <summary>After this, another town in the title or another happening is another event, whoever takes part.</summary>
    public TimeSpan NextDay { get; init; } = TimeSpan.FromHours(24);

    /// <summary>A short text that is equal after a longer time is a form filled in again (weather, rates) and no copy.</summary>
    public TimeSpan ShortCopyWindow { get; init; } = TimeSpan.FromHours(10);

    /// <summary>Words from which a text is long enough to be a copy at any distance within the window.</summary>
    public int LongText { get; init; } = 60;

    /// <summary>Share of the shorter text's three-word runs that a copy has.</summary>
    public double CopyShare { get; init; } = 0.72;

    /// <summary>Texts that the candidates of one are chosen from, at most.</summary>
    public int Candidates { get; init; } = 28;

    /// <summary>The quantities that the coefficients weigh, the first being the constant.</summary>
    public static double[] Terms(Similarity similarity) =>
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
        similarity.WordCosine,
        similarity.TitleConcepts,
        similarity.NumberConflict,
        similarity.SpotConflict,
        Math.Min(similarity.Days, 3),
        Math.Min(similarity.Diverging, 8),
        similarity.AnotherStep ? 1 : 0,
        similarity.Elsewhere ? 1 : 0,
    ];

    /// <summary>The log-odds that two texts tell the same story.</summary>
    public double LogOdds(Similarity similarity)
    {
        var coefficients = similarity.SameLanguage ? SameLanguage : AcrossLanguages;
        var terms = Terms(similarity);
        var sum = 0.0;
        for (var i = 0; i < terms.Length; i++)
            sum += coefficients[i] * terms[i];
        return sum;
    }

    public static double Probability(double logOdds) => 1 / (1 + Math.Exp(-logOdds));

    /// <summary>
    /// What forbids a pair whatever its score: another time, other people, another step, nothing in common but states and their heads,
    /// another day of what happens daily.
    /// </summary>
    public bool Forbids(Similarity similarity)
    {
        if (similarity.Days > Developments.TotalDays
            || similarity.StrangersInTitles
            || (similarity.AnotherStep && similarity.Days > StepsWindow.TotalDays))
        {
            return true;
        }

        var evidence = similarity.Entities + (similarity.CommonEntities / 2) + similarity.Concepts + similarity.Numbers + similarity.Names
            + similarity.Words;
        if (similarity.RoutineConflict || similarity.Kinds < LeastKinds)
            return true;
        // Alike in what happened only: in another country, or in another town on another day, it is another event.
        if (similarity.RegionConflict && similarity.Particulars < LeastParticulars)
            return true;
        if ((similarity.Elsewhere || similarity.Diverging > LeastNews) && similarity.Days > NextDay.TotalDays)
            return true;
        // Two people in court, two champions: the same happens to others.
        if (similarity.PeopleConflict && similarity.Particulars == 0)
            return true;
        return similarity.IsRoutine
            ? similarity.Days > RoutineWindow.TotalDays
                || similarity.NumberConflict > 0
                || similarity.SpotConflict > 0
                || similarity.NumbersDiffer
            : evidence < LeastEvidence;
    }
}

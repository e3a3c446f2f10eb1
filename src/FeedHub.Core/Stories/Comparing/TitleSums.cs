using FeedHub.Core.Stories.Features;

namespace FeedHub.Core.Stories.Comparing;

/// <summary>How alike two titles are, and in which states, names, figures and periods they differ.</summary>
internal struct TitleSums
{
    private Counts figures;
    private Counts percentages;
    private Counts states;
    private Counts names;
    private Counts periods;
    private bool shareName;
    private Words words;

    public readonly double Cosine => words.Cosine;
    public readonly double Left => words.Left;
    public readonly double LeftMost => words.LeftMost;
    public readonly bool FiguresDiffer => figures.Differ;
    public readonly bool PercentagesConflict => percentages.Conflict;
    public readonly bool StatesDiffer => states.Differ;
    public readonly bool NamesDiffer => names.Differ;
    public readonly bool NoNameInBoth => names.Differ && !shareName;
    public readonly bool PeriodsDiffer => periods.Differ;

    /// <summary>Adds a feature of one title that the other text lacks.</summary>
    public void Alone(in Feature feature, double weight, bool first)
    {
        if (feature.Kind is FeatureKind.Word or FeatureKind.Number)
            words.Alone(weight, first);
        if (feature.Kind == FeatureKind.Number)
            figures.Alone(first);
        if (IsPercentage(feature))
            percentages.Alone(first);
        if (feature.Kind == FeatureKind.Name)
            names.Alone(first);
        if (feature.Kind == FeatureKind.Period)
            periods.Alone(first);
        if (feature.IsState)
            states.Alone(first);
    }

    /// <summary>Adds a feature that both texts have, in the title or elsewhere.</summary>
    public void Both(in Feature a, in Feature b, double weight)
    {
        if (a.Kind is FeatureKind.Word or FeatureKind.Number)
            words.Both(weight, a.InTitle, b.InTitle);
        if (!a.InTitle || !b.InTitle)
            return;
        shareName |= a.Kind is FeatureKind.Entity or FeatureKind.Name;
        if (IsPercentage(a))
            percentages.Both();
    }

    private static bool IsPercentage(in Feature feature) => feature.Kind == FeatureKind.Number && feature.Label.EndsWith('%');

    /// <summary>The words and figures of the titles, by weight.</summary>
    private struct Words
    {
        private double product, first, second, leftFirst, leftSecond;

        public readonly double Cosine => first > 0 && second > 0 ? product / Math.Sqrt(first * second) : 0;

        /// <summary>Share of each title that the other text lacks, the smaller one.</summary>
        public readonly double Left => Math.Min(Part(leftFirst, first), Part(leftSecond, second));

        public readonly double LeftMost => Math.Max(Part(leftFirst, first), Part(leftSecond, second));

        public void Alone(double weight, bool isFirst)
        {
            var square = weight * weight;
            if (isFirst)
                (first, leftFirst) = (first + square, leftFirst + square);
            else
                (second, leftSecond) = (second + square, leftSecond + square);
        }

        public void Both(double weight, bool inFirst, bool inSecond)
        {
            var square = weight * weight;
            if (inFirst)
                first += square;
            if (inSecond)
                second += square;
            if (inFirst && inSecond)
                product += square;
        }

        private static double Part(double left, double all) => all > 0 ? left / all : 0;
    }
}

namespace FeedHub.Core.Stories;

/// <summary>What a text is about.</summary>
public sealed record Subjects
{
    /// <summary>Minimum weight per report for a region of a story.</summary>
    public const double LeastRegion = 0.3;

    /// <summary>Minimum weight per report for a topic of a story.</summary>
    public const double LeastTopic = 1;

    public static readonly Subjects None = new();

    /// <summary>Weight of each region, by ISO 3166 code.</summary>
    public IReadOnlyDictionary<string, double> Regions { get; init; } = new Dictionary<string, double>();
    /// <summary>Weight of each topic.</summary>
    public IReadOnlyDictionary<string, double> Topics { get; init; } = new Dictionary<string, double>();
    /// <summary>English names of the places, people and organisations in it, those in the title first.</summary>
    public IReadOnlyList<string> Entities { get; init; } = [];
}

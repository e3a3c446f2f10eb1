namespace FeedHub.Core.Stories;

/// <summary>What a text is about.</summary>
public sealed record Subjects
{
    /// <summary>How strongly a report must speak of a region for it to count.</summary>
    public const double LeastRegion = 0.3;

    /// <summary>How strongly a report must speak of a topic for it to count.</summary>
    public const double LeastTopic = 1;

    public static readonly Subjects None = new();

    /// <summary>How strongly it speaks of each region, by ISO 3166 code.</summary>
    public IReadOnlyDictionary<string, double> Regions { get; init; } = new Dictionary<string, double>();
    /// <summary>How strongly it speaks of each topic.</summary>
    public IReadOnlyDictionary<string, double> Topics { get; init; } = new Dictionary<string, double>();
    /// <summary>The places, people and organisations in it by their English names, those of the title first.</summary>
    public IReadOnlyList<string> Entities { get; init; } = [];
}

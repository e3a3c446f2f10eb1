namespace FeedHub.Core.Stories;

/// <summary>The regions and topics of a story, according to its reports other than copies.</summary>
public sealed class StorySubjects
{
    private const double RegionShare = 0.25;
    private const double TopicShare = 0.5;
    private const double MostOfOne = 3;
    private const int MaxTopics = 3;

    private readonly Dictionary<string, double> regions = [];
    private readonly Dictionary<string, double> topics = [];
    private int reports;

    /// <summary>ISO 3166 codes, strongest first.</summary>
    public IReadOnlyList<string> Regions => Strongest(regions, RegionShare, Subjects.LeastRegion, int.MaxValue);

    /// <summary>Topics, strongest first.</summary>
    public IReadOnlyList<string> Topics => Strongest(topics, TopicShare, Subjects.LeastTopic, MaxTopics);

    public void Add(Subjects report)
    {
        reports++;
        foreach (var (region, weight) in report.Regions)
            regions[region] = regions.GetValueOrDefault(region) + Math.Min(weight, MostOfOne);
        foreach (var (topic, weight) in report.Topics)
            topics[topic] = topics.GetValueOrDefault(topic) + weight;
    }

    public void Add(StorySubjects other)
    {
        reports += other.reports;
        foreach (var (region, weight) in other.regions)
            regions[region] = regions.GetValueOrDefault(region) + weight;
        foreach (var (topic, weight) in other.topics)
            topics[topic] = topics.GetValueOrDefault(topic) + weight;
    }

    private List<string> Strongest(Dictionary<string, double> sums, double share, double least, int max)
    {
        if (sums.Count == 0)
            return [];
        var limit = Math.Max(sums.Values.Max() * share, least * reports);
        return [.. sums.Where(s => s.Value >= limit).OrderByDescending(s => s.Value).ThenBy(s => s.Key, StringComparer.Ordinal).Take(max)
            .Select(s => s.Key)];
    }
}

namespace FeedHub.Core.Gazetteer;

/// <summary>How much a text is about each region and topic that it mentions.</summary>
public static class TagWeights
{
    private const double TitleWeight = 2;

    /// <summary>By ISO 3166 code.</summary>
    public static Dictionary<string, double> Regions(Tags tags)
    {
        var regions = new Dictionary<string, double>();
        foreach (var (entry, inTitle, count) in tags.Entities)
        {
            // Those who act say less about the region than places do.
            var weight = entry.Kind is GazetteerKind.Person or GazetteerKind.Leader or GazetteerKind.Organisation or GazetteerKind.Route
                ? 0.5
                : 1;
            foreach (var region in entry.Regions)
                regions[region] = regions.GetValueOrDefault(region) + (weight * ((inTitle ? TitleWeight : 1) + (0.5 * (count - 1))));
        }
        return regions;
    }

    public static Dictionary<string, double> Topics(Tags tags)
    {
        var topics = new Dictionary<string, double>();
        foreach (var (concept, inTitle, _) in tags.Concepts)
        {
            foreach (var (place, topic) in concept.Topics.Index())
            {
                var weight = (concept.Weight == ConceptWeight.Weak ? 0.4 : 1) * (place == 0 ? 1 : 0.6);
                topics[topic] = topics.GetValueOrDefault(topic) + (weight * (inTitle ? TitleWeight : 1));
            }
        }
        foreach (var (topic, inTitle, count) in tags.Topics)
            topics[topic] = topics.GetValueOrDefault(topic) + (0.6 * (inTitle ? TitleWeight : 1)) + (0.2 * (count - 1));
        return topics;
    }
}

namespace FeedHub.Core.Timelines.Counting;

/// <summary>What stories may be counted by: the conditions of which every story has few values, under the names for them.</summary>
public static class CountedBy
{
    public static readonly IReadOnlyDictionary<string, TimelineCondition> All = new OrderedDictionary<string, TimelineCondition>
    {
        ["language"] = TimelineConditions.Language,
        ["country"] = TimelineConditions.Country,
        ["region"] = TimelineConditions.Region,
        ["topic"] = TimelineConditions.Topic,
        ["kind"] = TimelineConditions.Kind,
        ["source"] = TimelineConditions.Source,
    };
}

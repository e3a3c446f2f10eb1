using FeedHub.Core.Timelines;
using FeedHub.Server.Configuration.Yaml;

namespace FeedHub.Server.Configuration.Files;

/// <summary>Reads the filter of a timeline, written as in its address: <c>{country: AM, q: referendum}</c>.</summary>
internal static class FilterReader
{
    /// <param name="key">The key that has the filter.</param>
    /// <param name="purpose">What the filter is needed for, as “to watch”.</param>
    /// <param name="example">What to write instead of nothing.</param>
    /// <returns>Null, after reporting why, if it names no condition or one that cannot be read.</returns>
    public static TimelineFilter? Read(YamlMapping yaml, ConfigFile file, string key, string purpose, string example)
    {
        var reading = TimelineQuery.Read(name => TimelineConditions.All.Any(c => c.Name == name) ? yaml.List(name, Values.Line) : []);
        var problems = file.Problems.Count;
        yaml.RefuseOthers();
        switch (reading)
        {
            case TimelineReading.Understood { Filter: var filter } when TimelineQuery.Write(filter).Length > 0:
                return filter;
            case TimelineReading.Understood when file.Problems.Count > problems:
                return null;
            case TimelineReading.Understood:
                file.Refuse(yaml.LineOf(""), key, $"names nothing {purpose}; write a filter, such as {example}");
                return null;
            default:
                foreach (var problem in ((TimelineReading.Refused)reading).Problems)
                    file.Refuse(yaml.LineOf(problem.Field), yaml.At(problem.Field), problem.Message);
                return null;
        }
    }
}

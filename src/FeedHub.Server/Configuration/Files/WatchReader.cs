using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Markup;
using FeedHub.Core.Timelines;
using FeedHub.Server.Configuration.Yaml;

namespace FeedHub.Server.Configuration.Files;

/// <summary>Reads the lines <c>watch: {…}</c> of watching items as timeline filters.</summary>
internal static class WatchReader
{
    private const string Key = "watch";

    /// <summary>The sections, each item with the filter that its line names.</summary>
    public static IReadOnlyList<BriefSection> Read(BriefText text, ConfigFile file, int linesAboveMarkdown)
    {
        var filters = new Dictionary<string, string>();
        foreach (var line in text.Watches)
        {
            if (YamlText.Read(file, line.Yaml, line.Line - 1 + linesAboveMarkdown) is { } yaml
                && yaml.Mapping(Key) is { } watch
                && Filter(watch, file) is { } filter)
            {
                filters[line.Anchor] = filter;
            }
        }
        return [.. text.Sections.Select(s => s with { Items = [.. s.Items.Select(Watched)] })];

        WatchingItem Watched(WatchingItem item) => item with { Watch = filters.GetValueOrDefault(item.Anchor) };
    }

    private static string? Filter(YamlMapping watch, ConfigFile file)
    {
        var reading = TimelineQuery.Read(
            name => TimelineConditions.All.Any(c => c.Name == name) ? watch.List(name, Values.Line) : []);
        var problems = file.Problems.Count;
        watch.RefuseOthers();
        switch (reading)
        {
            case TimelineReading.Understood { Filter: var filter } when TimelineQuery.Write(filter) is { Length: > 0 } query:
                return query;
            case TimelineReading.Understood when file.Problems.Count > problems:
                return null;
            case TimelineReading.Understood:
                file.Refuse(watch.LineOf(""), Key, "names nothing to watch; write a filter, such as watch: {country: AM, q: referendum}");
                return null;
            default:
                foreach (var problem in ((TimelineReading.Refused)reading).Problems)
                {
                    file.Refuse(watch.LineOf(problem.Field), watch.At(problem.Field), problem.Message);
                }
                return null;
        }
    }
}

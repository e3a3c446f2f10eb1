using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Markup;
using FeedHub.Core.Gazetteer;
using FeedHub.Core.Timelines;
using FeedHub.Server.Configuration.Yaml;

namespace FeedHub.Server.Configuration.Files;

/// <summary>Reads the lines <c>watch: {…}</c> of watching items as timeline filters.</summary>
internal static class WatchReader
{
    private const string Key = "watch";

    /// <summary>
    /// The sections, each item with the filter that its line names. A topic or region that is not in the gazetteer is reported, and the
    /// filter left out: it would find nothing, but the brief is as readable as before, and the gazetteer may change after it has come out.
    /// </summary>
    public static IReadOnlyList<BriefSection> Read(
        BriefText text, ConfigFile file, int linesAboveMarkdown, GazetteerContents gazetteer)
    {
        var filters = new Dictionary<string, string>();
        foreach (var line in text.Watches)
        {
            if (YamlText.Read(file, line.Yaml, line.Line - 1 + linesAboveMarkdown) is { } yaml
                && yaml.Mapping(Key) is { } watch
                && FilterReader.Read(watch, file, Key, "to watch", "watch: {country: AM, q: referendum}") is { } filter
                && IsKnown(filter, watch, file, gazetteer))
            {
                filters[line.Anchor] = TimelineQuery.Write(filter);
            }
        }
        return [.. text.Sections.Select(s => s with { Items = [.. s.Items.Select(Watched)] })];

        WatchingItem Watched(WatchingItem item) => item with { Watch = filters.GetValueOrDefault(item.Anchor) };
    }

    private static bool IsKnown(TimelineFilter filter, YamlMapping watch, ConfigFile file, GazetteerContents gazetteer)
    {
        HashSet<string> topics = [.. gazetteer.Topics.Select(t => t.Id), .. gazetteer.Concepts.SelectMany(c => c.Topics)];
        // A filter for a country finds what is about its parts too.
        HashSet<string> regions = [.. gazetteer.Entries.SelectMany(e => e.Regions).SelectMany(r => (string[])[r, r.Split('-')[0]])];
        var problems = file.Problems.Count;
        Check(TimelineConditions.Topic, topics);
        Check(TimelineConditions.Region, regions);
        return file.Problems.Count == problems;

        void Check(TimelineCondition condition, HashSet<string> known)
        {
            // Without any, the gazetteer is missing, which is no fault of the brief.
            foreach (var unknown in known.Count == 0 ? [] : filter[condition].Where(v => !known.Contains(v)))
            {
                file.Report(
                    watch.LineOf(condition.Name), watch.At(condition.Name),
                    $"“{unknown}” is not a {condition.Name} of the gazetteer, so nothing would be found; "
                        + Spelling.Suggest(unknown, [.. known.Order(StringComparer.Ordinal)], $"{condition.Name}s"));
            }
        }
    }
}

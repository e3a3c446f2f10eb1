using FeedHub.Core.Entries;
using FeedHub.Core.Gazetteer.Tagging;
using FeedHub.Core.Sources;
using FeedHub.Core.Stories;
using FeedHub.Core.Stories.Features;
using FeedHub.Core.Stories.Grouping;
using FeedHub.Core.Urls;
using FeedHub.Server.Terminal;

namespace FeedHub.Server.Commands.Grouping;

/// <summary>What <c>feedhub group</c> does: items in, grouped items out, in the same order, once all have been read.</summary>
internal static class GroupProtocol
{
    /// <exception cref="CommandFailure">A line is not an item.</exception>
    public static void Run(TextReader input, TextWriter output, Tagger tagger)
    {
        var extractor = new FeatureExtractor(tagger);
        var window = new StoryWindow(GroupingWeights.Default, []);
        var rows = new List<Row>();
        var subjects = new Dictionary<StoryId, StorySubjects>();
        var firsts = new Dictionary<StoryId, int>();
        var became = new Dictionary<StoryId, StoryId>();
        foreach (var item in GroupItem.ReadAll(input))
        {
            var vector = window.Extract(extractor, Entry(item));
            var placed = window.Place(vector, new StoryId(subjects.Count + 1));
            if (placed.IsNew)
                (subjects[placed.Story], firsts[placed.Story]) = (new StorySubjects(), rows.Count);
            if (placed.DuplicateOf is null)
                subjects[Last(placed.Story, became)].Add(vector.Subjects);
            foreach (var gone in placed.Merged)
            {
                became[gone.Story] = placed.Story;
                subjects[placed.Story].Add(subjects[gone.Story]);
                rows[firsts[gone.Story]] = rows[firsts[gone.Story]] with { Score = gone.Score, Why = gone.Why };
            }
            rows.Add(new Row(vector, placed));
        }
        foreach (var row in rows)
            Write(output, row, story => Last(story, became), subjects[Last(row.Story, became)]);
        output.Flush();
    }

    private static GroupingEntry Entry(GroupItem item)
    {
        var (title, text) = (item.PlainTitle(), item.PlainBody());
        return new GroupingEntry
        {
            Id = new EntryId(item.Id),
            Source = new SourceId(item.Source ?? ""),
            Language = item.Language(title, text),
            CanonicalUrl = CanonicalUrl.From(item.Url),
            Title = title,
            Text = text,
            At = item.Published,
        };
    }

    private static StoryId Last(StoryId story, Dictionary<StoryId, StoryId> became)
    {
        while (became.TryGetValue(story, out var next))
            story = next;
        return story;
    }

    private static void Write(TextWriter output, Row row, Func<StoryId, StoryId> last, StorySubjects subjects) => JsonLine.Write(
        output,
        new GroupedItem(
            row.Id, last(row.Story).ToString(), row.DuplicateOf, subjects.Regions, subjects.Topics, row.Entities,
            Math.Round(row.Score, 3), row.Why,
            [.. row.Related.Select(last).Where(s => s != last(row.Story)).Distinct().Select(s => s.ToString())]),
        GroupJson.Default.GroupedItem);

    /// <summary>What is kept of an item until all are read.</summary>
    private sealed record Row(
        string Id, StoryId Story, string? DuplicateOf, IReadOnlyList<string> Entities, double Score, IReadOnlyList<string> Why,
        IReadOnlyList<StoryId> Related)
    {
        public Row(FeatureVector vector, Placement placed)
            : this(
                vector.Entry.Value,
                placed.Story,
                placed.DuplicateOf?.Value,
                vector.Subjects.Entities,
                placed.Score,
                placed.Why,
                [.. placed.Related.Select(r => r.Story)])
        {
        }
    }
}

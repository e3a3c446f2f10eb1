using System.Globalization;
using System.Text;
using System.Text.Json;
using FeedHub.Core.Content;
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
    // One line is one item, and programs read it: nothing needs to be escaped for HTML.
    private static readonly JsonWriterOptions Options =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="CommandFailure">A line is not an item.</exception>
    public static void Run(TextReader input, TextWriter output, Tagger tagger)
    {
        var extractor = new FeatureExtractor(tagger);
        var window = new StoryWindow(GroupingWeights.Default, []);
        var rows = new List<Row>();
        var subjects = new Dictionary<StoryId, StorySubjects>();
        var firsts = new Dictionary<StoryId, int>();
        var became = new Dictionary<StoryId, StoryId>();
        var number = 0;
        while (input.ReadLine() is { } line)
        {
            number++;
            if (line.Length == 0)
                continue;
            var vector = window.Extract(extractor, Entry(Read(line, number)));
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
            Write(output, row, Last(row.Story, became), subjects[Last(row.Story, became)]);
        output.Flush();
    }

    private static GroupItem Read(string line, int number)
    {
        try
        {
            return JsonSerializer.Deserialize(line, GroupJson.Default.GroupItem)!;
        }
        catch (JsonException wrong)
        {
            throw new CommandFailure($"Line {number} of the input is not an item: {wrong.Message}");
        }
    }

    private static GroupingEntry Entry(GroupItem item)
    {
        var title = PlainText.FromHtml(item.Title ?? "");
        // The summary is preferred, since only the beginning of a long text is compared.
        var text = PlainText.FromHtml(item.Summary is { Length: > 0 } summary ? summary : item.Content ?? "");
        return new GroupingEntry
        {
            Id = new EntryId(item.Id),
            Source = new SourceId(item.Source ?? ""),
            Language = LanguageGuess.Settle([item.Lang], $"{title} {text}"),
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

    private static void Write(TextWriter output, Row row, StoryId story, StorySubjects subjects)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            var grouped = new GroupedItem(
                row.Id, story.Value.ToString(CultureInfo.InvariantCulture), row.DuplicateOf, subjects.Regions, subjects.Topics,
                    row.Entities, Math
                    .Round(row.Score, 3), row.Why);
            JsonSerializer.Serialize(json, grouped, GroupJson.Default.GroupedItem);
        }
        output.WriteLine(TerminalText.Escaped(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length), @"\u{0:x4}"));
    }

    /// <summary>What is kept of an item until all are read.</summary>
    private sealed record Row(
        string Id, StoryId Story, string? DuplicateOf, IReadOnlyList<string> Entities, double Score, IReadOnlyList<string> Why)
    {
        public Row(FeatureVector vector, Placement placed)
            : this(
                vector.Entry.Value,
                placed.Story,
                placed.DuplicateOf?.Value,
                vector.Subjects.Entities,
                placed.Score,
                placed.Why)
        {
        }
    }
}

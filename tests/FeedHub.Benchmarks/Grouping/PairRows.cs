using System.Globalization;
using System.Text.Json;
using FeedHub.Core.Content;
using FeedHub.Core.Entries;
using FeedHub.Core.Gazetteer.Tagging;
using FeedHub.Core.Sources;
using FeedHub.Core.Stories;
using FeedHub.Core.Stories.Features;
using FeedHub.Core.Stories.Grouping;
using FeedHub.Core.Urls;
using FeedHub.Server.Configuration;

namespace FeedHub.Benchmarks.Grouping;

/// <summary>
/// Prints what pairs of texts have in common, as grouping sees it when the later of the two arrives. The pairs are those of a file of
/// labels (a, b, label), else all of the items' own stories within the window.
/// </summary>
internal static class PairRows
{
    public static void Run(string items, string? labels, TextWriter output)
    {
        var options = new FeedHubOptions { ConfigDirectory = "feeds-config" };
        var extractor = new FeatureExtractor(new Tagger(new CatalogReader(options).Read(new Dictionary<string, string>(), null).Gazetteer));
        var window = new StoryWindow(GroupingWeights.Default, []);
        var wanted = labels is null
            ? null
            : File.ReadLines(labels).Select(l => JsonDocument.Parse(l).RootElement).SelectMany(l => new[]
            {
                (One: Text(l, "a"), Other: Text(l, "b"), Label: Text(l, "label")),
                (One: Text(l, "b"), Other: Text(l, "a"), Label: Text(l, "label")),
            }).ToLookup(p => p.One, p => (p.Other, p.Label));
        var seen = new List<(string Id, string Story, FeatureVector Vector)>();
        var properties = typeof(Similarity).GetProperties();
        output.WriteLine("a\tb\tlabel\tlang\t" + string.Join('\t', properties.Select(p => p.Name)));
        long number = 0;
        foreach (var line in File.ReadLines(items))
        {
            var item = JsonDocument.Parse(line).RootElement;
            var (title, text) = (PlainText.FromHtml(Text(item, "title")), PlainText.FromHtml(Text(item, "summary")));
            var language = LanguageGuess.Settle([Text(item, "lang")], $"{title} {text}");
            var vector = window.Extract(extractor, new GroupingEntry
            {
                Id = new EntryId(Text(item, "id")),
                Source = new SourceId(Text(item, "source")),
                Language = language,
                CanonicalUrl = CanonicalUrl.From(Text(item, "url")),
                Title = title,
                Text = text,
                At = item.GetProperty("published").GetDateTimeOffset(),
            });
            var story = Text(item, "story");
            foreach (var (id, label) in wanted is null
                ? seen.Where(s => vector.At - s.Vector.At <= GroupingWeights.Default.Window)
                    .Select(s => (s.Id, s.Story == story ? "same" : "different"))
                : wanted[vector.Entry.Value].Where(p => seen.Exists(s => s.Id == p.Other)))
            {
                if (window.Compare(vector, new EntryId(id)) is not { } similarity)
                    continue;
                output.WriteLine(string.Join(
                    '\t', [id, vector.Entry.Value, label, language, .. properties.Select(p => Number(p.GetValue(similarity)!))]));
            }
            seen.Add((vector.Entry.Value, story, vector));
            window.Place(vector, new StoryId(++number));
        }
    }

    private static string Number(object value) => value switch
    {
        bool flag => flag ? "1" : "0",
        double real => real.ToString("0.####", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}

using System.Text.Json;
using FeedHub.Core.Content;
using FeedHub.Core.Entries;
using FeedHub.Core.Sources;
using FeedHub.Core.Stories;
using FeedHub.Core.Stories.Features;

namespace FeedHub.Tests.Core.Gazetteer;

/// <summary>
/// Topics of real headlines, which lie beside the repository where it was built. <c>topics-by-eye.tsv</c> has their addresses and topics.
/// </summary>
public class RealHeadlineTopicsTests
{
    private static readonly FeatureExtractor Extractor = new(ShippedGazetteer.Tagger);

    [Theory]
    [InlineData("second", "stream.jsonl", 0.8, 0.7)]
    [InlineData("third", "stream.jsonl", 0.8, 0.75)]
    [InlineData("russian", "pairs-ru.jsonl", 0.6, 0.75)]
    public void Topics_are_those_that_a_reader_sees(string set, string file, double leastPrecision, double leastRecall)
    {
        var items = Items(RepositoryFiles.SharedOrSkip("stories", "real", file));
        var (right, wrong, missed) = (0, 0, 0);
        foreach (var (url, needed, allowed) in Labels(set))
        {
            var found = Topics(items[url]);
            right += found.Intersect(needed).Count();
            wrong += found.Except(needed).Except(allowed).Count();
            missed += needed.Except(found).Count();
        }
        Assert.InRange((double)right / (right + wrong), leastPrecision, 1);
        Assert.InRange((double)right / (right + missed), leastRecall, 1);
    }

    private static IReadOnlyList<string> Topics(JsonElement item)
    {
        var (title, text) = (Text(item, "title"), Text(item, "summary") is { Length: > 0 } summary ? summary : Text(item, "content"));
        var subjects = new StorySubjects();
        subjects.Add(Extractor.Extract(new GroupingEntry
        {
            Id = new EntryId("1"),
            Source = new SourceId("s"),
            Language = Text(item, "lang"),
            Title = title,
            Text = text,
            At = DateTimeOffset.UnixEpoch,
        }).Subjects);
        return subjects.Topics;
    }

    private static Dictionary<string, JsonElement> Items(string path) =>
        File.ReadLines(path).Select(l => JsonSerializer.Deserialize<JsonElement>(l)).ToDictionary(i => i.GetProperty("url").GetString()!);

    private static IEnumerable<(string Url, string[] Needed, string[] Allowed)> Labels(string set) =>
        from line in File.ReadLines(RepositoryFiles.Path("tests", "FeedHub.Tests", "Core", "Gazetteer", "topics-by-eye.tsv"))
        let parts = line.Split('\t')
        where parts[0] == set
        let topics = parts[2].Split(' ', StringSplitOptions.RemoveEmptyEntries)
        select (parts[1], topics.Where(t => t[0] != '?').ToArray(), topics.Where(t => t[0] == '?').Select(t => t[1..]).ToArray());

    private static string Text(JsonElement item, string key) =>
        item.TryGetProperty(key, out var value) ? PlainText.FromHtml(value.GetString() ?? "") : "";
}

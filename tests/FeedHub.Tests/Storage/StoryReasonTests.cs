using System.Text.Json;
using Dapper;
using FeedHub.Core.Entries;
using FeedHub.Core.Stories;
using FeedHub.Core.Stories.Grouping;
using FeedHub.Core.Timelines;
using FeedHub.Core.Urls;
using FeedHub.Server.Commands.Grouping;
using FeedHub.Tests.Core.Gazetteer;

namespace FeedHub.Tests.Storage;

/// <summary>Every report says why it is where it is, however it came there.</summary>
public class StoryReasonTests : IDisposable
{
    private const string Sample = "src/FeedHub.Server/Sample/stories.jsonl";
    private const string Alike = "tests/FeedHub.Tests/Core/Stories/Sets/alike.jsonl";
    private const string AlikeThird = "tests/FeedHub.Tests/Core/Stories/Sets/alike-third.jsonl";
    private const string AlikeSecond = "tests/FeedHub.Tests/Core/Stories/Sets/alike-second.jsonl";
    private const string Events = "tests/FeedHub.Tests/Core/Stories/Sets/events.jsonl";
    private const string EventsSecond = "tests/FeedHub.Tests/Core/Stories/Sets/events-second.jsonl";

    private readonly TemporaryStorage storage = new();

    [Theory]
    [InlineData(Sample)]
    [InlineData(Alike)]
    [InlineData(AlikeSecond)]
    [InlineData(AlikeThird)]
    [InlineData(Events)]
    [InlineData(EventsSecond)]
    public async Task Every_report_but_the_first_of_its_story_has_a_score_and_reasons_and_all_ways_of_grouping_agree(string set)
    {
        // What a source sends twice, at one page, is stored once.
        var lines = File.ReadLines(RepositoryFiles.Path(set.Split('/')))
            .OrderBy(l => Read(l).Published).ThenBy(l => Read(l).Source.Value, StringComparer.Ordinal)
            .DistinctBy(l => (Read(l).Source, Read(l).CanonicalUrl ?? Read(l).Id.Value)).ToList();
        var printed = Printed(lines);
        Assert.All(printed.GroupBy(t => t.Story), AssertReasoned);

        // A writer that is stopped again and again goes on as if it had never been.
        foreach (var part in lines.Select(Read).Chunk(25))
        {
            await CommitAsync(part);
            using var fresh = Grouper();
            await fresh.GroupAsync(default);
        }
        Assert.Equal(printed.Select(Words), (await StoredAsync()).Select(Words));

        using var grouper = Grouper();
        await grouper.RegroupAsync(default);
        Assert.Equal(printed.Select(Words), (await StoredAsync()).Select(Words));
    }

    [Fact]
    public async Task What_an_editor_took_apart_or_put_together_says_so_before_and_after_grouping_again()
    {
        await CommitAsync([.. File.ReadLines(RepositoryFiles.Path(Sample.Split('/'))).Take(120).Select(Read)]);
        using var grouper = Grouper();
        await grouper.GroupAsync(default);
        var before = (await StoredAsync()).GroupBy(t => t.Story).ToList();
        var largest = before.MaxBy(s => s.Count())!;
        var leaving = largest.Where(t => !t.IsCopy).TakeLast(2).Select(t => new EntryId(t.Entry)).ToList();
        var alone = before.Where(s => s.Count() == 1).Select(s => s.Key).Order().ToList();
        var editor = new StoryEditor(storage.Grouping, TimeProvider.System);
        var founded = (await editor.SplitAsync(new StoryId(largest.Key), leaving, default))!.Value.Value;
        await editor.MergeAsync(new StoryId(alone[0]), new StoryId(alone[^1]), default);

        await AssertSaidAsync();
        await grouper.RegroupAsync(default);
        await AssertSaidAsync();

        async Task AssertSaidAsync()
        {
            var stored = await StoredAsync();
            Assert.All(stored.GroupBy(t => t.Story), AssertReasoned);
            var split = stored.Where(t => t.Story == founded).ToList();
            Assert.Equal(leaving.Count, split.Count);
            Assert.Equal([Correction.ApartReason], Assert.Single(split, t => t.Score == 0).Why);
            var merged = stored.Where(t => t.Story == alone[0]).ToList();
            Assert.Equal(2, merged.Count);
            Assert.Equal([Correction.JoinedReason], Assert.Single(merged, t => t.Score == 1).Why);
        }
    }

    [Fact]
    public async Task Stores_that_got_the_same_entries_in_another_order_have_the_same_stories_once_all_is_grouped_again()
    {
        // Outlets that repeat each other's texts, which grouping learns to leave out: which ones depends on what came before.
        var random = new Random(7);
        var texts = File.ReadLines(RepositoryFiles.Path(Sample.Split('/'))).Select(Read).ToArray();
        var entries = (
            from source in Enumerable.Range(0, 60)
            from item in Enumerable.Range(0, 8)
            let told = texts[random.Next(texts.Length)]
            select TemporaryStorage.Entry($"s{source}", $"{item}", $"{told.Text} {source} {item}") with
            {
                Title = told.Title,
                Published = TemporaryStorage.Start - TimeSpan.FromMinutes(random.Next(60, 2880)),
            }).ToList();
        var partitions = new List<List<string>>();
        foreach (var later in new Func<Entry, bool>[] { _ => true, e => e.Source.Value[^1] % 2 == 0 })
        {
            using var other = new TemporaryStorage();
            await other.Sources.ReconcileAsync(
                [.. entries.Select(e => e.Source.Value).Distinct().Select(s => TemporaryStorage.Source(s))],
                TemporaryStorage.Start, default);
            foreach (var part in entries.ToLookup(later).OrderBy(g => g.Key))
            {
                await other.CommitAsync(TemporaryStorage.Start, [.. part]);
                using var first = Grouper(other);
                await first.GroupAsync(default);
            }
            using var grouper = Grouper(other);
            await grouper.RegroupAsync(default);
            await using var connection = await other.ConnectAsync();
            var placed = await connection.QueryAsync<(string Id, long Story)>("SELECT id, story_id FROM entry ORDER BY id");
            partitions.Add([.. placed.GroupBy(e => e.Story).Select(story => string.Join(' ', story.Select(e => e.Id))).Order()]);
        }
        Assert.Equal(partitions[0], partitions[1]);
    }

    public void Dispose() => storage.Dispose();

    private static void AssertReasoned(IEnumerable<Told> story)
    {
        Assert.InRange(story.Count(t => t.Score == 0), 0, 1);
        Assert.All(story.Where(t => t.Score > 0), t => Assert.NotEmpty(t.Why));
        Assert.All(story.Where(t => t.Why.Count == 0), t => Assert.Equal(0, t.Score));
    }

    /// <summary>What <c>feedhub group</c> says.</summary>
    private static List<Told> Printed(IEnumerable<string> lines)
    {
        using var output = new StringWriter();
        GroupProtocol.Run(new StringReader(string.Join('\n', lines)), output, ShippedGazetteer.Tagger);
        return [.. output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(One)
            .OrderBy(t => t.Entry, StringComparer.Ordinal)];

        static Told One(string line)
        {
            using var json = JsonDocument.Parse(line);
            var row = json.RootElement;
            return new Told(
                row.GetProperty("id").GetString()!, long.Parse(row.GetProperty("story").GetString()!, null), row.GetProperty("score")
                    .GetDouble(),
                [.. row.GetProperty("why").EnumerateArray().Select(w => w.GetString()!)],
                    row.GetProperty("dup_of").ValueKind == JsonValueKind.String);
        }
    }

    private async Task<List<Told>> StoredAsync()
    {
        var stories =
            (await storage.Timeline.PageAsync(TimelineFilter.All with { Limit = TimelineFilter.MaxLimit }, TextExtent.Whole,
                default)).Stories;
        return
        [
            .. stories.SelectMany(
                s => s.Reports.Select(t => new Told(t.Entry.Id.Value, s.Id.Value, t.Score, t.Why, t.DuplicateOf is not null)))
                .OrderBy(t => t.Entry, StringComparer.Ordinal),
        ];
    }

    private static string Words(Told report) => $"{report.Entry} {report.Story} {report.Score} {string.Join(", ", report.Why)}";

    private StoryGrouper Grouper() => Grouper(storage);

    private static StoryGrouper Grouper(TemporaryStorage into) => new(into.Grouping, () => ShippedGazetteer.Tagger, TimeProvider.System);

    private async Task CommitAsync(Entry[] entries)
    {
        await storage.Sources.ReconcileAsync(
            [.. entries.Select(e => e.Source).Distinct().Select(s => TemporaryStorage.Source(s.Value))], TemporaryStorage.Start, default);
        // One after another, so that those of one instant keep their order.
        foreach (var entry in entries)
            await storage.CommitAsync(TemporaryStorage.Start, entry);
    }

    private static Entry Read(string line)
    {
        using var item = JsonDocument.Parse(line);
        string Text(string key) => item.RootElement.GetProperty(key).GetString()!;
        return TemporaryStorage.Entry(Text("source"), Text("id"), Text("summary"), Text("url"), Text("lang")) with
        {
            Id = new EntryId(Text("id")),
            CanonicalUrl = CanonicalUrl.From(Text("url")),
            Title = Text("title"),
            Published = item.RootElement.GetProperty("published").GetDateTimeOffset(),
        };
    }

    private sealed record Told(string Entry, long Story, double Score, IReadOnlyList<string> Why, bool IsCopy);
}

using FeedHub.Core.Gazetteer;
using FeedHub.Core.Gazetteer.Tagging;
using FeedHub.Core.Timelines;
using FeedHub.Server.Configuration;
using FeedHub.Tests.Storage;
using Microsoft.Extensions.Time.Testing;

namespace FeedHub.Tests.Core.Timelines;

/// <summary>
/// Eighty names in six languages, in forms written by hand (<c>names.tsv</c>): a query in any form finds the items that carry the name in
/// any other, and leaves out those that only look alike. docs/search.md has the table.
/// </summary>
public class NameQueryTests
{
    private static readonly string[] Languages = ["az", "en", "hy", "ka", "ru", "tr"];

    [Fact]
    public async Task A_name_in_any_form_finds_the_items_that_carry_it_in_the_others()
    {
        var rows = File.ReadLines(RepositoryFiles.Path("tests/FeedHub.Tests/Core/Timelines/names.tsv")).Skip(1)
            .Select(line => line.Split('\t')).Select(f => new Row(f[0], f[1], f[2], f[3], f[4].Split(','))).ToList();
        var items = rows.Where(r => r.Role != "query").ToList();
        using var storage = new TemporaryStorage(onServer: false);
        var found = await FindAsync(storage, items, [.. rows.Where(r => r.Role == "query")]);
        foreach (var (query, keys) in found)
        {
            var missed = items.Where((item, i) => IsAbout(item, query.Entry) && !keys.Contains(i)).ToList();
            var wrong = keys.Where(i => !IsAbout(items[i], query.Entry)).ToList();
            Write(missed.Select(m => $"MISSED {query.Entry} {query.Language} “{query.Text}”: {m.Language} {m.Text}"));
            Write(wrong.Select(w => $"WRONG {query.Entry} {query.Language} “{query.Text}”: {items[w].Language} {items[w].Text}"));
        }
        foreach (var language in Languages.Append("all"))
        {
            var own = found.Where(f => language == "all" || f.Query.Language == language).ToList();
            var right = own.Sum(f => f.Items.Count(i => IsAbout(items[i], f.Query.Entry)));
            var wrong = own.Sum(f => f.Items.Count) - right;
            var wanted = own.Sum(f => items.Count(i => IsAbout(i, f.Query.Entry)));
            var (recall, precision) = ((double)right / wanted, (double)right / (right + wrong));
            Write([$"{language}: recall {recall:0.000}, precision {precision:0.000}, of {wanted}"]);
            Assert.True(
                (recall >= 0.95 && precision >= 0.95) || language != "all", $"Recall is {recall:0.000} and precision {precision:0.000}");
        }
    }

    /// <summary>An item is a story of its own. Returns the numbers of the items that each query finds.</summary>
    private static async Task<List<(Row Query, HashSet<int> Items)>> FindAsync(TemporaryStorage storage, List<Row> items, List<Row> queries)
    {
        var now = TemporaryStorage.Start;
        storage.Tagger = new Tagger(Gazetteer());
        await storage.Sources.ReconcileAsync([TemporaryStorage.Source("paper")], now, default);
        await storage.CommitAsync(now, [.. items.Select((item, i) =>
        {
            // As far apart as grouping compares texts.
            var at = now.AddDays(-4 * i);
            var (title, text) = (item.Text.Split(" | ")[0], item.Text.Split(" | ")[1]);
            return TemporaryStorage.Entry("paper", $"{i}", text, language: item.Language) with
            {
                Title = title, Arrived = at, Published = at,
            };
        })]);
        var clock = new FakeTimeProvider(now);
        await storage.Grouper(clock).GroupAsync(default);
        var found = new List<(Row, HashSet<int>)>();
        foreach (var query in queries)
        {
            var reading = Assert.IsType<TimelineReading.Understood>(TimelineQuery.Read(name => name == "q" ? [query.Text] : []));
            var page = await storage.TimelineAt(clock)
                .PageAsync(reading.Filter with { Limit = TimelineFilter.MaxLimit }, TextExtent.Excerpt, default);
            found.Add((query, [.. page.Stories.SelectMany(s => s.Reports)
                .Select(r => int.Parse(r.Entry.Key, System.Globalization.CultureInfo.InvariantCulture))]));
        }
        return found;
    }

    private static GazetteerContents Gazetteer() =>
        new CatalogReader(new FeedHubOptions { ConfigDirectory = RepositoryFiles.Path("feeds-config") })
            .Read(new Dictionary<string, string>(), null).Gazetteer;

    private static bool IsAbout(Row item, string entry) => (item.Role == "item" && item.Entry == entry) || item.Also.Contains(entry);

    private static void Write(IEnumerable<string> lines)
    {
        foreach (var line in lines)
            TestContext.Current.TestOutputHelper?.WriteLine(line);
    }

    /// <param name="Role">query, item or lookalike.</param>
    /// <param name="Text">What is searched for; or a title, “ | ” and a text.</param>
    /// <param name="Also">Other entries that it mentions.</param>
    private sealed record Row(string Entry, string Role, string Language, string Text, string[] Also);
}

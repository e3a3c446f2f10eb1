using System.Net;
using System.Text.Json;
using FeedHub.Core.Sources;
using FeedHub.Core.Stories;
using FeedHub.Core.Urls;
using FeedHub.Server.Api.Exports;
using FeedHub.Tests.Server.Endpoints;
using FeedHub.Tests.Storage;

namespace FeedHub.Tests.Server.Api;

[Collection(typeof(ReadersOfServedHub))]
public sealed class ExportTests(ServedHub hub)
{
    private static readonly SiteAddress Address = new("https://feeds.example.org", "example.org,2026");

    public static TheoryData<string> Extensions => [.. ExportFormats.All.Select(f => f.Extension)];

    [Theory]
    [MemberData(nameof(Extensions))]
    public async Task Every_format_has_the_stories_of_a_query_and_no_others(string extension)
    {
        using var answer = await hub.Client.GetAsync($"/api/v1/stories/export.{extension}?q=railway&max=10");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal($"attachment; filename=\"timeline.{extension}\"", answer.Header("Content-Disposition"));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Contains("ailway", text, StringComparison.Ordinal);
        var all = await hub.Client.GetStringAsync($"/api/v1/stories/export.{extension}");
        Assert.True(all.Length > text.Length);
    }

    [Fact]
    public async Task A_table_has_a_row_for_each_story_and_opens_in_every_script()
    {
        var bytes = await hub.Client.GetByteArrayAsync("/api/v1/stories/export.csv");
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var rows = System.Text.Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");
        Assert.Equal("story,arrived,title,language,outlet", string.Join(',', rows[0].Split(',').Take(5)));
        Assert.Equal((5, ""), (rows.Length, rows[^1]));
        Assert.Equal(
            new[] { hub.Stories.Paper, hub.Stories.Railway, hub.Stories.Bridge }.Select(id => $"{id}"),
            rows[1..^1].Select(row => row.Split(',')[0]));
    }

    [Fact]
    public async Task Lines_of_json_are_the_stories_of_the_list()
    {
        var lines = (await hub.Client.GetStringAsync("/api/v1/stories/export.jsonl")).TrimEnd('\n').Split('\n');
        var list = await hub.Client.JsonFeedAsync("/api/v1/stories");
        Assert.Equal(list.GetProperty("items").EnumerateArray().Select(s => s.GetRawText()), lines);
    }

    [Fact]
    public async Task Items_of_csl_are_one_list()
    {
        var items = JsonDocument.Parse(await hub.Client.GetStringAsync("/api/v1/stories/export.csl.json")).RootElement;
        Assert.True(items.GetArrayLength() >= 3);
        Assert.All(items.EnumerateArray(), item => Assert.Equal("article-newspaper", item.GetProperty("type").GetString()));
    }

    [Theory]
    [InlineData("export.xlsx", HttpStatusCode.NotFound)]
    [InlineData("export.csv?max=0", HttpStatusCode.BadRequest)]
    [InlineData("export.csv?max=1000001", HttpStatusCode.BadRequest)]
    [InlineData("export.csv?q=(", HttpStatusCode.BadRequest)]
    public async Task What_cannot_be_exported_is_said(string path, HttpStatusCode status)
    {
        using var answer = await hub.Client.GetAsync($"/api/v1/stories/{path}");
        await answer.ProblemAsync(status);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\"")]
    [InlineData("+1", "\"'+1\"")]
    [InlineData("-1 at night", "\"'-1 at night\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData(" =1", "\"' =1\"")]
    [InlineData("one\r\n=two", "one  =two")]
    [InlineData("a, \"b\"", "\"a, \"\"b\"\"\"")]
    [InlineData("საქართველო", "საქართველო")]
    public void No_title_is_run_as_a_formula(string title, string cell) => Assert.Contains(
        $",{cell},", CsvExport.Stories.Of(Story(title), Address), StringComparison.Ordinal);

    [Fact]
    public void A_citation_says_who_wrote_what_when_and_when_it_was_seen()
    {
        var story = Story("A *bold* step & 5 % more");
        Assert.Equal(
            "- [A \\*bold\\* step \\& 5 % more](<https://paper.example/1>). *The Paper*, 22 November 2026. "
                + "Seen 23 November 2026, 08:00 UTC.\n",
            CitationExport.Markdown.Of(story, Address));
        Assert.Equal(
            "“A *bold* step & 5 % more.” The Paper, November 22, 2026. Seen November 23, 2026, 08:00 UTC. https://paper.example/1.\n",
            CitationExport.Chicago.Of(story, Address));
        Assert.Contains("title = {{A *bold* step \\& 5 \\% more}},", BibTexExport.Format.Of(story, Address), StringComparison.Ordinal);
    }

    private static Story Story(string title)
    {
        var entry = TemporaryStorage.Entry("paper", "1", "text", "https://paper.example/1") with
        {
            Title = title,
            Published = new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero),
        };
        var report = new Report(entry, new Source { Id = new SourceId("paper"), Title = "The Paper", Url = "https://paper.example/feed" });
        return new Story { Id = new StoryId(7), Arrived = entry.Arrived, Updated = entry.Arrived, Reports = [report], Lead = report };
    }
}

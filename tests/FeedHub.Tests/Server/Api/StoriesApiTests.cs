using System.Net;
using System.Text.Json;
using FeedHub.Tests.Server.Endpoints;

namespace FeedHub.Tests.Server.Api;

[Collection(typeof(ReadersOfServedHub))]
public sealed class StoriesApiTests(ServedHub hub)
{
    [Fact]
    public async Task A_story_tells_who_reports_it_when_and_why()
    {
        var story = await hub.Client.JsonFeedAsync($"/api/v1/stories/{hub.Stories.Bridge}");
        Assert.Equal($"{ServedHub.Address}/stories/{hub.Stories.Bridge}", story.GetProperty("url").GetString());
        var reports = story.GetProperty("reports").EnumerateArray().ToList();
        Assert.Equal(["az", "ru", "hy"], reports.Select(r => r.GetProperty("language").GetString()));
        Assert.Equal(["baku", "tbilisi", "yerevan"], reports.Select(r => r.GetProperty("source").GetProperty("id").GetString()));
        Assert.Equal("2026-01-04T08:00:00Z", reports[0].GetProperty("dated").GetString());
        Assert.Equal("2026-01-04T08:00:00Z", story.GetProperty("firstReported").GetString());
        Assert.Equal(0, reports[0].GetProperty("score").GetDouble());
        Assert.All(reports.Skip(1), r => Assert.True(
            r.GetProperty("score").GetDouble() > 0 && r.GetProperty("reasons").GetArrayLength() > 0));
    }

    [Fact]
    public async Task No_more_of_a_text_is_given_away_than_its_source_allows()
    {
        var reports = (await hub.Client.JsonFeedAsync($"/api/v1/stories/{hub.Stories.Bridge}")).GetProperty("reports");
        Assert.StartsWith("Gecə", reports[0].GetProperty("excerpt").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("Мост", reports[1].GetProperty("excerpt").GetString(), StringComparison.Ordinal);
        Assert.False(reports[2].TryGetProperty("excerpt", out _));
        foreach (var list in new[] { "stories", "entries", $"stories/{hub.Stories.Bridge}/revisions" })
        {
            var text = await hub.Client.GetStringAsync($"/api/v1/{list}");
            foreach (var word in new[] { TrialOutlets.FullWord, TrialOutlets.ExcerptWord, TrialOutlets.TitleWord })
                Assert.DoesNotContain(word, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Following_next_meets_each_story_once()
    {
        var met = new List<long>();
        for (var path = "/api/v1/stories?limit=1"; path is not null;)
        {
            using var answer = await hub.Client.GetAsync(path);
            var list = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
            met.AddRange(list.GetProperty("items").EnumerateArray().Select(s => s.GetProperty("id").GetInt64()));
            path = list.TryGetProperty("next", out var next) ? next.GetString() : null;
            Assert.Equal(path is null ? null : $"<{path}>; rel=\"next\"", answer.Header("Link"));
        }
        // The paper arrived last, whatever its outlet dates it.
        Assert.Equal([hub.Stories.Paper, hub.Stories.Railway, hub.Stories.Bridge], met);
    }

    [Theory]
    [InlineData("lang=hy", 1)]
    [InlineData("country=GE", 2)]
    [InlineData("source=baku", 2)]
    [InlineData("kind=press", 1)]
    [InlineData("q=railway", 1)]
    [InlineData("q=nothing", 0)]
    public async Task A_list_takes_the_filters_of_the_timeline(string query, int stories) => Assert.Equal(
        stories, (await hub.Client.JsonFeedAsync($"/api/v1/stories?{query}")).GetProperty("items").GetArrayLength());

    [Theory]
    [InlineData("cursor=x", "cursor", "Follow “next”")]
    [InlineData("cursor=c3RvcmllczpuZXh0", "cursor", "Follow “next”")]
    [InlineData("cursor=a&cursor=b", "cursor", "Follow “next”")]
    [InlineData("limit=0", "limit", "1 to 500")]
    [InlineData("lang=english", "lang", "language tag")]
    public async Task A_bad_parameter_is_named_with_its_remedy(string query, string field, string remedy)
    {
        using var answer = await hub.Client.GetAsync($"/api/v1/stories?{query}");
        var problem = await answer.ProblemAsync(HttpStatusCode.BadRequest);
        Assert.Contains(remedy, problem.GetProperty("errors").GetProperty(field)[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cursor_of_another_list_is_refused()
    {
        var next = (await hub.Client.JsonFeedAsync("/api/v1/entries?limit=1")).GetProperty("next").GetString()!;
        using var answer = await hub.Client.GetAsync($"/api/v1/stories?{next.Split('?')[1]}");
        await answer.ProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task What_a_report_said_before_is_kept()
    {
        var list = await hub.Client.JsonFeedAsync($"/api/v1/stories/{hub.Stories.Railway}/revisions");
        var report = Assert.Single(list.GetProperty("items").EnumerateArray());
        var revision = Assert.Single(report.GetProperty("revisions").EnumerateArray());
        Assert.Equal(TrialOutlets.EarlierTitle, revision.GetProperty("title").GetString());
        Assert.StartsWith("They were to begin", revision.GetProperty("excerpt").GetString(), StringComparison.Ordinal);
        Assert.True(revision.GetProperty("replacedAt").GetDateTime() > revision.GetProperty("firstSeen").GetDateTime());
        Assert.False(list.TryGetProperty("next", out _));
        var none = await hub.Client.JsonFeedAsync($"/api/v1/stories/{hub.Stories.Paper}/revisions");
        Assert.Empty(none.GetProperty("items").EnumerateArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("/revisions")]
    [InlineData("/related")]
    public async Task A_story_that_there_is_not_is_a_404(string part)
    {
        using var answer = await hub.Client.GetAsync($"/api/v1/stories/999999{part}");
        await answer.ProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_entry_has_its_story_and_its_whole_text_if_its_source_allows_that()
    {
        var list = await hub.Client.JsonFeedAsync("/api/v1/entries?source=baku");
        var (paper, bridge) = (list.GetProperty("items")[0], list.GetProperty("items")[1]);
        Assert.Equal(
            (hub.Stories.Paper, hub.Stories.Bridge), (paper.GetProperty("story").GetInt64(), bridge.GetProperty("story").GetInt64()));
        var whole = await hub.Client.JsonFeedAsync($"/api/v1/entries/{bridge.GetProperty("id").GetString()}");
        Assert.Contains(TrialOutlets.FullWord, whole.GetProperty("html").GetString(), StringComparison.Ordinal);
        var title = (await hub.Client.JsonFeedAsync("/api/v1/entries?source=yerevan")).GetProperty("items")[0];
        var other = await hub.Client.JsonFeedAsync($"/api/v1/entries/{title.GetProperty("id").GetString()}");
        Assert.False(other.TryGetProperty("html", out _));
        using var missing = await hub.Client.GetAsync("/api/v1/entries/nobody");
        await missing.ProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Entries_are_walked_from_the_newest_on()
    {
        var met = new List<string>();
        for (var path = "/api/v1/entries?limit=2"; path is not null;)
        {
            var list = await hub.Client.JsonFeedAsync(path);
            met.AddRange(list.GetProperty("items").EnumerateArray().Select(s => s.GetProperty("id").GetString()!));
            path = list.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        Assert.Equal(5, met.Count);
        Assert.Equal(5, met.Distinct().Count());
    }
}

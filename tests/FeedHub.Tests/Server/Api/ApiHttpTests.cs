using System.Net;
using System.Text.Json;
using FeedHub.Tests.Server.Endpoints;

namespace FeedHub.Tests.Server.Api;

/// <summary>What holds for every address of the API.</summary>
[Collection(typeof(ReadersOfServedHub))]
public sealed class ApiHttpTests(ServedHub hub)
{
    private static readonly string[] Paths =
    [
        "stories", "stories?limit=1&lang=ru", "stories/1", "stories/1/revisions", "stories/1/related", "changes",
        "changes?since=0&limit=2&lang=ru", "entries",
        "entries?source=baku&limit=1", "sources", "sources/baku", "sources/baku/events", "series", "series/weekly",
        "series/weekly/briefs", "series/weekly/briefs/first", "gazetteer", "topics", "openapi.json",
    ];

    public static TheoryData<string> All => [.. Paths.Select(p => $"/api/v1/{p}")];

    [Theory]
    [MemberData(nameof(All))]
    public async Task It_is_JSON_without_nulls_and_with_times_in_UTC(string path)
    {
        using var answer = await hub.Client.GetAsync(path);
        Assert.Equal((HttpStatusCode.OK, "application/json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal("*", answer.Header("Access-Control-Allow-Origin"));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain(":null", text, StringComparison.Ordinal);
        Assert.DoesNotContain("+00:00", text, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(text).RootElement.ValueKind);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Who_has_it_gets_a_304(string path)
    {
        using var first = await hub.Client.GetAsync(path);
        var tag = first.Header("ETag")!;
        foreach (var coding in new[] { "gzip", "br", "identity" })
        {
            using var again = await hub.Client.GetAsync(path, ("If-None-Match", tag), ("Accept-Encoding", coding));
            Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
            Assert.Empty(await again.Content.ReadAsByteArrayAsync());
        }
        using var head = await hub.Client.SendAsync(HttpMethod.Head, path);
        Assert.Equal((tag, HttpStatusCode.OK), (head.Header("ETag"), head.StatusCode));
        using var preflight = await hub.Client.SendAsync(HttpMethod.Options, path, ("Origin", "https://elsewhere.example"));
        Assert.Equal("GET, HEAD, OPTIONS", preflight.Header("Access-Control-Allow-Methods"));
    }

    [Theory]
    [InlineData("sources/nobody")]
    [InlineData("sources/nobody/events")]
    [InlineData("series/nothing")]
    [InlineData("series/nothing/briefs")]
    [InlineData("series/weekly/briefs/nothing")]
    [InlineData("gazetteer/nothing")]
    [InlineData("nothing")]
    public async Task What_there_is_not_is_a_404_with_problem_details(string path)
    {
        using var answer = await hub.Client.GetAsync($"/api/v1/{path}");
        await answer.ProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Sources_are_listed_by_ID_a_part_at_a_time()
    {
        var (met, parts) = (new List<string>(), 0);
        for (var path = "/api/v1/sources?limit=2"; path is not null; parts++)
        {
            var list = await hub.Client.JsonFeedAsync(path);
            met.AddRange(list.GetProperty("items").EnumerateArray().Select(s => s.GetProperty("id").GetString()!));
            path = list.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        Assert.Equal(["baku", "tbilisi", "yerevan"], met);
        Assert.Equal(2, parts);
        var source = await hub.Client.JsonFeedAsync("/api/v1/sources/yerevan");
        Assert.Equal(
            ("title", "working", 1),
            (source.GetProperty("republish").GetString(), source.GetProperty("standing").GetString(),
                source.GetProperty("entries").GetInt32()));
    }

    [Fact]
    public async Task Briefs_are_listed_from_the_newest_on_and_one_has_its_text()
    {
        var met = new List<string>();
        for (var path = "/api/v1/series/weekly/briefs?limit=1"; path is not null;)
        {
            var list = await hub.Client.JsonFeedAsync(path);
            var brief = Assert.Single(list.GetProperty("items").EnumerateArray());
            met.Add(brief.GetProperty("slug").GetString()!);
            Assert.False(brief.TryGetProperty("html", out _));
            path = list.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        Assert.Equal(["first", "older"], met);
        var whole = await hub.Client.JsonFeedAsync("/api/v1/series/weekly/briefs/older");
        Assert.Equal("<p>Text.</p>", whole.GetProperty("html").GetString()!.Trim());
        Assert.Equal("Əliyeva, Günay", whole.GetProperty("authors")[0].GetString());
        Assert.Equal(2, (await hub.Client.JsonFeedAsync("/api/v1/series/weekly")).GetProperty("briefs").GetInt32());
        var shipped = await hub.Client.JsonFeedAsync("/api/v1/series/azerbaijan-brief/briefs/middle-corridor-alat");
        Assert.True(shipped.GetProperty("watching").GetArrayLength() > 0);
    }
}

using System.Net;

namespace FeedHub.Tests.Server.Endpoints;

[Collection(typeof(ReadersOfServedHub))]
public sealed class RouteTests(ServedHub hub)
{
    public static TheoryData<string> Pages =>
    [
        "/", "/?q=railway", "/?lang=ru&before=1764430000000-3", "/stories/1", "/sources", "/series", "/series/azerbaijan-brief",
        "/series/azerbaijan-brief/middle-corridor-alat", "/feeds",
    ];

    public static TheoryData<string> Feeds =>
    [
        "/timeline/feed.rss", "/timeline/feed.atom", "/timeline/feed.json", "/timeline/feed.atom?lang=ru&limit=1",
        "/series/azerbaijan-brief/feed.rss", "/series/azerbaijan-brief/feed.atom", "/series/azerbaijan-brief/feed.json",
        "/series/weekly/topics/gas/feed.rss", "/series/weekly/topics/gas/feed.atom", "/series/weekly/topics/gas/feed.json",
        "/series/weekly/archive/2025/feed.rss", "/series/weekly/archive/2025/feed.atom", "/series/weekly/archive/2025/feed.json",
        "/feeds.opml", "/sources.opml", "/sources/health.atom",
    ];

    public static TheoryData<string> Files =>
    [
        "/assets/feedhub.css", "/assets/feedhub.js", "/assets/feedhub.svg", "/assets/feedhub-wordpress.php",
        "/series/azerbaijan-brief/media/middle-corridor-alat.png",
    ];

    public static TheoryData<string> Health => ["/health/live", "/health/ready"];

    public static TheoryData<string> Missing =>
    [
        "/nothing", "/stories/999999", "/stories/x", "/stories/-1", "/series/none", "/series/none/feed.atom", "/series/none/brief",
            "/series/azerbaijan-brief/none",
        "/series/azerbaijan-brief/media/none.png", "/series/azerbaijan-brief/media/..%2f..%2fseries.yaml", "/timeline/feed.xml",
            "/assets/none.css",
        "/series/azerbaijan-brief/feed.opml",
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    [MemberData(nameof(Feeds))]
    [MemberData(nameof(Files))]
    [MemberData(nameof(Health))]
    public async Task Head_answers_as_get_does_without_the_body(string path)
    {
        using var get = await hub.Client.GetAsync(path);
        using var head = await hub.Client.SendAsync(HttpMethod.Head, path);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (get.StatusCode, head.StatusCode));
        Assert.Equal(Headers(get), Headers(head));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        Assert.NotEmpty(await get.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [MemberData(nameof(Feeds))]
    [MemberData(nameof(Files))]
    public async Task Head_tells_the_length(string path)
    {
        using var get = await hub.Client.GetAsync(path);
        using var head = await hub.Client.SendAsync(HttpMethod.Head, path);
        var length = (await get.Content.ReadAsByteArrayAsync()).Length;
        Assert.Equal((length, length), (get.Content.Headers.ContentLength, head.Content.Headers.ContentLength));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    [MemberData(nameof(Feeds))]
    [MemberData(nameof(Files))]
    [MemberData(nameof(Health))]
    public async Task Any_other_method_is_refused_with_those_that_are_allowed(string path)
    {
        foreach (var method in new[] { HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Patch })
        {
            using var refused = await hub.Client.SendAsync(method, path);
            await refused.ProblemAsync(HttpStatusCode.MethodNotAllowed);
            var allowed = refused.Header("Allow")!.Split(", ");
            Assert.Superset(new HashSet<string> { "GET", "HEAD" }, allowed.ToHashSet());
            Assert.DoesNotContain(method.Method, allowed);
        }
    }

    [Fact]
    public async Task The_plugin_for_WordPress_is_a_file_to_keep_which_nothing_here_runs()
    {
        using var answer = await hub.Client.GetAsync("/assets/feedhub-wordpress.php");
        Assert.Equal(
            ("attachment; filename=feedhub.php", "text/plain", "nosniff"),
            (answer.Header("Content-Disposition"), answer.Content.Headers.ContentType!.MediaType, answer.Header("X-Content-Type-Options")));
        Assert.StartsWith("<?php\n/**\n * Plugin Name: FeedHub\n", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var page = await hub.Client.GetAsync("/assets/feedhub.css");
        Assert.Null(page.Header("Content-Disposition"));
    }

    [Theory]
    [MemberData(nameof(Missing))]
    public async Task What_there_is_not_is_a_404_with_problem_details(string path)
    {
        using var get = await hub.Client.GetAsync(path);
        await get.ProblemAsync(HttpStatusCode.NotFound);
        using var head = await hub.Client.SendAsync(HttpMethod.Head, path);
        Assert.Equal(HttpStatusCode.NotFound, head.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Missing))]
    public async Task To_a_browser_a_404_is_a_page(string path)
    {
        using var missing = await hub.Client.GetAsync(path, ("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"));
        Assert.Equal((HttpStatusCode.NotFound, "text/html"), (missing.StatusCode, missing.Content.Headers.ContentType?.MediaType));
        Assert.Contains("<h1>", await missing.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_health_endpoints_speak_plainly_and_are_kept_by_nobody()
    {
        foreach (var (path, word) in new[] { ("/health/live", "live\n"), ("/health/ready", "ready\n") })
        {
            using var answer = await hub.Client.GetAsync(path);
            Assert.Equal(word, await answer.Content.ReadAsStringAsync());
            Assert.Equal("no-store", answer.Header("Cache-Control"));
        }
    }

    /// <summary>All headers but those of the moment, and the length, which a page that is written as it goes does not know.</summary>
    private static List<string> Headers(HttpResponseMessage response) =>
    [
        .. response.Headers.Concat(response.Content.Headers)
            .Where(h => h.Key is not ("Date" or "Set-Cookie" or "Transfer-Encoding" or "Content-Length"))
            .Select(h => $"{h.Key}: {string.Join(", ", h.Value)}").Order(),
    ];
}

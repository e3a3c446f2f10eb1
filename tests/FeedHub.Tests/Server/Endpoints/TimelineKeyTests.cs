using System.Net;
using System.Text;
using FeedHub.Server.Configuration;
using FeedHub.Tests.Server.Commands;
using FeedHub.Tests.Server.Configuration;

namespace FeedHub.Tests.Server.Endpoints;

public sealed class TimelineKeyTests : IAsyncLifetime
{
    private const string Key = "open: sesame";
    private readonly TemporaryConfig config = new();
    private readonly string data = Directory.CreateTempSubdirectory("feedhub-").FullName;
    private RunningHub? hub;

    public async ValueTask InitializeAsync()
    {
        config.Delete("sources/alpha.yaml");
        config.Write("site.yaml", TemporaryConfig.Site + "timeline: key\n");
        hub = await RunningHub.StartAsync(new FeedHubOptions { ConfigDirectory = config.Folder, DataDirectory = data, TimelineKey = Key });
    }

    public static TheoryData<string> Guarded =>
        ["/", "/stories/1", "/sources", "/timeline/feed.rss", "/timeline/feed.atom", "/timeline/feed.json", "/sources.opml",
            "/sources/health.atom"];

    public static TheoryData<string> Open =>
        ["/series", "/series/weekly", "/series/weekly/first", "/series/weekly/feed.rss", "/feeds", "/feeds.opml", "/health/live",
            "/health/ready", "/assets/feedhub.css"];

    [Theory]
    [MemberData(nameof(Guarded))]
    public async Task Without_the_key_the_timeline_is_closed(string path)
    {
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
        {
            using var refused = await hub!.Client.SendAsync(method, path);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
            Assert.StartsWith("Basic ", refused.Header("WWW-Authenticate"), StringComparison.Ordinal);
            Assert.Equal("no-store", refused.Header("Cache-Control"));
        }
        using var get = await hub!.Client.GetAsync(path);
        await get.ProblemAsync(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [MemberData(nameof(Guarded))]
    public async Task With_the_key_it_is_open_and_no_shared_cache_keeps_it(string path)
    {
        foreach (var credentials in new[] { $"Bearer {Key}", $"bearer {Key}", Basic($"anybody:{Key}"), Basic($":{Key}") })
        {
            using var answer = await hub!.Client.GetAsync(path, ("Authorization", credentials));
            Assert.Equal(path == "/stories/1" ? HttpStatusCode.NotFound : HttpStatusCode.OK, answer.StatusCode);
            Assert.False(answer.Headers.CacheControl!.Public);
            Assert.Null(answer.Header("Access-Control-Allow-Origin"));
        }
    }

    [Theory]
    [InlineData("reader")]
    [InlineData("editor")]
    [InlineData("admin")]
    public async Task Each_key_that_was_given_out_opens_it_by_Bearer_and_by_Basic(string role)
    {
        var key = (await FeedHubRun.OfAsync("key", "add", "--role", role, "--data", data)).Output.Trim();
        foreach (var path in Guarded.Select(row => row.Data).Concat(["/api/v1/stories/1", "/api/v1/sources/alpha/events"]))
        {
            foreach (var credentials in new[] { $"Bearer {key}", Basic($"tamar:{key}") })
            {
                using var answer = await hub!.Client.GetAsync(path, ("Authorization", credentials));
                // Where there is nothing to see, that is told.
                Assert.Equal(Path.GetFileName(path) is "1" or "events" ? HttpStatusCode.NotFound : HttpStatusCode.OK, answer.StatusCode);
                Assert.False(answer.Headers.CacheControl!.Public);
                Assert.Null(answer.Header("Access-Control-Allow-Origin"));
            }
        }
    }

    [Fact]
    public async Task What_was_made_for_a_key_is_not_told_to_anybody_without()
    {
        foreach (var path in Guarded.Select(row => row.Data))
        {
            using var made = await hub!.Client.GetAsync(path, ("Authorization", $"Bearer {Key}"));
            using var refused = await hub.Client.GetAsync(path, ("If-None-Match", made.Header("ETag") ?? "*"));
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
            Assert.Null(refused.Header("ETag"));
        }
    }

    [Theory]
    [InlineData("/timeline/feed.json", false)]
    [InlineData("/sources.opml", false)]
    [InlineData("/series/weekly/feed.json", true)]
    public async Task No_page_of_another_site_may_read_what_needs_a_key(string path, bool may)
    {
        foreach (var method in new[] { HttpMethod.Options, HttpMethod.Get })
        {
            using var answer = await hub!.Client.SendAsync(
                method, path, ("Authorization", $"Bearer {Key}"), ("Origin", "https://widget.example"));
            Assert.True(answer.IsSuccessStatusCode);
            Assert.Equal(may, answer.Headers.Any(h => h.Key.StartsWith("Access-Control-", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task A_redirect_that_needed_a_key_is_kept_by_nobody()
    {
        using var moved = await hub!.Client.GetAsync("/Sources/", ("Authorization", $"Bearer {Key}"));
        Assert.Equal((HttpStatusCode.PermanentRedirect, "no-store"), (moved.StatusCode, moved.Header("Cache-Control")));
    }

    [Theory]
    [InlineData("Bearer wrong")]
    [InlineData("Bearer")]
    [InlineData("Basic")]
    [InlineData("Basic !!!")]
    [InlineData("Digest open: sesame")]
    public async Task Anything_else_is_no_key(string credentials)
    {
        foreach (var wrong in new[] { credentials, Basic("anybody:wrong"), Basic(Key), Basic("anybody:") })
        {
            using var refused = await hub!.Client.GetAsync("/", ("Authorization", wrong));
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }
    }

    [Theory]
    [MemberData(nameof(Open))]
    public async Task The_series_are_open_to_all(string path)
    {
        using var answer = await hub!.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Without_a_configured_key_nobody_passes()
    {
        var other = Directory.CreateTempSubdirectory("feedhub-").FullName;
        await using (var keyless = await RunningHub.StartAsync(
            new FeedHubOptions { ConfigDirectory = config.Folder, DataDirectory = other }))
        {
            foreach (var credentials in new[] { "Bearer", "Bearer ", Basic(":"), Basic("") })
            {
                using var refused = await keyless.Client.GetAsync("/", ("Authorization", credentials));
                Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
            }
        }
        Directory.Delete(other, recursive: true);
    }

    public async ValueTask DisposeAsync()
    {
        await hub!.DisposeAsync();
        config.Dispose();
        Directory.Delete(data, recursive: true);
    }

    private static string Basic(string pair) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(pair));
}

using System.Net;
using FeedHub.Core.Access;
using FeedHub.Core.Sources;
using FeedHub.Core.Sources.Polling;
using FeedHub.Origin;
using FeedHub.Server.Configuration;
using FeedHub.Tests.Server.Commands;
using FeedHub.Tests.Server.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FeedHub.Tests.Server.Endpoints;

/// <summary>What a server tells its operator: the history of a source, and its metrics.</summary>
public sealed class OperatorTests : IAsyncLifetime
{
    private readonly TemporaryConfig config = new();
    private readonly string data = Directory.CreateTempSubdirectory("feedhub-").FullName;
    private FeedOrigin origin = null!;
    private RunningHub hub = null!;

    public async ValueTask InitializeAsync()
    {
        origin = await FeedOrigin.StartAsync(new FeedOriginOptions());
        config.Write(
            "sources/alpha.yaml",
            $"id: alpha\ntitle: Alpha\nurl: {origin.Url("/fault/status;code=404/feed.rss")}\nlanguage: en\nkind: press\n");
        hub = await RunningHub.StartAsync(new FeedHubOptions { ConfigDirectory = config.Folder, DataDirectory = data });
        var store = hub.Services.GetRequiredService<ISourceStore>();
        await RunningHub.WaitAsync(async () => (await store.FetchesAsync(new SourceId("alpha"), 1, default)).Count > 0);
    }

    [Fact]
    public async Task A_source_s_events_tell_its_fetches_and_its_next_poll_and_why()
    {
        var events = await hub.Client.JsonFeedAsync("/api/v1/sources/alpha/events");
        var fetch = events.GetProperty("fetches")[0];
        Assert.Equal(
            ("HTTP 4xx", 404, "HTTP 404"),
            (fetch.GetProperty("outcome").GetString(), fetch.GetProperty("status").GetInt32(), fetch.GetProperty("note").GetString()));
        Assert.Equal(1, events.GetProperty("failures").GetInt32());
        Assert.Equal(PollReason.Backoff.Describe(), events.GetProperty("why").GetString());
        Assert.True(events.GetProperty("nextPoll").GetDateTimeOffset() > fetch.GetProperty("at").GetDateTimeOffset());
    }

    [Fact]
    public async Task Events_of_no_source_are_not_found()
    {
        using var answer = await hub.Client.GetAsync("/api/v1/sources/nobody/events");
        await answer.ProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Metrics_count_fetches_by_the_word_of_their_outcome()
    {
        var metrics = await hub.Client.GetStringAsync("/metrics");
        Assert.Matches(@"feedhub_fetches_total\{[^}]*outcome=""HTTP 4xx""[^}]*\} [1-9]", metrics);
        Assert.Matches(@"feedhub_fetch_duration_seconds_bucket\{[^}]*le=""0.25""", metrics);
        Assert.Contains("service_name=\"feedhub\"", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_count_the_requests_on_their_way()
    {
        config.Write("sources/slow.yaml", $"id: slow\ntitle: Slow\nurl: {origin.Url("/fault/stall/feed.rss")}\nlanguage: en\nkind: press\n");
        await RunningHub.WaitAsync(async () => System.Text.RegularExpressions.Regex.IsMatch(
            await hub.Client.GetStringAsync("/metrics"), @"feedhub_active_requests\{[^}]*state=""active""[^}]*\} [1-9]"));
    }

    [Fact]
    public async Task From_elsewhere_metrics_need_a_key_of_the_role_admin()
    {
        var (admin, editor) = (await KeyAsync("admin"), await KeyAsync("editor"));
        using var keyless = await FromElsewhereAsync(null);
        Assert.EndsWith(", Bearer", keyless.Header("WWW-Authenticate"), StringComparison.Ordinal);
        await keyless.ProblemAsync(HttpStatusCode.Unauthorized);
        foreach (var wrong in new[] { editor, admin + "x", admin[..^1], AccessKey.Hash(admin), "" })
        {
            using var refused = await FromElsewhereAsync($"Bearer {wrong}");
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }

        using var welcome = await FromElsewhereAsync($"Bearer {admin}");
        Assert.Equal(HttpStatusCode.OK, welcome.StatusCode);
        Assert.Contains("feedhub_fetches_total", await welcome.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_is_kept_as_its_hash_alone()
    {
        var key = await KeyAsync("reader");
        var given = await hub.Services.GetRequiredService<IAccessKeyStore>().FindAsync(AccessKey.Hash(key), default);
        Assert.Equal(AccessRole.Reader, given?.Role);
        foreach (var file in Directory.EnumerateFiles(data, "feedhub.db*"))
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            await open.CopyToAsync(bytes);
            Assert.Equal(-1, bytes.ToArray().AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(key)));
        }
    }

    [Fact]
    public async Task The_list_of_keys_shows_no_key_and_one_that_is_taken_back_is_refused_at_once()
    {
        var given = await FeedHubRun.OfAsync("key", "add", "--role", "admin", "--name", "Prometheus on mon1", "--data", data);
        var key = given.Output.Trim();
        using (var welcome = await FromElsewhereAsync($"Bearer {key}"))
            Assert.Equal(HttpStatusCode.OK, welcome.StatusCode);

        var list = await FeedHubRun.OfAsync("key", "list", "--data", data);
        Assert.Matches(
            @"^[0-9a-f]{12}  admin   \d{4}-\d\d-\d\d  (never used     |used \d{4}-\d\d-\d\d)  Prometheus on mon1$", list.Output.Trim());
        Assert.DoesNotContain(key, list.Output, StringComparison.Ordinal);
        var id = list.Output.Split(' ')[0];
        Assert.Equal(1, (await FeedHubRun.OfAsync("key", "revoke", id[..4], "--data", data)).Code);
        Assert.Equal(0, (await FeedHubRun.OfAsync("key", "revoke", id, "--data", data)).Code);
        using (var refused = await FromElsewhereAsync($"Bearer {key}"))
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(1, (await FeedHubRun.OfAsync("key", "revoke", id, "--data", data)).Code);
        Assert.Empty((await FeedHubRun.OfAsync("key", "list", "--data", data)).Output);
    }

    [Fact]
    public async Task A_role_that_is_none_is_refused() =>
        Assert.Equal(2, (await FeedHubRun.OfAsync("key", "add", "--role", "king", "--data", data)).Code);

    public async ValueTask DisposeAsync()
    {
        await hub.DisposeAsync();
        await origin.DisposeAsync();
        config.Dispose();
        Directory.Delete(data, recursive: true);
    }

    private async Task<string> KeyAsync(string role)
    {
        var run = await FeedHubRun.OfAsync("key", "add", "--role", role, "--data", data);
        Assert.Equal(0, run.Code);
        return run.Output.Trim();
    }

    /// <summary>As a proxy passes a request on.</summary>
    private Task<HttpResponseMessage> FromElsewhereAsync(string? authorization) => authorization is null
        ? hub.Client.GetAsync("/metrics", ("X-Forwarded-For", "198.51.100.7"))
        : hub.Client.GetAsync("/metrics", ("X-Forwarded-For", "198.51.100.7"), ("Authorization", authorization));
}

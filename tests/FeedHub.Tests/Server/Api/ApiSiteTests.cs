using System.Net;
using FeedHub.Core.Access;
using FeedHub.Server.Configuration;
using FeedHub.Tests.Server.Configuration;
using FeedHub.Tests.Server.Endpoints;
using Microsoft.Extensions.DependencyInjection;

namespace FeedHub.Tests.Server.Api;

/// <summary>What the configuration makes of the API: its limits, its base path, who may read, what has been withdrawn.</summary>
public sealed class ApiSiteTests : IAsyncLifetime
{
    private readonly TemporaryConfig config = new();
    private readonly string data = Directory.CreateTempSubdirectory("feedhub-").FullName;
    private RunningHub? hub;
    private string key = "";

    public async ValueTask InitializeAsync()
    {
        config.Delete("sources/alpha.yaml");
        config.Write(
            "site.yaml",
            TemporaryConfig.Site
                + "trusted_proxies: [127.0.0.1/32]\nbase_path: /feeds\ntimeline: key\napi: {per_minute: 3, per_minute_with_key: 5}\n");
        config.CopyFrom(RepositoryFiles.Path("feeds-config", "gazetteer"), "gazetteer");
        config.Write(
            "series/weekly/briefs/gone.md",
            TemporaryConfig.Brief.Replace(
                "published:",
                "status: withdrawn\ncorrections:\n  - {kind: retraction, at: 2026-11-10, note: The source was forged.}\npublished:",
                StringComparison.Ordinal));
        config.Write(
            "series/weekly/briefs/later.md", TemporaryConfig.Brief.Replace("2026-11-02", "2999-11-02", StringComparison.Ordinal));
        hub = await RunningHub.StartAsync(new FeedHubOptions { ConfigDirectory = config.Folder, DataDirectory = data });
        key = AccessKey.Mint();
        await hub.Services.GetRequiredService<IAccessKeyStore>()
            .AddAsync(AccessKey.Hash(key), AccessRole.Reader, "test", DateTimeOffset.UnixEpoch, default);
    }

    [Fact]
    public async Task An_address_that_asks_too_often_is_told_to_wait_and_no_other()
    {
        for (var left = 2; left >= 0; left--)
        {
            using var answer = await GetAsync("series", "5.197.1.2");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("\"address\";q=3;w=60", answer.Header("RateLimit-Policy"));
            Assert.StartsWith($"\"address\";r={left};t=", answer.Header("RateLimit"), StringComparison.Ordinal);
        }
        using var refused = await GetAsync("series", "5.197.1.2");
        var problem = await refused.ProblemAsync(HttpStatusCode.TooManyRequests);
        Assert.Contains("Retry-After", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("20", refused.Header("Retry-After"));
        Assert.StartsWith("\"address\";r=0;", refused.Header("RateLimit"), StringComparison.Ordinal);
        using var other = await GetAsync("series", "5.197.1.3");
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        using var feed = await hub!.Client.GetAsync("/feeds/series/weekly/feed.atom", ("X-Forwarded-For", "5.197.1.2"));
        Assert.Equal(HttpStatusCode.OK, feed.StatusCode);
    }

    [Fact]
    public async Task With_a_key_the_key_is_counted_wherever_it_comes_from()
    {
        for (var i = 0; i < 5; i++)
        {
            using var answer = await GetAsync("stories", $"5.197.2.{i}", ("Authorization", $"Bearer {key}"));
            Assert.Equal((HttpStatusCode.OK, "\"key\";q=5;w=60"), (answer.StatusCode, answer.Header("RateLimit-Policy")));
        }
        using var refused = await GetAsync("series", "5.197.2.9", ("Authorization", $"Bearer {key}"));
        await refused.ProblemAsync(HttpStatusCode.TooManyRequests);
        using var without = await GetAsync("series", "5.197.2.9");
        Assert.Equal(HttpStatusCode.OK, without.StatusCode);
    }

    [Fact]
    public async Task A_304_is_not_counted_and_what_has_changed_is()
    {
        using var first = await GetAsync("series", "5.197.3.1");
        for (var i = 0; i < 10; i++)
        {
            using var same = await GetAsync("series", "5.197.3.1", ("If-None-Match", first.Header("ETag")!));
            Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
            Assert.StartsWith("\"address\";r=2;", same.Header("RateLimit"), StringComparison.Ordinal);
        }
        using var changed = await GetAsync("series", "5.197.3.1", ("If-None-Match", "\"older\""));
        Assert.StartsWith("\"address\";r=1;", changed.Header("RateLimit"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neither_this_machine_nor_a_private_network_is_counted_without_a_key()
    {
        foreach (var address in new[] { "127.0.0.1", "10.1.2.3" })
        {
            for (var i = 0; i < 5; i++)
            {
                using var answer = await GetAsync("series", address);
                Assert.Equal((HttpStatusCode.OK, null), (answer.StatusCode, answer.Header("RateLimit")));
            }
        }
    }

    [Fact]
    public async Task Another_quota_in_the_file_is_in_force_at_once()
    {
        var site = await File.ReadAllTextAsync(Path.Combine(config.Folder, "site.yaml"));
        config.Write("site.yaml", site.Replace("per_minute: 3", "per_minute: 7", StringComparison.Ordinal));
        await hub!.Services.GetRequiredService<CatalogLoader>().LoadAsync(default);
        using var answer = await GetAsync("series", "5.197.4.1");
        Assert.Equal("\"address\";q=7;w=60", answer.Header("RateLimit-Policy"));
    }

    [Fact]
    public async Task Where_the_timeline_needs_a_key_no_other_site_reads_it_and_no_cache_shares_it()
    {
        using var nobody = await GetAsync("stories", "5.197.5.1");
        await nobody.ProblemAsync(HttpStatusCode.Unauthorized);
        using var reader = await GetAsync("stories", "5.197.5.1", ("Authorization", $"Bearer {key}"));
        Assert.True(reader.Headers.CacheControl is { Private: true, NoCache: true });
        Assert.Null(reader.Header("Access-Control-Allow-Origin"));
        using var series = await GetAsync("series", "5.197.5.1");
        Assert.Equal("*", series.Header("Access-Control-Allow-Origin"));
        Assert.Contains("RateLimit", series.Header("Access-Control-Expose-Headers"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_withdrawn_brief_is_a_410_with_its_note_and_one_that_is_not_out_is_nowhere()
    {
        using var gone = await GetAsync("series/weekly/briefs/gone", "5.197.6.1");
        var problem = await gone.ProblemAsync(HttpStatusCode.Gone);
        Assert.Equal(
            ("The source was forged.", "2026-11-10T00:00:00Z"),
            (problem.GetProperty("note").GetString(), problem.GetProperty("withdrawn").GetString()));
        using var later = await GetAsync("series/weekly/briefs/later", "5.197.6.1");
        await later.ProblemAsync(HttpStatusCode.NotFound);
        using var list = await GetAsync("series/weekly/briefs", "5.197.6.1");
        var text = await list.Content.ReadAsStringAsync();
        Assert.Contains("\"first\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("gone", text, StringComparison.Ordinal);
        Assert.DoesNotContain("later", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_gazetteer_is_searched_by_name_in_any_language_and_by_kind_and_addresses_have_the_base_path()
    {
        var key = $"Bearer {this.key}";
        using var found = await GetAsync("gazetteer?name=%D0%91%D0%B0%D0%BA%D1%83&kind=capital", "127.0.0.1", ("Authorization", key));
        var items = System.Text.Json.JsonDocument.Parse(await found.Content.ReadAsStringAsync()).RootElement.GetProperty("items");
        var baku = Assert.Single(items.EnumerateArray());
        Assert.Equal(("Baku", "capital", "AZ"), (
            baku.GetProperty("title").GetString(), baku.GetProperty("kind").GetString(), baku.GetProperty("regions")[0].GetString()));
        Assert.Equal("Bakı", baku.GetProperty("names").GetProperty("az")[0].GetString());
        using var same = await GetAsync($"gazetteer/{baku.GetProperty("id").GetString()}", "127.0.0.1", ("Authorization", key));
        Assert.Equal(HttpStatusCode.OK, same.StatusCode);
        using var bad = await GetAsync("gazetteer?kind=planet", "127.0.0.1", ("Authorization", key));
        var problem = await bad.ProblemAsync(HttpStatusCode.BadRequest);
        Assert.Contains("capital", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        using var part = await GetAsync("gazetteer?limit=1", "127.0.0.1", ("Authorization", key));
        Assert.Contains(
            "\"next\":\"/feeds/api/v1/gazetteer?limit=1&cursor=", await part.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await hub!.DisposeAsync();
        config.Dispose();
        Directory.Delete(data, recursive: true);
    }

    private Task<HttpResponseMessage> GetAsync(string path, string address, params (string, string)[] headers) =>
        hub!.Client.GetAsync($"/feeds/api/v1/{path}", [("X-Forwarded-For", address), .. headers]);
}

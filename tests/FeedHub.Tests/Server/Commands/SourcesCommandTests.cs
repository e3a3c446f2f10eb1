using System.Globalization;
using FeedHub.Origin;
using FeedHub.Server.Configuration.Files;
using FeedHub.Tests.Server.Configuration;

namespace FeedHub.Tests.Server.Commands;

/// <summary><c>sources verify</c> against an origin of which each address is a host of its own.</summary>
public sealed class SourcesCommandTests : IAsyncLifetime
{
    private static readonly string[] Turkish =
        ["Bakan sınır kapısının yeniden açılması için görüştü", "Şehirde yağmur ve kar bekleniyor", "Yeni köprü için ihale yapıldı"];

    private readonly TemporaryConfig config = new();
    private readonly string data = Directory.CreateTempSubdirectory("feedhub-").FullName;
    private FeedOrigin origin = null!;

    private string Findings => Path.Combine(data, FindingsReader.Path);

    public async ValueTask InitializeAsync()
    {
        origin = await FeedOrigin.StartAsync(new FeedOriginOptions { Addresses = FeedOriginOptions.Loopback(4) });
        config.Write("site.yaml", TemporaryConfig.Site + "fetching: { host_spacing: 0s }\n");
        config.Delete("sources/alpha.yaml");
        origin.Put("/good.rss", Feed(1));
        origin.Put("/new.rss", Feed(2));
        origin.Put("/home", OriginDocument.Of(
            "<!doctype html><title>Home</title><link rel=alternate type=application/rss+xml href=/comments.rss>"
            + "<link rel=alternate type=application/rss+xml href=/new.rss>", "text/html"));
        origin.Put("/comments.rss", Feed(1));
        Declare("good", "/good.rss", 0);
        Declare("moved", "/gone.rss", 1, "/home");
        Declare("dead", "/fault/close/feed.rss", 2, "/fault/close/home");
    }

    [Fact]
    public async Task It_says_what_works_where_and_what_is_dead_and_changes_no_file_of_the_user()
    {
        Declare("archive", "/archive.rss", 0);
        origin.Put("/archive.rss", Feed(400));
        var before = Files();
        var run = await RunAsync("sources", "verify");
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains(
            $"good: works at its address: RSS 2.0, language tr, 7 items a week, newest {Day(1)}", run.Output, StringComparison.Ordinal);
        Assert.Contains($"moved: works at discovered address {origin.Url("/new.rss", 1)}: RSS 2.0, ", run.Output, StringComparison.Ordinal);
        Assert.Contains("dead: dead: connection broken: ", run.Output, StringComparison.Ordinal);
        Assert.Contains($"archive: dead: nothing new since {Day(400)}", run.Output, StringComparison.Ordinal);
        Assert.Contains("4 tried: 1 work at their address, 1 at another, 2 not at all.", run.Output, StringComparison.Ordinal);
        Assert.Contains("no enabled source in Turkish (tr); disabled: archive, dead, good, moved", run.Output, StringComparison.Ordinal);
        Assert.Equal(before, Files());
        Assert.True(File.Exists(Findings));
        Assert.All(origin.Requests, r => Assert.Equal(1, r.InFlight));
        Assert.Equal(0, (await RefreshedAsync()).GetProperty("sources").GetInt32());
    }

    [Fact]
    public async Task With_enable_those_that_work_are_polled_where_they_work()
    {
        var before = Files();
        var run = await RunAsync("sources", "verify", "--enable");
        Assert.Contains("Enabled by verification: good, moved.", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("in Turkish", run.Output, StringComparison.Ordinal);
        Assert.Equal(before, Files());
        Assert.Contains("Enabled because “feedhub sources verify” saw them work: good, moved.", (await RunAsync("check")).Output,
            StringComparison.Ordinal);

        var asked = origin.Requests.Count;
        Assert.Equal(2, (await RefreshedAsync()).GetProperty("fetched").GetInt32());
        Assert.Equal(["/good.rss", "/new.rss"], origin.Requests.Skip(asked).Select(r => r.Path).Order());
    }

    [Fact]
    public async Task What_was_seen_to_work_is_not_tried_again_and_can_be_enabled_later()
    {
        Assert.Contains("feedhub sources verify --enable", (await RunAsync("sources", "verify")).Output, StringComparison.Ordinal);
        var asked = origin.Requests.Count;
        var second = await RunAsync("sources", "verify", "--enable");
        Assert.StartsWith("Sources to try: 1.\n[1/1] dead: dead: ", second.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(origin.Requests.Skip(asked), r => r.Path.Contains("good", StringComparison.Ordinal));
        Assert.Equal(2, (await RefreshedAsync()).GetProperty("fetched").GetInt32());
    }

    [Fact]
    public async Task One_source_is_tried_by_its_id_as_its_file_declares_it()
    {
        await RunAsync("sources", "verify", "--enable");
        var one = await RunAsync("sources", "verify", "--source", "moved");
        Assert.StartsWith("Sources to try: 1.\n[1/1] moved: works at discovered address ", one.Output, StringComparison.Ordinal);
        Assert.Equal(2, (await RefreshedAsync()).GetProperty("fetched").GetInt32());
        Assert.Equal(2, (await RunAsync("sources", "verify", "--source", "nobody")).Code);
    }

    [Fact]
    public async Task A_file_that_changes_later_comes_before_what_was_found()
    {
        await RunAsync("sources", "verify", "--enable");
        Declare("good", "/good.rss", 0, more: "verified: 2026-01-01\n");
        Declare("moved", "/other.rss", 1, "/home");
        Assert.DoesNotContain("Enabled because", (await RunAsync("check")).Output, StringComparison.Ordinal);
        config.Delete("sources/good.yaml");
        config.Delete("sources/moved.yaml");
        Assert.Contains("1 sources, 0 of them enabled", (await RunAsync("check")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await RefreshedAsync()).GetProperty("sources").GetInt32());
    }

    [Fact]
    public async Task A_feed_of_another_language_or_site_is_named_and_not_taken()
    {
        origin.Put("/english.rss", Feed(1, "The minister met the border guards", "Rain and snow are expected in the city"));
        origin.Put("/en", OriginDocument.Of("<!doctype html><title>E</title><a href=/english.rss>RSS</a>", "text/html"));
        origin.Put("/far", OriginDocument.Of($"<!doctype html><title>F</title><a href={origin.Url("/good.rss", 3)}>RSS</a>", "text/html"));
        Declare("edition", "/gone.rss", 0, "/en");
        Declare("far", "/gone.rss", 0, "/far");
        var run = await RunAsync("sources", "verify", "--enable");
        Assert.Contains(
            $"its home page leads to {origin.Url("/english.rss")}, in en", run.Output, StringComparison.Ordinal);
        Assert.Contains($"its home page leads to {origin.Url("/good.rss", 3)}, of another site", run.Output, StringComparison.Ordinal);
        Assert.Contains("Enabled by verification: good, moved.", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "cannot be read as JSON")]
    [InlineData("{}", "cannot be read as JSON")]
    [InlineData("""{"sources":[null]}""", "has no list of sources")]
    [InlineData("""{"sources":[{"id":"good","asked":"ftp://x","tried":"2026-11-02","enabled":true}]}""", "'ftp://x'")]
    public async Task A_broken_file_of_findings_is_reported_and_ignored_and_never_written_over(string text, string problem)
    {
        await File.WriteAllTextAsync(Findings, text, TestContext.Current.CancellationToken);
        var check = await RunAsync("check");
        Assert.Equal(1, check.Code);
        Assert.Contains($"{Findings}:1: ", check.Output, StringComparison.Ordinal);
        Assert.Contains(problem, check.Output, StringComparison.Ordinal);
        Assert.Contains("3 sources, 0 of them enabled", check.Output, StringComparison.Ordinal);
        Assert.Equal(1, (await RunAsync("sources", "verify")).Code);
        Assert.Equal(text, await File.ReadAllTextAsync(Findings, TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        await origin.DisposeAsync();
        config.Dispose();
        Directory.Delete(data, recursive: true);
    }

    private void Declare(string id, string path, int host, string? home = null, string more = "") => config.Write($"sources/{id}.yaml", $"""
        id: {id}
        title: {id}
        url: {origin.Url(path, host)}
        {(home is null ? "" : $"home: {origin.Url(home, host)}")}
        language: tr
        countries: [TR]
        kind: press
        enabled: false
        reason: Nobody has tried it.
        {more}
        """);

    /// <summary>A feed with an item a day, the newest so many days old.</summary>
    private static OriginDocument Feed(int daysOld, params string[] titles) => OriginDocument.Of(
        $"<rss version='2.0'><channel><title>T</title><link>https://t.example/</link>{string.Concat((titles is [] ? Turkish : titles)
            .Select((title, i) => $"<item><title>{title}</title><guid>{i}</guid><pubDate>{At(daysOld + i):R}</pubDate></item>"))}"
        + "</channel></rss>",
        "application/rss+xml");

    private static DateTimeOffset At(int daysOld) => TimeProvider.System.GetUtcNow().AddDays(-daysOld);

    private static string Day(int daysOld) => At(daysOld).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Every file of the user's, byte by byte.</summary>
    private string[] Files() =>
        [.. Directory.EnumerateFiles(config.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(f => $"{f} {Convert.ToHexString(File.ReadAllBytes(f))}")];

    private async Task<System.Text.Json.JsonElement> RefreshedAsync() => (await RunAsync("refresh", "--json")).Json;

    private Task<FeedHubRun> RunAsync(params string[] args) =>
        FeedHubRun.OfAsync(["--config", config.Folder, "--data", data, "--allow-network", "127.0.0.0/8", .. args]);
}

using FeedHub.Origin;
using FeedHub.Tests.Server.Configuration;

namespace FeedHub.Tests.Server.Commands;

/// <summary>The verbs that help to find and describe sources.</summary>
public sealed class FindingCommandTests : IAsyncLifetime
{
    private readonly TemporaryConfig config = new();
    private readonly string data = Directory.CreateTempSubdirectory("feedhub-").FullName;
    private FeedOrigin origin = null!;

    public async ValueTask InitializeAsync()
    {
        config.Write("site.yaml", TemporaryConfig.Site + "fetching: { host_spacing: 0s }\n");
        origin = await FeedOrigin.StartAsync(new FeedOriginOptions());
    }

    [Fact]
    public async Task Feeds_are_discovered_by_header_element_and_anchor_each_once()
    {
        origin.Put("/page", OriginDocument.Of(
            "<!doctype html><title>Site</title><link rel=alternate type=application/rss+xml href=/feed.rss><a href=/feed.rss>RSS</a><a "
                + "href=/feed.json>feed</a><a href=/feed.none>feed</a>",
            "text/html") with
        {
            Headers = new Dictionary<string,
                string>
            { ["Link"] = "</style.css>; rel=preload, </feed.atom>; rel=\"alternate\"; type=\"application/atom+xml\"" },
        });
        var run = await RunAsync("discover", origin.Url("/page"));
        Assert.Equal(0, run.Code);
        var lines = run.Output.TrimEnd().Split('\n');
        Assert.Equal([origin.Url("/feed.atom"), origin.Url("/feed.rss"), origin.Url("/feed.json")], lines.Where((_, i) => i % 2 == 0));
        Assert.EndsWith("by a Link header", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("by a link element", lines[3], StringComparison.Ordinal);
        Assert.EndsWith("by a link on the page", lines[5], StringComparison.Ordinal);
        Assert.Matches(@"RSS 2\.0, 2 items, newest \d{4}-", lines[3]);
    }

    [Fact]
    public async Task A_feed_is_discovered_where_a_page_sends_browsers_on()
    {
        origin.Put("/page", OriginDocument.Of("<!doctype html><meta http-equiv=refresh content='0;url=/feed.atom'>", "text/html"));
        var run = await RunAsync("discover", origin.Url("/page"));
        var lines = run.Output.TrimEnd().Split('\n');
        Assert.Equal(origin.Url("/feed.atom"), lines[0]);
        Assert.EndsWith("by the address to which the page sends browsers on", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_hint_the_usual_places_are_tried()
    {
        origin.Put("/page", OriginDocument.Of("<!doctype html><title>Bare</title>", "text/html"));
        var run = await RunAsync("discover", origin.Url("/page"));
        Assert.Contains(origin.Url("/feed.json"), run.Output, StringComparison.Ordinal);
        Assert.Contains("by a common path", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense", "feedhub: No feed was found at nonsense. bad URL: not an http or https address")]
    [InlineData("http://10.0.0.1/", "feedhub: No feed was found at http://10.0.0.1/. guarded address: address 10.0.0.1 is private; allow "
        + "it with --allow-network 10.0.0.0/8")]
    public async Task Where_nothing_could_be_looked_at_it_is_told_why(string url, string error)
    {
        var run = await RunAsync("discover", url);
        Assert.Equal((1, "", error), (run.Code, run.Output, run.Error.TrimEnd()));
    }

    [Fact]
    public async Task A_page_that_is_missing_is_told_and_does_not_keep_from_looking_at_the_usual_places()
    {
        var broken = await RunAsync("discover", origin.Url("/fault/close/feed.rss"));
        Assert.Contains("connection broken: the connection closed without an answer", broken.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(origin.Requests, r => r.Path == "/feed");
        Assert.Contains("by a common path", (await RunAsync("discover", origin.Url("/missing"))).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id: a\n", "trial.yaml:1: url: is missing; add it")]
    [InlineData("id: [a\n", "trial.yaml:2: not YAML")]
    public async Task A_file_that_is_no_source_is_told_by_line_and_key(string text, string problem)
    {
        config.Write("trial.yaml", text);
        var run = await RunAsync("try-source", Path.Combine(config.Folder, "trial.yaml"));
        Assert.Equal(1, run.Code);
        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing.opml", null, "feedhub: {0}:1: cannot be read: ")]
    [InlineData("list.opml", "title: A", "feedhub: {0}:1: the file contains no XML element, so it is not OPML")]
    [InlineData("list.opml", "<opml><body><outline text='a' xmlUrl='ftp://a.example/'/></body></opml>",
        "feedhub: {0}:1: a: xmlUrl: 'ftp://a.example/' is not a web address")]
    public async Task A_list_that_cannot_be_read_is_told(string name, string? text, string problem)
    {
        var list = Path.Combine(config.Folder, name);
        if (text is not null)
            await File.WriteAllTextAsync(list, text);
        var run = await RunAsync("opml", "import", list);
        Assert.Equal(1, run.Code);
        Assert.StartsWith(
            string.Format(System.Globalization.CultureInfo.InvariantCulture, problem, list), run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_move_of_a_source_that_is_none_is_not_undone()
    {
        Assert.Equal(0, (await RunAsync("key", "add", "--role", "reader")).Code);
        var run = await RunAsync("undo-move", "nobody");
        Assert.Equal((2, "feedhub: There is no source 'nobody'; the files in sources/ give the IDs."), (run.Code, run.Error.TrimEnd()));
    }

    [Fact]
    public async Task A_source_is_tried_by_its_file_and_by_its_address()
    {
        origin.Put("/news", OriginDocument.Of("<!doctype html><title>News</title><li><a href=/one>The first \u001b[31mstory</a></li>",
            "text/html"));
        config.Write(
            "trial.yaml",
            $"id: trial\ntitle: Trial\nurl: {origin.Url("/news")}\nlanguage: en\nkind: press\npage: {{ item: li }}\nenabled: "
                + $"false\nreason: Not tried yet.\n");
        var page = await RunAsync("try-source", Path.Combine(config.Folder, "trial.yaml"));
        Assert.Contains("News: 1 entries", page.Output, StringComparison.Ordinal);
        Assert.Contains(origin.Url("/one"), page.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', page.Output);
        Assert.Contains("2 entries", (await RunAsync("try-source", origin.Url("/feed.rss"))).Output, StringComparison.Ordinal);
        var missing = await RunAsync("try-source", origin.Url("/none"));
        Assert.Equal((1, "feedhub: HTTP 4xx: HTTP 404\n"), (missing.Code, missing.Error));
    }

    [Fact]
    public async Task A_list_is_imported_once_and_what_is_written_passes_the_check()
    {
        var list = Path.Combine(config.Folder, "list.opml");
        await File.WriteAllTextAsync(
            list,
            "<opml version='2.0'><body><outline text='A &quot;b&quot; \\ # : é' xmlUrl='https://a.example/rss?x=1&amp;y=2' "
                + "htmlUrl='https://a.example/'/>"
            + "<outline text='folder'><outline text='B' xmlUrl='https://b.example/feed'/></outline></body></opml>");
        var first = await RunAsync("opml", "import", list);
        Assert.StartsWith("Wrote 2 files", first.Output, StringComparison.Ordinal);
        Assert.StartsWith("Wrote 0 files", (await RunAsync("opml", "import", list)).Output, StringComparison.Ordinal);
        var check = await FeedHubRun.OfAsync("check", "--config", config.Folder);
        Assert.Equal((0, ""), (check.Code, check.Error));
        var written = Directory.EnumerateFiles(Path.Combine(config.Folder, "sources"), "a-example*").Single();
        Assert.Contains("title: \"A \\\"b\\\" \\\\ # : é\"", await File.ReadAllTextAsync(written), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_enabled_sources_are_exported()
    {
        config.Write("sources/alpha.yaml", "id: alpha\ntitle: Alpha\nurl: https://alpha.example/feed?key=1\nlanguage: en\nkind: press\n");
        config.Write(
            "sources/off.yaml",
            "id: off\ntitle: Off\nurl: https://off.example/feed\nlanguage: en\nkind: press\nenabled: false\nreason: Gone.\n");
        var run = await RunAsync("opml", "export");
        // To who holds the files anyhow; what everybody may fetch hides it.
        Assert.Contains("xmlUrl=\"https://alpha.example/feed?key=1\"", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("off.example", run.Output, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await origin.DisposeAsync();
        config.Dispose();
        Directory.Delete(data, recursive: true);
    }

    private Task<FeedHubRun> RunAsync(params string[] args) =>
        FeedHubRun.OfAsync([.. args, "--config", config.Folder, "--data", data, "--allow-network", "127.0.0.0/8"]);
}

using System.Text.Json;
using System.Xml.Linq;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using FeedHub.Server.Configuration;
using FeedHub.Server.Security;
using FeedHub.Tests.Server.Configuration;

namespace FeedHub.Tests.Server.Endpoints;

/// <summary>What a brief's page says to machines, to other sites, and of what has happened since.</summary>
public sealed class BriefPageTests : IAsyncLifetime
{
    private readonly TemporaryConfig config = new();
    private readonly string data = Directory.CreateTempSubdirectory("feedhub-").FullName;
    private TrialOutlets? outlets;
    private RunningHub? hub;

    public async ValueTask InitializeAsync()
    {
        outlets = await TrialOutlets.StartAsync();
        outlets.Editions[0]();
        outlets.Declare(config);
        config.WriteBytes("series/weekly/media/map.png", [1, 2, 3]);
        config.Write("series/weekly/briefs/first.md", """
            ---
            title: First </script><b>
            dek: This week's brief examines the first thing.
            published: 2020-11-02
            authors: [A Name]
            regions: [AZ]
            topics: [gas]
            corrections:
              - {kind: correction, at: 2020-11-05, note: Not 30 but 40.}
            translations:
              - {language: az, brief: https://elsewhere.example/az}
            image: {file: map.png, alt: A map, credit: Us, licence: https://licence.example/}
            ---
            Text.

            ## What we are watching

            **All of it.** Soon.

            watch: {lang: [ru, az, hy, en]}

            **Nothing.** Never.

            watch: {country: FJ}
            """);
        config.Write(
            "series/weekly/briefs/elsewhere.md",
            TemporaryConfig.Brief.Replace(
                "published", "canonical_url: https://elsewhere.example/first\npublished", StringComparison.Ordinal));
        hub = await RunningHub.StartAsync(new FeedHubOptions { ConfigDirectory = config.Folder, DataDirectory = data });
        await hub.SettleAsync();
    }

    [Fact]
    public async Task Search_engines_are_told_all_of_it_and_no_text_can_end_the_element()
    {
        var page = await PageAsync("/series/weekly/first");
        var json = JsonDocument.Parse(page.QuerySelector("script[type='application/ld+json']")!.TextContent).RootElement;
        Assert.Equal("AnalysisNewsArticle", json.GetProperty("@type").GetString());
        Assert.Equal("First </script><b>", json.GetProperty("headline").GetString());
        Assert.Equal("2020-11-05T00:00:00+00:00", json.GetProperty("dateModified").GetString());
        Assert.Equal("Not 30 but 40.", Assert.Single(json.GetProperty("correction").EnumerateArray()).GetProperty("text").GetString());
        Assert.Equal("https://licence.example/", json.GetProperty("image").GetProperty("license").GetString());
        Assert.Equal(
            "https://elsewhere.example/az",
            Assert.Single(json.GetProperty("workTranslation").EnumerateArray()).GetProperty("url").GetString());
        Assert.Equal("First </script><b>", page.QuerySelector("meta[property='og:title']")!.GetAttribute("content"));
        Assert.Equal(
            "https://hub.example/series/weekly/media/map.png", page.QuerySelector("meta[property='og:image']")!.GetAttribute("content"));
        Assert.Equal("az", page.QuerySelector("link[hreflang]")!.GetAttribute("hreflang"));
        Assert.Empty(page.QuerySelectorAll("head b"));
    }

    [Fact]
    public async Task Beside_what_is_being_watched_stands_what_arrived_since()
    {
        var page = await PageAsync("/series/weekly/first");
        Assert.NotEmpty(page.QuerySelectorAll("#w-all-of-it .since li"));
        Assert.Equal("/?lang=az,en,hy,ru", page.QuerySelector("#w-all-of-it .since a")!.GetAttribute("href"));
        Assert.Empty(page.QuerySelectorAll("#w-nothing .since"));
        Assert.DoesNotContain("watch:", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_whose_home_is_elsewhere_says_so_and_is_not_in_the_sitemap()
    {
        Assert.Equal(
            "https://elsewhere.example/first",
            (await PageAsync("/series/weekly/elsewhere")).QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
        XNamespace sitemaps = "http://www.sitemaps.org/schemas/sitemap/0.9";
        var pages = XElement.Parse(await hub!.Client.GetStringAsync("/sitemap.xml")).Elements(sitemaps + "url")
            .Select(u => (u.Element(sitemaps + "loc")!.Value, u.Element(sitemaps + "lastmod")?.Value)).ToList();
        Assert.Equal(
            [("https://hub.example/series/weekly", "2026-11-02T00:00:00Z"),
                ("https://hub.example/series/weekly/first", "2020-11-05T00:00:00Z")],
            pages);
        Assert.Contains(
            "Sitemap: https://hub.example/sitemap.xml", await hub.Client.GetStringAsync("/robots.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_site_may_frame_the_latest_briefs_and_no_other_page()
    {
        using var frame = await hub!.Client.GetAsync("/embed/series/weekly");
        var policy = frame.Header("Content-Security-Policy")!;
        Assert.Contains("frame-ancestors *", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);
        var page = new HtmlParser().ParseDocument(await frame.Content.ReadAsStringAsync());
        Assert.Equal(2, page.QuerySelectorAll("main li a[target=_blank]").Length);
        Assert.Empty(page.QuerySelectorAll("script"));
        foreach (var path in new[] { "/series/weekly", "/series/weekly/first", "/feeds", "/embed/series/none" })
        {
            using var other = await hub.Client.GetAsync(path);
            Assert.Equal(
                path.StartsWith("/embed", StringComparison.Ordinal),
                other.Header("Content-Security-Policy") != SecurityHeaders.ContentSecurityPolicy);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await hub!.DisposeAsync();
        await outlets!.DisposeAsync();
        config.Dispose();
        Directory.Delete(data, recursive: true);
    }

    private async Task<IHtmlDocument> PageAsync(string path) => new HtmlParser().ParseDocument(await hub!.Client.GetStringAsync(path));
}

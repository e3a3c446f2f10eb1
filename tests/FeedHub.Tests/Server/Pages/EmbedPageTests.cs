using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using FeedHub.Server.Configuration;
using FeedHub.Tests.Server.Configuration;
using FeedHub.Tests.Server.Endpoints;
using FeedHub.Tests.Server.Publishing;

namespace FeedHub.Tests.Server.Pages;

/// <summary>A series on other sites and in feed readers, and the pictures of its pages.</summary>
public sealed class EmbedPageTests : IAsyncLifetime
{
    private const string Frame = "/embed/series/weekly";
    private readonly TemporaryConfig config = new();
    private readonly string data = Directory.CreateTempSubdirectory("feedhub-").FullName;
    private RunningHub hub = null!;

    public async ValueTask InitializeAsync()
    {
        config.Delete("sources/alpha.yaml");
        config.WriteBytes("series/weekly/media/map.png", InstitutePosts.Png);
        config.WriteBytes("series/weekly/media/odd.png", [1, 2, 3]);
        for (var n = 1; n <= 22; n++)
        {
            config.Write($"series/weekly/briefs/brief-{n}.md", $"""
                ---
                title: Brief {n}
                dek: This week's brief examines road {n}.
                published: 2026-01-{n:00}
                image: {"{"}file: map.png, alt: A map{"}"}
                ---
                Text.

                ![The same](../media/map.png) ![Not one](../media/odd.png)
                """);
        }
        hub = await RunningHub.StartAsync(new FeedHubOptions { ConfigDirectory = config.Folder, DataDirectory = data });
    }

    [Theory]
    [InlineData("", 5, null, "light dark")]
    [InlineData("?theme=auto&limit=1", 1, null, "light dark")]
    [InlineData("?theme=dark&limit=20", 20, "dark", "dark")]
    [InlineData("?limit=3&theme=light", 3, "light", "light")]
    public async Task A_frame_has_as_many_titles_and_the_theme_that_its_address_says(string query, int titles, string? theme, string scheme)
    {
        var page = await PageAsync(Frame + query);
        Assert.Equal(titles, page.QuerySelectorAll("main li").Length);
        Assert.Equal(theme, page.DocumentElement.GetAttribute("data-theme"));
        Assert.Equal(scheme, page.QuerySelector("meta[name=color-scheme]")!.GetAttribute("content"));
    }

    [Theory]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=21", "limit")]
    [InlineData("?limit=+3", "limit")]
    [InlineData("?theme=%22%3E%3Cscript%3E", "theme")]
    public async Task Another_value_is_refused_with_those_that_are_allowed(string query, string field)
    {
        using var refused = await hub.Client.GetAsync(Frame + query);
        var problem = await refused.ProblemAsync(HttpStatusCode.BadRequest);
        Assert.Contains(field, problem.GetProperty("errors").EnumerateObject().Select(e => e.Name));
    }

    [Fact]
    public async Task The_series_gives_the_frame_to_copy_and_shows_it()
    {
        var page = await PageAsync("/series/weekly");
        Assert.Equal(Frame + "?limit=3&theme=auto", page.QuerySelector("iframe")!.GetAttribute("src"));
        var copied = new HtmlParser().ParseDocument(page.QuerySelector("textarea")!.TextContent).QuerySelector("iframe")!;
        Assert.Equal("https://hub.example/embed/series/weekly?limit=3&theme=auto", copied.GetAttribute("src"));
        Assert.Equal("Weekly", copied.GetAttribute("title"));
    }

    [Fact]
    public async Task The_series_can_be_opened_in_feed_readers()
    {
        const string Escaped = "https%3A%2F%2Fhub.example%2Fseries%2Fweekly%2Ffeed.atom";
        var links = (await PageAsync("/series/weekly")).QuerySelectorAll(".subscribe a[rel]").Select(a => a.GetAttribute("href"));
        Assert.Equal(
            [$"https://feedly.com/i/subscription/feed%2F{Escaped}", $"https://www.inoreader.com/?add_feed={Escaped}",
                "feed:https://hub.example/series/weekly/feed.atom"],
            links);
    }

    [Fact]
    public async Task Pictures_have_their_width_and_height_unless_their_files_do_not_say_them()
    {
        var pictures = (await PageAsync("/series/weekly/brief-1")).QuerySelectorAll("article img")
            .Select(i => (i.GetAttribute("alt"), i.GetAttribute("width"), i.GetAttribute("height")));
        Assert.Equal([("A map", "1", "1"), ("The same", "1", "1"), ("Not one", null, null)], pictures);

        // Three bytes of it are the width.
        config.WriteBytes("series/weekly/media/map.png", [.. InstitutePosts.Png[..16], 0, 0, 2, 0x80, .. InstitutePosts.Png[20..], 0]);
        Assert.Equal("640", (await PageAsync("/series/weekly/brief-1")).QuerySelector("article img")!.GetAttribute("width"));
    }

    [Fact]
    public async Task On_paper_a_brief_says_where_it_is_and_the_day()
    {
        var printed = (await PageAsync("/series/weekly/brief-1")).QuerySelector("article .printed")!.TextContent;
        Assert.StartsWith("https://hub.example/series/weekly/brief-1 – as of ", printed, StringComparison.Ordinal);
        Assert.EndsWith(TimeProvider.System.GetUtcNow().ToString(" yyyy", CultureInfo.InvariantCulture), printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_dark_theme_is_the_same_whether_the_reader_s_device_or_the_address_chooses_it()
    {
        var css = await hub.Client.GetStringAsync("/assets/feedhub.css");
        var themes = Regex.Matches(css, @":root(:not\(\[data-theme=""light""\]\)|\[data-theme=""dark""\]) \{(?<colours>[^}]*)\}")
            .Select(m => Regex.Matches(m.Groups["colours"].Value, "--[^;]*;").Select(c => c.Value).ToList()).ToList();
        Assert.Equal(2, themes.Count);
        Assert.NotEmpty(themes[0]);
        Assert.Equal(themes[0], themes[1]);
    }

    public async ValueTask DisposeAsync()
    {
        await hub.DisposeAsync();
        config.Dispose();
        Directory.Delete(data, recursive: true);
    }

    private async Task<IHtmlDocument> PageAsync(string path) => new HtmlParser().ParseDocument(await hub.Client.GetStringAsync(path));
}

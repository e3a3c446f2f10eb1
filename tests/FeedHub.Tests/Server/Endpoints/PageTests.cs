using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using FeedHub.Server.Security;

namespace FeedHub.Tests.Server.Endpoints;

[Collection(typeof(ReadersOfServedHub))]
public sealed class PageTests(ServedHub hub)
{
    private const string Browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    public static TheoryData<string> Pages => [.. RouteTests.Pages, "/nothing", "/?limit=0"];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_keeps_to_itself(string path)
    {
        using var answer = await hub.Client.GetAsync(path, ("Accept", Browser));
        Assert.Equal(SecurityHeaders.ContentSecurityPolicy, answer.Header("Content-Security-Policy"));
        Assert.Equal("no-referrer", answer.Header("Referrer-Policy"));
        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        var page = await ParseAsync(answer);
        Assert.Equal("no-referrer", page.QuerySelector("meta[name=referrer]")?.GetAttribute("content"));
        Assert.Empty(page.QuerySelectorAll(
            "style, [style], script:not([src]):not([type='application/ld+json']), iframe:not([src^='/embed/series/']), object, embed, base"));
        Assert.DoesNotContain(page.All.SelectMany(e => e.Attributes), a => a.Name.StartsWith("on", StringComparison.Ordinal));
        var loaded = page.QuerySelectorAll("link[rel=stylesheet], link[rel=icon]").Select(l => l.GetAttribute("href"))
            .Concat(page.QuerySelectorAll("[src]").Select(e => e.GetAttribute("src"))).OfType<string>().ToList();
        Assert.All(loaded, url => Assert.Matches("^/[^/]", url));
        foreach (var url in loaded.Distinct())
        {
            using var file = await hub.Client.GetAsync(url);
            Assert.True(file.IsSuccessStatusCode, url);
        }
        Assert.All(page.QuerySelectorAll<IHtmlAnchorElement>("a[href^='http']")
            .Where(a => !a.GetAttribute("href")!.StartsWith(ServedHub.Address, StringComparison.Ordinal)), a =>
            Assert.Superset(new HashSet<string> { "noopener", "noreferrer" }, (a.GetAttribute("rel") ?? "").Split(' ').ToHashSet()));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_is_whole(string path)
    {
        using var answer = await hub.Client.GetAsync(path, ("Accept", Browser));
        Assert.Equal("text/html; charset=utf-8", answer.Header("Content-Type"));
        var page = await ParseAsync(answer);
        Assert.NotEmpty(Assert.Single(page.QuerySelectorAll("h1")).TextContent.Trim());
        Assert.NotEmpty(page.Title!);
        Assert.NotNull(page.DocumentElement.GetAttribute("lang"));
        Assert.NotNull(page.QuerySelector("main"));
        Assert.Equal(page.QuerySelectorAll("[id]").Length, page.QuerySelectorAll("[id]").Select(e => e.Id).Distinct().Count());
    }

    [Theory]
    [InlineData("/", true)]
    [InlineData("/?q=railway", true)]
    [InlineData("/stories/1", true)]
    [InlineData("/sources", true)]
    [InlineData("/series", false)]
    [InlineData("/series/azerbaijan-brief", false)]
    [InlineData("/series/azerbaijan-brief/middle-corridor-alat", false)]
    [InlineData("/feeds", false)]
    public async Task What_depends_on_the_visitor_is_kept_by_the_visitor_alone(string path, bool visitors)
    {
        using var answer = await hub.Client.GetAsync(path);
        var caching = answer.Headers.CacheControl!;
        Assert.Equal((visitors, visitors, !visitors), (caching.Private, caching.NoCache, caching.Public));
        if (!visitors) Assert.Null(answer.Header("Set-Cookie"));
    }

    [Theory]
    [InlineData("lang", "ru", "Russian")]
    [InlineData("country", "GE", "Georgia")]
    [InlineData("region", "GE", "GE")]
    [InlineData("region", "RU-DA", "RU-DA")]
    [InlineData("topic", "transport", "transport")]
    [InlineData("kind", "state", "state")]
    [InlineData("source", "baku", "The baku paper")]
    public async Task The_form_keeps_what_the_timeline_is_filtered_by_and_names_it(string name, string value, string label)
    {
        using var answer = await hub.Client.GetAsync($"/?{name}={value}");
        var form = (await ParseAsync(answer)).QuerySelector("form.filter")!;
        Assert.Equal(
            [value], form.QuerySelectorAll<IHtmlInputElement>("input[type=checkbox]").Where(i => i.IsChecked).Select(i => i.Value));
        Assert.Equal(label, form.QuerySelector(".chosen")!.TextContent);
        Assert.NotNull(form.QuerySelector("a.clear"));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_says_that_it_varies_by_coding_whether_it_is_coded_or_not(string path)
    {
        foreach (var accepted in new[] { "identity", "gzip", "br" })
        {
            using var answer = await hub.Client.GetAsync(path, ("Accept-Encoding", accepted), ("Accept", Browser));
            Assert.Contains("Accept-Encoding", answer.Header("Vary"), StringComparison.OrdinalIgnoreCase);
            Assert.Contains("<h1", Encoding.UTF8.GetString(await answer.DecodedAsync()), StringComparison.Ordinal);
        }
        using var plain = await hub.Client.GetAsync(path, ("Accept", Browser));
        Assert.Contains("Accept-Encoding", plain.Header("Vary"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Stories_are_no_food_for_search_engines()
    {
        foreach (var path in new[] { "/", "/stories/1", "/?q=railway" })
        {
            using var answer = await hub.Client.GetAsync(path);
            Assert.Equal("noindex", answer.Header("X-Robots-Tag"));
            Assert.Equal("noindex", (await ParseAsync(answer)).QuerySelector("meta[name=robots]")?.GetAttribute("content"));
        }
        Assert.Null((await PageAsync("/series/azerbaijan-brief/middle-corridor-alat")).QuerySelector("meta[name=robots]"));
    }

    [Fact]
    public async Task Every_report_says_its_language()
    {
        var story = await PageAsync($"/stories/{hub.Stories.Bridge}");
        Assert.Equal(["az", "ru", "hy"], story.QuerySelectorAll(".report h2 .title").Select(t => t.GetAttribute("lang")));
        Assert.All(story.QuerySelectorAll(".report .text, .report .excerpt"), t => Assert.NotNull(t.GetAttribute("lang")));
        var timeline = await PageAsync("/");
        Assert.All(timeline.QuerySelectorAll(".story .title, .story .excerpt"), t => Assert.NotNull(t.GetAttribute("lang")));
        Assert.Contains("ru", timeline.QuerySelectorAll(".also .title").Select(t => t.GetAttribute("lang")));
    }

    [Fact]
    public async Task A_page_shows_as_much_of_a_text_as_its_source_allows()
    {
        var story = (await PageAsync($"/stories/{hub.Stories.Bridge}")).Body!.TextContent;
        Assert.Contains(TrialOutlets.FullWord, story, StringComparison.Ordinal);
        Assert.Contains("Мост открыт сегодня", story, StringComparison.Ordinal);
        Assert.DoesNotContain(TrialOutlets.ExcerptWord, story, StringComparison.Ordinal);
        Assert.DoesNotContain(TrialOutlets.TitleWord, story, StringComparison.Ordinal);
        var timeline = (await PageAsync("/")).Body!.TextContent;
        Assert.All(
            new[] { TrialOutlets.FullWord, TrialOutlets.ExcerptWord, TrialOutlets.TitleWord },
            word => Assert.DoesNotContain(word, timeline, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_picture_elsewhere_is_a_link()
    {
        var story = await PageAsync($"/stories/{hub.Stories.Bridge}");
        Assert.Empty(story.QuerySelectorAll("img"));
        Assert.Equal("https://pictures.example/bridge.jpg", story.QuerySelector(".text a.picture")?.GetAttribute("href"));
    }

    [Fact]
    public async Task A_changed_text_shows_what_it_said_before_and_until_when()
    {
        var story = await PageAsync($"/stories/{hub.Stories.Railway}");
        Assert.Equal(TrialOutlets.LaterTitle, story.QuerySelector("h1")!.TextContent.Trim());
        Assert.Contains(TrialOutlets.EarlierTitle, story.QuerySelector(".revisions")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(story.QuerySelector(".revisions time"));
        Assert.NotNull((await PageAsync("/?q=railway")).QuerySelector(".story .changed time"));
    }

    [Theory]
    [InlineData("/", "/timeline/feed.")]
    [InlineData("/?lang=ru", "/timeline/feed.")]
    [InlineData("/series/azerbaijan-brief", "/series/azerbaijan-brief/feed.")]
    [InlineData("/series/azerbaijan-brief/middle-corridor-alat", "/series/azerbaijan-brief/feed.")]
    public async Task A_page_leads_a_reader_to_its_feeds(string path, string feed)
    {
        var links = (await PageAsync(path)).QuerySelectorAll("link[rel=alternate]").ToList();
        Assert.Equal(
            ["application/atom+xml", "application/feed+json", "application/rss+xml"], links.Select(l => l.GetAttribute("type")).Order());
        foreach (var link in links)
        {
            Assert.StartsWith(feed, link.GetAttribute("href"), StringComparison.Ordinal);
            using var answer = await hub.Client.GetAsync(link.GetAttribute("href")!);
            Assert.Equal(link.GetAttribute("type"), answer.Content.Headers.ContentType?.MediaType);
        }
    }

    [Fact]
    public async Task The_sources_page_tells_the_state_of_each_in_words()
    {
        var page = await PageAsync("/sources");
        Assert.Equal(["baku", "tbilisi", "yerevan"], page.QuerySelectorAll(".source").Select(s => s.Id).Order());
        Assert.All(
            page.QuerySelectorAll(".source .state"),
            s => Assert.Matches("Last answered .* next poll .*", s.TextContent.ReplaceLineEndings(" ")));
    }

    [Fact]
    public async Task Sources_of_one_standing_have_pages_of_their_own()
    {
        Assert.Equal(3, (await PageAsync("/sources?standing=working")).QuerySelectorAll(".source").Length);
        foreach (var query in new[] { "standing=working&page=2", "standing=working&page=0", "standing=broken", "standing=asleep" })
        {
            using var answer = await hub.Client.GetAsync($"/sources?{query}");
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Every_link_of_ours_leads_somewhere()
    {
        var seen = new HashSet<string>();
        var waiting = new Queue<string>(["/"]);
        while (waiting.TryDequeue(out var path))
        {
            using var answer = await hub.Client.GetAsync(path);
            Assert.True(answer.IsSuccessStatusCode, path);
            if (answer.Content.Headers.ContentType?.MediaType != "text/html") continue;
            foreach (var link in (await ParseAsync(answer)).QuerySelectorAll("a[href^='/'], link[href^='/']")
                .Select(a => a.GetAttribute("href")!.Split('#')[0]).Where(seen.Add))
            {
                waiting.Enqueue(link);
            }
        }
        Assert.Superset(new HashSet<string> { "/feeds", "/sources", "/series/weekly/first", $"/stories/{hub.Stories.Bridge}" }, seen);
    }

    private async Task<IHtmlDocument> PageAsync(string path)
    {
        using var answer = await hub.Client.GetAsync(path);
        Assert.True(answer.IsSuccessStatusCode, path);
        return await ParseAsync(answer);
    }

    private static async Task<IHtmlDocument> ParseAsync(HttpResponseMessage answer) =>
        new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
}

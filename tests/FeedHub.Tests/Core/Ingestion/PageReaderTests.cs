using System.Text;
using FeedHub.Core.Ingestion;
using FeedHub.Core.Sources.Settings;
using FeedHub.Formats;
using FeedHub.Server.Configuration.Files;
using FeedHub.Server.Configuration.Yaml;

namespace FeedHub.Tests.Core.Ingestion;

public class PageReaderTests
{
    private static readonly PageSelectors Cards = new() { Item = "div.news-card", Title = "h3", Link = "a", Date = "time", Summary = "p" };

    private const string Page = """
        <!doctype html><html lang="ka"><head><title>News</title><base href="/ka/"></head><body>
        <div class="news-card"><a href="story/1"><h3> A  bridge
          opens </h3></a><time datetime="2026-11-20T10:00:00+04:00">yesterday</time><p>It was <b>long</b> awaited.</p></div>
        <div class="news-card"><a href="https://other.example/2"><h3>Second</h3></a><time>20 Nov 2026 09:30</time></div>
        <div class="news-card"><a href="story/1"><h3>A bridge opens</h3></a></div>
        <div class="news-card"><a href="javascript:alert(1)"><h3>Trap</h3></a></div>
        <div class="news-card"><h3>No link</h3></div>
        </body></html>
        """;

    [Fact]
    public void What_the_selectors_find_becomes_items()
    {
        var document = Assert.IsType<FeedReading.Readable>(Read(Page, Cards)).Document;
        Assert.Equal("ka", document.Language);
        Assert.Equal(
            [("A bridge opens", "https://outlet.example/ka/story/1"), ("Second", "https://other.example/2")],
            document.Items.Select(i => (i.Title!.Value, i.Link!)));
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 6, 0, 0, TimeSpan.Zero), document.Items[0].Published);
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 5, 30, 0, TimeSpan.Zero), document.Items[1].Published);
        Assert.Equal(FeedText.Html("It was <b>long</b> awaited."), document.Items[0].Summary);
    }

    [Fact]
    public void An_item_may_be_its_own_link()
    {
        var document = Assert.IsType<FeedReading.Readable>(
            Read("<ul><li><a href=/1>One</a><li><a href=/2>Two</a></ul>", new PageSelectors { Item = "li a" })).Document;
        Assert.Equal(
            [("One", "https://outlet.example/1"), ("Two", "https://outlet.example/2")],
            document.Items.Select(i => (i.Title!.Value, i.Link!)));
    }

    [Theory]
    [InlineData("<p>We have a new design</p>", "“div.news-card” selects nothing; it may have been redesigned")]
    [InlineData("<div class=news-card>Bare</div>", "selects 1 elements, but none with a title and a link")]
    public void A_page_laid_out_anew_is_a_failure_and_not_an_empty_feed(string html, string reason) =>
        Assert.Contains(reason, Assert.IsType<FeedReading.Unreadable>(Read(html, Cards)).Reason, StringComparison.Ordinal);

    [Theory]
    [InlineData("windows-1251", "text/html; charset=windows-1251", "")]
    [InlineData("windows-1251", "text/html", "<meta charset=windows-1251>")]
    [InlineData("utf-8", "text/html; charset=\"UTF-8\"", "")]
    public void The_transport_s_charset_goes_before_the_page_s(string encoding, string contentType, string head)
    {
        var bytes = (CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding))
            .GetBytes($"{head}<li><a href=/1>Мост открыт</a>");
        var reading = PageReader.Read(
            bytes, new FeedOrigin(contentType, null, "https://outlet.example/"), new PageSelectors { Item = "li" });
        Assert.Equal("Мост открыт", Assert.IsType<FeedReading.Readable>(reading).Document.Items[0].Title!.Value);
    }

    [Fact]
    public void Each_outlet_that_is_read_by_selectors_is_disabled_and_reads_a_page_of_its_shape()
    {
        var sources = Directory.EnumerateFiles(RepositoryFiles.Path("feeds-config", "sources"), "*.yaml")
            .Select(f => SourceReader.Read(new ConfigFile(f, f, File.ReadAllText(f)), new Dictionary<string, string>())!)
            .Where(s => s.Page is not null).ToList();
        Assert.True(sources.Count >= 4);
        Assert.All(sources, s =>
        {
            Assert.False(s.Enabled);
            var document = Assert.IsType<FeedReading.Readable>(Read(PageInShape(s.Page!), s.Page!)).Document;
            Assert.Equal(("First story", "https://outlet.example/first"), (document.Items[0].Title!.Value, document.Items[0].Link!));
            Assert.Equal(s.Page!.Date is not null, document.Items[0].Published is not null);
            Assert.Equal(s.Page.Summary is not null, document.Items[0].Summary is not null);
        });
    }

    [Fact]
    public void A_page_of_more_than_two_mebibytes_is_not_read()
    {
        const int Most = 2 * 1024 * 1024;
        var selectors = new PageSelectors { Item = "a" };
        Assert.IsType<FeedReading.Readable>(Read("<a href=/1>One</a>".PadRight(Most), selectors));
        var refused = Assert.IsType<FeedReading.Unreadable>(Read("<a href=/1>One</a>".PadRight(Most + 1), selectors));
        Assert.Equal("a page of more than 2 MiB", refused.Reason);
    }

    private static FeedReading Read(string html, PageSelectors selectors) => PageReader.Read(
        Encoding.UTF8.GetBytes(html),
        new FeedOrigin(
            "text/html; charset=utf-8", null, "https://outlet.example/news", TimeZoneInfo.FindSystemTimeZoneById("Asia/Tbilisi")),
        selectors);

    /// <summary>A page with one item that each selector finds: simple selectors of elements and classes, one inside the other.</summary>
    private static string PageInShape(PageSelectors s)
    {
        var link = Nest(
            s.Link ?? (s.Title?.Split(' ')[^1] is { } t && t.StartsWith('a') ? s.Title : "a"),
            s.Link is null ? "First story" : Nest(s.Title ?? "span", "First story"));
        return Nest(s.Item, link
            + (s.Date is null ? "" : Nest(s.Date, "2026-11-20 10:00"))
            + (s.Summary is null ? "" : Nest(s.Summary, "What it is about.")));
    }

    private static string Nest(string selector, string inner) => selector.Split(' ').Reverse().Aggregate(inner, (content, step) =>
    {
        var parts = step.Split('.');
        var name = parts[0].Length == 0 ? "div" : parts[0];
        return $"<{name} class=\"{string.Join(' ', parts.Skip(1))}\"{(name == "a" ? " href=\"/first\"" : "")}>{content}</{name}>";
    });
}

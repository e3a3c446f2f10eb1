using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using AngleSharp.Html.Parser;

namespace FeedHub.Tests.Server.Endpoints;

/// <summary>Every feed and list that we serve, against what its specification requires.</summary>
[Collection(typeof(ReadersOfServedHub))]
public sealed partial class FeedStructureTests(ServedHub hub)
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Content = "http://purl.org/rss/1.0/modules/content/";
    private static readonly XNamespace Dc = "http://purl.org/dc/elements/1.1/";

    public static TheoryData<string> AtomFeeds =>
        ["/timeline/feed.atom", "/timeline/feed.atom?lang=ru", "/timeline/feed.atom?q=nothing", "/timeline/feed.atom?limit=1",
            "/series/azerbaijan-brief/feed.atom", "/series/weekly/feed.atom", "/sources/health.atom"];

    public static TheoryData<string> RssFeeds =>
        ["/timeline/feed.rss", "/timeline/feed.rss?lang=ru", "/timeline/feed.rss?q=nothing", "/timeline/feed.rss?limit=1",
            "/series/azerbaijan-brief/feed.rss", "/series/weekly/feed.rss"];

    public static TheoryData<string> JsonFeeds =>
        ["/timeline/feed.json", "/timeline/feed.json?lang=ru", "/timeline/feed.json?q=nothing", "/timeline/feed.json?limit=1",
            "/series/azerbaijan-brief/feed.json", "/series/weekly/feed.json"];

    [Theory]
    [MemberData(nameof(AtomFeeds))]
    public async Task Atom_is_as_rfc_4287_requires(string path)
    {
        var feed = await XmlAsync(path);
        Assert.Equal(Atom + "feed", feed.Name);
        var entries = feed.Elements(Atom + "entry").ToList();
        foreach (var element in entries.Prepend(feed))
        {
            Assert.Single(element.Elements(Atom + "title"));
            Assert.Matches("^tag:hub\\.example,2026:", Assert.Single(element.Elements(Atom + "id")).Value);
            Assert.Matches(Rfc3339(), Assert.Single(element.Elements(Atom + "updated")).Value);
            Assert.All(element.Elements(Atom + "published"), p => Assert.Matches(Rfc3339(), p.Value));
            Assert.All(element.Elements(Atom + "link"), l => AssertAbsolute(l.Attribute("href")!.Value));
            Assert.Equal(1, element.Elements(Atom + "link").Count(l => (l.Attribute("rel")?.Value ?? "alternate") == "alternate"));
            Assert.All(element.Descendants(Atom + "author"), a => Assert.NotEmpty(a.Element(Atom + "name")!.Value));
        }
        Assert.Equal(
            ServedHub.Address + path,
            Assert.Single(feed.Elements(Atom + "link"), l => l.Attribute("rel")?.Value == "self").Attribute("href")!.Value);
        Assert.True(feed.Elements(Atom + "author").Any() || entries.All(e => e.Elements(Atom + "author").Any()));
        AssertUnique(entries.Select(e => e.Element(Atom + "id")!.Value));
        Assert.All(feed.Descendants(), e => Assert.NotEqual(Content + "encoded", e.Name));
        // A8: the type of a text is always written, and its HTML holds no address that only a page could resolve.
        foreach (var text in feed.Descendants()
            .Where(e => e.Name == Atom + "content" || e.Name == Atom + "summary" || e.Name == Atom + "title"))
        {
            AssertText(text.Value, Assert.IsType<XAttribute>(text.Attribute("type")).Value == "html");
        }

        foreach (var source in entries.Elements(Atom + "source"))
            Assert.All(new[] { "id", "title", "updated" }, name => Assert.NotEmpty(Assert.Single(source.Elements(Atom + name)).Value));
    }

    [Theory]
    [MemberData(nameof(RssFeeds))]
    public async Task Rss_is_as_the_specification_and_the_profile_require(string path)
    {
        var rss = await XmlAsync(path);
        Assert.Equal(("rss", "2.0"), (rss.Name.ToString(), rss.Attribute("version")?.Value));
        var channel = Assert.Single(rss.Elements());
        Assert.All(
            new[] { "title", "link", "description", "lastBuildDate", "language" },
            name => Assert.NotEmpty(Assert.Single(channel.Elements(name)).Value));
        AssertAbsolute(channel.Element("link")!.Value);
        var self = Assert.Single(channel.Elements(Atom + "link"), l => l.Attribute("rel")?.Value == "self");
        Assert.Equal((ServedHub.Address + path, "application/rss+xml"), (self.Attribute("href")!.Value, self.Attribute("type")!.Value));
        Assert.All(rss.Descendants().Where(e => e.Name.LocalName is "pubDate" or "lastBuildDate"), d => AssertRfc822(d.Value));
        var items = channel.Elements("item").ToList();
        AssertUnique(items.Select(i => Assert.Single(i.Elements("guid")).Value));
        foreach (var item in items)
        {
            Assert.NotEmpty(Assert.Single(item.Elements("title")).Value);
            AssertText(item.Element("title")!.Value, html: false);
            AssertAbsolute(Assert.Single(item.Elements("link")).Value);
            Assert.Single(item.Elements("pubDate"));
            Assert.Equal("false", item.Element("guid")!.Attribute("isPermaLink")?.Value);
            Assert.True(item.Elements("enclosure").Count() <= 1);
            Assert.All(
                item.Elements("enclosure"),
                e => Assert.All(new[] { "url", "length", "type" }, name => Assert.NotEmpty(e.Attribute(name)!.Value)));
            Assert.All(item.Elements("author").Concat(channel.Elements("managingEditor")), a => Assert.Contains('@', a.Value));
            Assert.Empty(item.Elements(Atom + "author"));
            var names = item.Elements().Select(e => e.Name).ToList();
            // NeedDescriptionBeforeContent of the profile.
            if (names.Contains(Content + "encoded") && names.Contains("description"))
            {
                Assert.True(
                names.IndexOf("description") < names.IndexOf(Content + "encoded"));
            }

            AssertText(item.Element("description")?.Value ?? "", html: true);
            AssertText(item.Element(Content + "encoded")?.Value ?? "", html: true);
            Assert.All(item.Elements("source"), s => AssertAbsolute(s.Attribute("url")!.Value));
        }
        Assert.All(channel.Elements("item").Elements(Dc + "creator"), c => Assert.NotEmpty(c.Value));
    }

    [Theory]
    [MemberData(nameof(JsonFeeds))]
    public async Task Json_is_as_json_feed_1_1_requires(string path)
    {
        var feed = await hub.Client.JsonFeedAsync(path);
        Assert.Equal("https://jsonfeed.org/version/1.1", feed.GetProperty("version").GetString());
        Assert.NotEmpty(feed.GetProperty("title").GetString()!);
        AssertAbsolute(feed.GetProperty("home_page_url").GetString()!);
        Assert.Equal(ServedHub.Address + path, feed.GetProperty("feed_url").GetString());
        if (feed.TryGetProperty("next_url", out var next)) Assert.NotEqual(feed.GetProperty("feed_url").GetString(), next.GetString());
        var items = feed.GetProperty("items").EnumerateArray().ToList();
        AssertUnique(items.Select(i => i.GetProperty("id").GetString()!));
        foreach (var item in items)
        {
            AssertAbsolute(item.GetProperty("url").GetString()!);
            Assert.True(item.TryGetProperty("content_html", out var html) || item.TryGetProperty("content_text", out html));
            if (item.TryGetProperty("content_html", out html)) AssertText(html.GetString()!, html: true);
            Assert.Matches(Rfc3339(), item.GetProperty("date_published").GetString());
            Assert.Matches(Rfc3339(), item.GetProperty("date_modified").GetString());
            Assert.False(item.TryGetProperty("author", out _));
            foreach (var extension in item.EnumerateObject().Where(p => p.Name.StartsWith('_')))
                Assert.True(!extension.Name.Contains('.', StringComparison.Ordinal) && extension.Value.ValueKind == JsonValueKind.Object);
        }
    }

    /// <summary>
    /// With how many feeds each lists at least, and whether at most: two series and the timeline, in one format; three sources.
    /// </summary>
    public static TheoryData<string, int, bool> Lists => new()
    {
        { "/feeds.opml", 3, true },
        { "/feeds.opml?format=rss", 3, true },
        { "/feeds.opml?format=json", 3, true },
        { "/feeds.opml?parts=all", 30, false },
        { "/feeds.opml?format=json&parts=all", 30, false },
        { "/sources.opml", 3, true },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Opml_lists_each_feed_once_with_its_address_and_a_name_of_its_own(string path, int feeds, bool exactly)
    {
        var opml = await XmlAsync(path);
        Assert.Equal(("opml", "2.0"), (opml.Name.ToString(), opml.Attribute("version")?.Value));
        Assert.NotEmpty(opml.Element("head")!.Element("title")!.Value);
        Assert.All(opml.Descendants("outline"), o => Assert.NotEmpty(o.Attribute("text")!.Value));
        var listed = opml.Descendants("outline").Where(o => o.Attribute("xmlUrl") is not null).ToList();
        Assert.InRange(listed.Count, feeds, exactly ? feeds : int.MaxValue);
        AssertUnique(listed.Select(o => Format().Replace(o.Attribute("xmlUrl")!.Value, "")));
        AssertUnique(listed.Select(o => o.Attribute("text")!.Value.ToLowerInvariant()));
        Assert.All(listed, o => Assert.NotEmpty(o.Attribute("type")!.Value));
        AssertUnique(listed.Select(o => o.Attribute("xmlUrl")!.Value));
        Assert.All(listed.Attributes().Where(a => a.Name == "xmlUrl" || a.Name == "htmlUrl"), a => AssertAbsolute(a.Value));
    }

    [Fact]
    public async Task Every_feed_that_we_list_is_there()
    {
        foreach (var url in (await XmlAsync("/feeds.opml?parts=all")).Descendants("outline").Attributes("xmlUrl"))
        {
            using var answer = await hub.Client.GetAsync(url.Value[ServedHub.Address.Length..]);
            Assert.True(answer.IsSuccessStatusCode, url.Value);
        }
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("/feed.rss", "/feed.rss")]
    [InlineData("/archive/2025/feed.atom", null)]
    public async Task The_former_address_of_an_author_leads_to_the_present_one(string below, string? expected)
    {
        using var moved = await hub.Client.GetAsync("/series/weekly/authors/liyeva-gunay" + below);
        if (expected is null)
        {
            await moved.ProblemAsync(System.Net.HttpStatusCode.NotFound);
            return;
        }

        Assert.Equal(System.Net.HttpStatusCode.MovedPermanently, moved.StatusCode);
        Assert.Equal($"{ServedHub.Address}/series/weekly/authors/eliyeva-gunay{expected}", moved.Header("Location"));
        using var there = await hub.Client.GetAsync("/series/weekly/authors/eliyeva-gunay" + below);
        Assert.True(there.IsSuccessStatusCode);
    }

    [Theory]
    [InlineData("?format=opml", "format")]
    [InlineData("?format=rss&format=atom", "format")]
    [InlineData("?parts=some", "parts")]
    public async Task A_list_that_there_is_not_is_refused_with_what_there_is(string query, string field)
    {
        using var refused = await hub.Client.GetAsync("/feeds.opml" + query);
        var problem = await refused.ProblemAsync(System.Net.HttpStatusCode.BadRequest);
        Assert.Contains("allowed: ", problem.GetProperty("errors").GetProperty(field)[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_with_parts_has_the_parts_of_series_and_the_views_of_the_timeline()
    {
        var listed = (await XmlAsync("/feeds.opml?parts=all&format=rss")).Descendants("outline").Attributes("xmlUrl")
            .Select(u => u.Value[ServedHub.Address.Length..]).ToList();
        Assert.Superset(
            new HashSet<string>
            {
                "/series/weekly/feed.rss", "/series/weekly/topics/gas/feed.rss", "/series/weekly/languages/en/feed.rss",
                "/timeline/feed.rss", "/timeline/feed.rss?lang=ru", "/timeline/feed.rss?country=GE", "/timeline/feed.rss?kind=state",
            },
            new HashSet<string>(listed));
        Assert.DoesNotContain("/sources/health.atom", listed);
    }

    /// <summary>Parses as a strict reader does: one root, no DTD, no character that XML 1.0 forbids, UTF-8 without a mark.</summary>
    private async Task<XElement> XmlAsync(string path)
    {
        var bytes = await hub.Client.GetByteArrayAsync(path);
        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"utf-8\"", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        using var reader = XmlReader.Create(
            new MemoryStream(bytes), new XmlReaderSettings { CheckCharacters = true, DtdProcessing = DtdProcessing.Prohibit });
        return XElement.Load(reader);
    }

    private static void AssertAbsolute(string url) => Assert.Matches("^(https?://[^/ ]+|mailto:[^ ]+)", url);

    private static void AssertUnique(IEnumerable<string> ids)
    {
        var all = ids.ToList();
        Assert.Equal(all.Count, all.Distinct(StringComparer.Ordinal).Count());
    }

    private static void AssertRfc822(string date)
    {
        Assert.True(
            DateTimeOffset.TryParseExact(
                date, "ddd, dd MMM yyyy HH:mm:ss 'GMT'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _),
            date);
    }

    private static void AssertText(string text, bool html)
    {
        if (!html)
        {
            Assert.DoesNotContain("</", text, StringComparison.Ordinal);
            return;
        }
        var body = new HtmlParser().ParseDocument(text).Body!;
        Assert.Empty(body.QuerySelectorAll("script, iframe, object, embed, form, style"));
        foreach (var element in body.QuerySelectorAll("[src], [href]"))
            AssertAbsolute(element.GetAttribute("src") ?? element.GetAttribute("href")!);
    }

    [GeneratedRegex(@"\.(rss|atom|json)\b")]
    private static partial Regex Format();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$")]
    private static partial Regex Rfc3339();
}

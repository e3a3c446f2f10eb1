using System.Text;
using FeedHub.Formats;
using FeedHub.Formats.Reading;

namespace FeedHub.Tests.Formats;

public class FeedReaderTests
{
    [Fact]
    public void One_bad_item_does_not_cost_another()
    {
        var document = Read("""
            <rss version="2.0"><channel>
            <item><title>A</title><link>http://host:99999/</link><pubDate>yesterday</pubDate><enclosure length="many" url="x" /></item>
            <item><title>B</title><guid>b</guid></item>
            </channel></rss>
            """);
        Assert.Equal(["A", "B"], document.Items.Select(i => i.Title!.Value));
        Assert.Contains(document.Notes, n => n.Item == 0 && n.Message.Contains("yesterday", StringComparison.Ordinal));
    }

    [Fact]
    public void An_item_cut_off_by_the_end_of_the_body_is_left_out_and_told()
    {
        var document = Read("<rss><channel><item><title>A</title></item><item><title>B</title><link>http://exa");
        Assert.Equal("A", Assert.Single(document.Items).Title!.Value);
        Assert.Contains(document.Notes, n => n.Message.Contains("left out", StringComparison.Ordinal));
        Assert.False(document.WellFormed);
    }

    [Fact]
    public void An_item_without_its_end_tag_ends_where_the_next_begins()
    {
        var document = Read(
            "<rss><channel><item><title>A<link>http://a/</link><item><title>B</title><link>http://b/</link></channel></rss>");
        Assert.Equal([("A", "http://a/"), ("B", "http://b/")], document.Items.Select(i => (i.Title!.Value, i.Link!)));
    }

    [Fact]
    public void Nested_entities_expand_under_a_cap()
    {
        var bomb = new StringBuilder("<!DOCTYPE rss [<!ENTITY a0 \"lol\">");
        for (var i = 1; i < 30; i++)
            bomb.Append("<!ENTITY a" + i + " \"" + string.Concat(Enumerable.Repeat("&a" + (i - 1) + ";", 10)) + "\">");
        var document = Read(bomb + "]><rss><channel><title>&a29;&a3;</title><item><title>kept</title></item></channel></rss>");
        Assert.Equal("kept", Assert.Single(document.Items).Title!.Value);
        Assert.True(document.Title?.Value.Length is null or < 2_000_000);
    }

    [Fact]
    public void An_internal_entity_is_replaced_and_an_external_one_is_not_fetched()
    {
        var document = Read("""<!DOCTYPE rss [<!ENTITY hub "Feed &amp; Hub"><!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><title>&hub;: &x;</title></channel></rss>""");
        Assert.Equal("Feed & Hub: &x;", document.Title!.Value);
    }

    [Theory]
    [InlineData("<rss><channel>", "<item><title>A</title></item>", "</channel></rss>")]
    [InlineData("{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[", "{\"id\":\"1\"},", "]}")]
    public void Items_beyond_a_measure_are_dropped_and_told(string before, string item, string after)
    {
        var document = Read(before + string.Concat(Enumerable.Repeat(item, 20_010)) + after);
        Assert.Equal(20_000, document.Items.Count);
        Assert.Equal("items beyond the first 20000 were dropped", Assert.Single(document.Notes).Message);
    }

    [Fact]
    public void Notes_on_items_are_counted_beyond_what_anyone_would_read_and_those_on_the_document_are_all_kept()
    {
        var document = Read(
            "<rss><channel>" + string.Concat(Enumerable.Repeat("<item><title>Q&A</title><pubDate>soon</pubDate></item>", 150))
                + "</channel></rss>");
        Assert.Equal(100, document.Notes.Count(n => n.Item is not null));
        Assert.Equal(
            ["an ampersand that begins no reference was read as text", "50 more notes on items are not shown"],
            document.Notes.Where(n => n.Item is null).Select(n => n.Message));
    }

    [Theory]
    [InlineData("<html><head><title>Down for repairs</title></head></html>", "an HTML page titled “Down for repairs”")]
    [InlineData("<!DOCTYPE html><p>hello", "an HTML page")]
    [InlineData("""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>""", "a sitemap")]
    [InlineData("<opml version='2.0'/>", "an OPML list")]
    [InlineData("<a><b/></a>", "root element <a>")]
    [InlineData("""{"error": "rate limit"}""", "JSON that is not a feed")]
    [InlineData("[1, 2]", "a JSON list")]
    [InlineData("Not found", "plain text")]
    [InlineData("  ", "blank")]
    [InlineData("", "empty")]
    public void What_is_no_feed_is_called_by_its_name(string body, string name) =>
        Assert.Contains(
            name, Assert.IsType<FeedReading.Unreadable>(FeedReader.Read(Encoding.UTF8.GetBytes(body), new FeedOrigin())).Reason,
            StringComparison.Ordinal);

    [Fact]
    public void An_html_page_tells_which_feeds_it_links_to()
    {
        var body = """<html><head><link rel="alternate" type="application/rss+xml" href="/rss" title="News"></head></html>"""u8.ToArray();
        var reading = Assert.IsType<FeedReading.Unreadable>(FeedReader.Read(body, new FeedOrigin(BaseUrl: "https://example.org/page")));
        Assert.Equal("https://example.org/rss", Assert.Single(reading.Feeds).Href);
        Assert.Contains("https://example.org/rss", reading.Reason, StringComparison.Ordinal);
    }

    internal static FeedDocument Read(string body, FeedOrigin? origin = null) =>
        Assert.IsType<FeedReading.Readable>(FeedReader.Read(Encoding.UTF8.GetBytes(body), origin ?? new FeedOrigin())).Document;
}

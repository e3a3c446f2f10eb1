using System.Text;
using FeedHub.Formats;
using FeedHub.Formats.Reading;

namespace FeedHub.Tests.Formats.Reading;

/// <summary>Which of what publishers write for addresses is one.</summary>
public class FeedLinkTests
{
    private const string Feed = "https://outlet.example/blog/feed.xml";

    [Theory]
    [InlineData("<guid>tag-17</guid>")]
    [InlineData("<guid isPermaLink='true'>tag-17</guid>")]
    [InlineData("<guid>17</guid>")]
    [InlineData("<guid>news/17</guid>")]
    [InlineData("<guid>?p=17</guid>")]
    [InlineData("<guid>urn:uuid:17</guid>")]
    [InlineData("<guid>https://</guid>")]
    [InlineData("<guid isPermaLink='false'>https://outlet.example/17</guid>")]
    [InlineData("<guid></guid>")]
    public void A_guid_that_is_no_address_is_no_link(string guid)
    {
        var item = Item(guid);
        Assert.Null(item.Link);
        Assert.Empty(item.Links);
    }

    [Theory]
    [InlineData("<guid>https://outlet.example/17</guid>")]
    [InlineData("<guid isPermaLink='true'> HTTPS://outlet.example/17 </guid>")]
    [InlineData("<guid>/17</guid>")]
    [InlineData("<guid>//outlet.example/17</guid>")]
    public void A_guid_that_is_an_address_is_the_link_where_there_is_no_other(string guid)
    {
        Assert.Equal("https://outlet.example/17", Item(guid).Link, ignoreCase: true);
        Assert.Equal("https://outlet.example/18", Item(guid + "<link>/18</link>").Link);
    }

    [Theory]
    [InlineData("www.outlet.example/news/20", "https://www.outlet.example/news/20")]
    [InlineData("WWW.Outlet.example/news/20", "https://WWW.Outlet.example/news/20")]
    [InlineData("www.outlet.example", "https://www.outlet.example")]
    [InlineData("www.outlet.example?id=20", "https://www.outlet.example?id=20")]
    [InlineData("www.outlet.example:8080/news/20", "https://www.outlet.example:8080/news/20")]
    [InlineData("outlet.example/news/20", "https://outlet.example/news/20")]
    [InlineData("news.outlet.example/20", "https://news.outlet.example/20")]
    [InlineData("//outlet.example/news/20", "https://outlet.example/news/20")]
    [InlineData("www.other.example/20", "https://www.other.example/20")]
    [InlineData("www.page.html", "https://outlet.example/blog/www.page.html")]
    [InlineData("www/20", "https://outlet.example/blog/www/20")]
    [InlineData("www.", "https://outlet.example/blog/www.")]
    [InlineData("www.2/20", "https://outlet.example/blog/www.2/20")]
    [InlineData("other.example/20", "https://outlet.example/blog/other.example/20")]
    [InlineData("outlet.example.html", "https://outlet.example/blog/outlet.example.html")]
    [InlineData("notoutlet.example/20", "https://outlet.example/blog/notoutlet.example/20")]
    [InlineData("news/20", "https://outlet.example/blog/news/20")]
    [InlineData("mailto:desk@outlet.example", "mailto:desk@outlet.example")]
    public void A_link_that_begins_with_a_host_lacks_only_its_scheme(string link, string expected)
    {
        Assert.Equal(expected, Item($"<link>{link}</link>").Link);
        var text = Item($"<description>&lt;a href=\"{link}\"&gt;x&lt;/a&gt;</description>").Summary!.Value;
        Assert.Equal($"<a href=\"{expected}\">x</a>", text);
    }

    [Theory]
    [InlineData("http://feeds.outlet.co.uk/rss", "www.outlet.co.uk/20", "http://www.outlet.co.uk/20")]
    [InlineData("http://www.outlet.co.uk:81/rss", "outlet.co.uk/20", "http://outlet.co.uk/20")]
    [InlineData("https://feeds.outlet.example/rss", "outlet.example/20", "https://outlet.example/20")]
    [InlineData(null, "www.outlet.example/20", "www.outlet.example/20")]
    public void The_host_is_judged_by_where_the_feed_is(string? feed, string link, string expected) =>
        Assert.Equal(expected, Item($"<link>{link}</link>", feed).Link);

    [Theory]
    [InlineData("<enclosure url='' type='image/jpeg'/><media:thumbnail url=''/>")]
    [InlineData("<enclosure url=' ' type='image/jpeg'/><media:content url='&#10;' medium='image'/>")]
    [InlineData("<media:group><media:content url='' medium='image'/><media:thumbnail url=''/></media:group>")]
    [InlineData("<enclosure url='#'/><media:thumbnail url='https://'/><link>http://</link>")]
    [InlineData("<itunes:image href=''/><image><url> </url></image><image url=''/>")]
    [InlineData("<atom:link rel='enclosure' href=''/><atom:link href=''/><link></link><comments/>")]
    public void An_empty_address_says_that_there_is_none(string fields)
    {
        var item = Item(fields);
        Assert.Equal((null, null, null), (item.Link, item.Image, item.Comments));
        Assert.Empty(item.Links);
        Assert.Empty(item.Enclosures);
        Assert.Empty(item.MediaContents);
        Assert.Empty(item.MediaThumbnails);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" xml:base='https://outlet.example/'")]
    [InlineData(" xml:base='https://outlet.example/blog/feed.xml'")]
    public void An_empty_link_of_Atom_does_not_make_the_feed_the_page_of_its_items(string attribute)
    {
        var document = Read(
            $"<feed xmlns='http://www.w3.org/2005/Atom'{attribute}><link href=''/><entry><title>A</title><link href=''/><link "
                + $"rel='enclosure' href=' '/><content src=''/></entry></feed>");
        Assert.Null(document.Link);
        var item = Assert.Single(document.Items);
        Assert.Null(item.Link);
        Assert.Empty(item.Enclosures);
    }

    [Fact]
    public void An_empty_address_in_JSON_says_that_there_is_none()
    {
        var item = Assert.Single(Read("""
            {"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [{"id": "1", "title": "A", "url": "", "external_url": " ",
            "image": "#", "banner_image": " ", "attachments": [{"url": "", "mime_type": "image/png"}, {"url": "\n", "mime_type": "image/png"}]}]}
            """).Items);
        Assert.Equal((null, null), (item.Link, item.Image));
        Assert.Empty(item.Enclosures);
    }

    [Theory]
    [InlineData("<atom:link href='https://outlet.example/other'/><link>https://outlet.example/main</link>")]
    [InlineData("<atom:link rel='alternate' type='text/html' "
        + "href='https://outlet.example/other'/><link>https://outlet.example/main</link>")]
    [InlineData("<link>https://outlet.example/main</link><atom:link href='https://outlet.example/other'/>")]
    [InlineData("<atom:link rel='alternate' href='https://outlet.example/main'/><guid>https://outlet.example/other</guid>")]
    [InlineData("<atom:link type='application/pdf' href='https://outlet.example/x.pdf'/><atom:link href='https://outlet.example/main'/>")]
    [InlineData("<atom:link rel='related' href='https://outlet.example/other'/><guid>https://outlet.example/main</guid>")]
    [InlineData("<link/><atom:link href='https://outlet.example/main'/>")]
    public void In_RSS_its_own_link_wins_then_that_of_Atom_then_the_guid(string links) =>
        Assert.Equal("https://outlet.example/main", Item(links).Link);

    [Fact]
    public void The_link_of_a_channel_is_its_own_too() => Assert.Equal(
        "https://outlet.example/",
        Read(
            "<rss version='2.0' xmlns:atom='http://www.w3.org/2005/Atom'><channel><atom:link "
                + "href='https://outlet.example/blog/feed.xml'/><link>https://outlet.example/</link></channel></rss>").Link);

    [Theory]
    [InlineData("#fn1")]
    [InlineData(" #fn1")]
    [InlineData("feed.xml#fn1")]
    [InlineData("/blog/feed.xml#fn1")]
    [InlineData("https://outlet.example/blog/feed.xml#fn1")]
    [InlineData("http://outlet.example/blog/feed.xml/#fn1")]
    [InlineData("https://mirror.example/self.xml#fn1")]
    public void A_link_to_a_place_in_the_text_leads_to_no_place_in_the_feed(string link)
    {
        const string Self = "<{0}link rel='self' href='https://mirror.example/self.xml'/>";
        string[] feeds =
        [
            Rss($"<description>&lt;a href=\"{link}\"&gt;1&lt;/a&gt;</description>", Self.Replace("{0}", "atom:", StringComparison.Ordinal)),
            $"<feed xmlns='http://www.w3.org/2005/Atom'>{Self.Replace("{0}", "", StringComparison.Ordinal)}<entry><content "
                + $"type='html'>&lt;a href=\"{link}\"&gt;1&lt;/a&gt;</content></entry></feed>",
            $"<feed xmlns='http://www.w3.org/2005/Atom' "
                + $"xml:base='https://outlet.example/blog/'>{Self.Replace("{0}", "", StringComparison.Ordinal)}<entry><content "
                    + $"type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><a href='{link}'>1</a></div></content></entry></feed>",
        ];
        foreach (var feed in feeds)
        {
            var item = Assert.Single(Read(feed).Items);
            Assert.Equal("<a href=\"#fn1\">1</a>", (item.Content ?? item.Summary)!.Value.Replace("\" #", "\"#", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("https://outlet.example/#about")]
    [InlineData("https://outlet.example/blog/#top")]
    [InlineData("https://other.example/feed.xml#fn1")]
    public void A_link_to_a_place_on_a_page_stays(string link) =>
        Assert.Equal($"<a href=\"{link}\">1</a>", Item($"<description>&lt;a href=\"{link}\"&gt;1&lt;/a&gt;</description>").Summary!.Value);

    [Theory]
    [InlineData("<media:thumbnail url='/blank.gif'/><media:thumbnail url='/5.jpg'/>")]
    [InlineData("<itunes:image href='/img/placeholder.png'/><media:content url='/5.jpg' medium='image'/>")]
    [InlineData("<media:thumbnail url='data:image/gif;base64,R0lGOD'/><media:content url='/1x1.gif' medium='image'/><media:content "
        + "url='/5.jpg' medium='image'/>")]
    public void A_placeholder_is_never_the_picture_of_an_item(string fields) =>
        Assert.Equal("https://outlet.example/5.jpg", Item(fields).Image);

    private static FeedItem Item(string fields, string? feed = Feed) => Assert.Single(Read(Rss(fields), feed).Items);

    private static string Rss(string fields, string channel = "") =>
        "<rss version='2.0' xmlns:atom='http://www.w3.org/2005/Atom' xmlns:media='http://search.yahoo.com/mrss/' "
        + $"xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'><channel><title>T</title>{channel}<item><title>A</title>{fields}</item></channel></rss>";

    private static FeedDocument Read(string feed, string? address = Feed) =>
        Assert.IsType<FeedReading.Readable>(FeedReader.Read(Encoding.UTF8.GetBytes(feed), new FeedOrigin(BaseUrl: address))).Document;
}

using System.Text.Json;
using System.Xml.Linq;
using FeedHub.Formats;
using FeedHub.Formats.Writing;

namespace FeedHub.Tests.Formats;

/// <summary>What is written in the form that most clients understand, where a standard allows several.</summary>
public class WrittenFormTests
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    private static readonly FeedItem Item = new()
    {
        Id = "tag:hub.example,2026:1",
        Title = "One",
        Link = "https://hub.example/1",
        Updated = new DateTimeOffset(2026, 11, 2, 8, 0, 0, TimeSpan.Zero),
        Content = FeedText.Html("<p>Whole text.</p>"),
    };

    public static TheoryData<string, string> Addresses => new()
    {
        { "https://hub.example/a?b=c&d=(e)#f", "https://hub.example/a?b=c&d=(e)#f" },
        { "http://xəbər.example/xəbər/şəki?q=ə#ı", "http://xn--xbr-dtbb.example/x%C9%99b%C9%99r/%C5%9F%C9%99ki?q=%C9%99#%C4%B1" },
        { "https://ՀԱՅ.example:8443/լուր", "https://xn--y9a3aq.example:8443/%D5%AC%D5%B8%D6%82%D6%80" },
        { "https://пресса.рф", "https://xn--80aj3aega.xn--p1ai" },
        { "https://news.example/ახალი ამბავი", "https://news.example/%E1%83%90%E1%83%AE%E1%83%90%E1%83%9A%E1%83%98%20%E1%83%90%E1%83%9B%E1%83%91%E1%83%90%E1%83%95%E1%83%98" },
        { "https://news.example/%D5%AC%d6%80", "https://news.example/%D5%AC%d6%80" },
        { "https://news.example/100%/a%2", "https://news.example/100%25/a%252" },
        { "https://news.example/?ids[]=1|2&x={y}", "https://news.example/?ids%5B%5D=1%7C2&x=%7By%7D" },
        { "https://news.example/#a#b", "https://news.example/#a%23b" },
        { "https://news.example/\"quoted\"<b>", "https://news.example/%22quoted%22%3Cb%3E" },
        { "https://[2001:db8::1]:8080/ə", "https://[2001:db8::1]:8080/%C9%99" },
        { "https://ə..example/", "https://%C9%99..example/" },
        { "https://news.example/\ud83d", "https://news.example/%EF%BF%BD" },
        { "https://news.example/\ud83d\udee2", "https://news.example/%F0%9F%9B%A2" },
        { "https://news.example/go?to=https://ə.example/", "https://news.example/go?to=https://%C9%99.example/" },
        { "/just/ə/path", "/just/%C9%99/path" },
    };

    public static TheoryData<FeedFormat> EveryFormat => [.. FeedFormats.All];

    [Theory]
    [MemberData(nameof(Addresses))]
    public void Every_address_is_written_as_a_URI_in_every_format(string address, string written)
    {
        var item = Item with { Link = address, Enclosures = [new(address, "audio/mpeg", 1)], Authors = [new("A", Uri: address)] };
        var document = SyndicationDefectTests.Document(item) with { Link = address };
        var rss = SyndicationDefectTests.Xml(document, FeedFormats.Rss);
        Assert.Equal([written, written], rss.Descendants("link").Select(l => l.Value));
        Assert.Equal(written, (string?)rss.Descendants("enclosure").Single().Attribute("url"));
        var atom = SyndicationDefectTests.Xml(document, FeedFormats.Atom);
        Assert.Equal(
            [written, written, written],
            atom.Descendants(Atom + "link").Where(l => (string?)l.Attribute("rel") != "self").Select(l => (string?)l.Attribute("href")));
        Assert.Equal(written, atom.Descendants(Atom + "uri").Single().Value);
        var json = JsonDocument.Parse(FeedFormats.Json.Write(document)).RootElement;
        Assert.Equal(written, json.GetProperty("home_page_url").GetString());
        Assert.Equal(written, json.GetProperty("items")[0].GetProperty("url").GetString());
        Assert.Equal(written, json.GetProperty("items")[0].GetProperty("attachments")[0].GetProperty("url").GetString());
    }

    [Theory]
    [MemberData(nameof(EveryFormat))]
    public void An_ID_is_never_changed_even_if_it_is_an_IRI(FeedFormat format)
    {
        const string Id = "https://news.example/şəki";
        var document = SyndicationDefectTests.Document(Item with { Id = Id, Link = Id });
        Assert.Contains(Id, System.Text.Encoding.UTF8.GetString(format.Write(document)), StringComparison.Ordinal);
        // RSS would otherwise promise that it is the address to open.
        if (format == FeedFormats.Rss)
        {
            var guid = SyndicationDefectTests.Xml(document, format).Descendants("guid").Single();
            Assert.Equal("false", (string?)guid.Attribute("isPermaLink"));
        }
    }

    [Fact]
    public void In_Atom_the_page_stands_before_every_other_link_and_the_source_at_the_end_of_its_entry()
    {
        var item = Item with
        {
            Links = [new("https://other.example/", "related"), new("https://hub.example/1/az", "alternate", HrefLang: "az")],
            Point = new(40.4, 49.9),
            Image = "https://hub.example/1.png",
            Rights = "Ours.",
            Source = new FeedSource
            {
                Id = "https://paper.example/feed",
                Title = "Paper",
                FeedUrl = "https://paper.example/feed",
                Link = "https://paper.example/",
                Authors = [new("Paper")],
                Categories = [new("news")],
                Subtitle = FeedText.Html("<b>Daily</b>"),
            },
        };
        var feed = SyndicationDefectTests.Xml(SyndicationDefectTests.Document(item), FeedFormats.Atom);
        var entry = feed.Element(Atom + "entry")!;
        Assert.Equal(Atom + "source", entry.Elements().Last().Name);
        foreach (var (parent, page) in new[] { (feed, "https://hub.example/"), (entry, "https://hub.example/1"),
            (entry.Element(Atom + "source")!, "https://paper.example/") })
        {
            var first = parent.Descendants(Atom + "link").First();
            Assert.Equal(("alternate", page), ((string?)first.Attribute("rel"), (string?)first.Attribute("href")));
        }

        Assert.Equal("html", (string?)entry.Element(Atom + "source")!.Element(Atom + "subtitle")!.Attribute("type"));
    }

    [Theory]
    [InlineData("Q&A: 5 < 6", "html", "Q&amp;A: 5 &lt; 6")]
    [InlineData("Already &amp; written", "html", "Already &amp;amp; written")]
    [InlineData("Plain words", "html", "Plain words")]
    public void In_Atom_a_summary_beside_HTML_is_HTML_and_encoded_once(string summary, string type, string written)
    {
        var element = Summary(Item with { Summary = summary })!;
        Assert.Equal((type, written), ((string?)element.Attribute("type"), element.Value));
    }

    [Fact]
    public void In_Atom_a_summary_without_HTML_beside_it_stays_as_it_is()
    {
        foreach (var content in new[] { FeedText.Plain("A & B, and C."), null })
            Assert.Equal("text", (string?)Summary(Item with { Summary = "A & B", Content = content })!.Attribute("type"));
        var html = Summary(Item with { Summary = FeedText.Html("<b>A</b> &amp; B") })!;
        Assert.Equal(("html", "<b>A</b> &amp; B"), ((string?)html.Attribute("type"), html.Value));
    }

    [Theory]
    [InlineData("Whole text.")]
    [InlineData("<i>Whole</i> text.")]
    public void In_Atom_a_summary_that_says_what_the_content_says_is_left_out(string summary)
    {
        Assert.Null(Summary(Item with { Summary = FeedText.HtmlOrText(summary) }));
        var more = Item with { Content = FeedText.Html("<p>Whole text, and more.</p>") };
        Assert.NotNull(Summary(more with { Summary = FeedText.HtmlOrText(summary) }));
    }

    [Fact]
    public void JSON_Feed_tells_the_rights_and_the_licence_in_an_object_of_ours()
    {
        var document = SyndicationDefectTests.Document(Item) with
        {
            Rights = FeedText.Html("&copy; The desk"),
            Links = [new("https://licence.example/ə", "license")],
        };
        var extension = JsonDocument.Parse(FeedFormats.Json.Write(document)).RootElement.GetProperty("_feedhub");
        Assert.Equal("© The desk", extension.GetProperty("rights").GetString());
        Assert.Equal("https://licence.example/%C9%99", extension.GetProperty("license").GetString());
        Assert.False(extension.TryGetProperty("withdrawn", out _));
        var without = JsonDocument.Parse(FeedFormats.Json.Write(SyndicationDefectTests.Document(Item))).RootElement;
        Assert.False(without.TryGetProperty("_feedhub", out _));
    }

    [Fact]
    public void An_author_who_has_only_an_address_is_called_by_it_in_every_format()
    {
        var document = SyndicationDefectTests.Document(Item with { Authors = [new(Email: "desk@hub.example")] });
        Assert.Equal(
            "desk@hub.example",
            SyndicationDefectTests.Xml(document, FeedFormats.Rss).Descendants(XName.Get("creator", "http://purl.org/dc/elements/1.1/"))
                .Single().Value);
        var entry = SyndicationDefectTests.Xml(document, FeedFormats.Atom).Element(Atom + "entry")!;
        Assert.Equal("desk@hub.example", entry.Element(Atom + "author")!.Element(Atom + "name")!.Value);
        var author = JsonDocument.Parse(FeedFormats.Json.Write(document)).RootElement.GetProperty("items")[0].GetProperty("authors")[0];
        Assert.Equal("desk@hub.example", author.GetProperty("name").GetString());
        Assert.Equal("mailto:desk@hub.example", author.GetProperty("url").GetString());
    }

    private static XElement? Summary(FeedItem item) =>
        SyndicationDefectTests.Xml(SyndicationDefectTests.Document(item), FeedFormats.Atom)
            .Element(Atom + "entry")!.Element(Atom + "summary");
}

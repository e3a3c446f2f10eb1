using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using FeedHub.Formats;
using FeedHub.Formats.Writing;

namespace FeedHub.Tests.Formats;

/// <summary>What System.ServiceModel.Syndication gets wrong when it writes, and we do not show.</summary>
public class SyndicationDefectTests
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Dc = "http://purl.org/dc/elements/1.1/";
    private static readonly DateTimeOffset Day = new(2026, 11, 2, 8, 0, 0, TimeSpan.FromHours(4));

    private static readonly FeedItem Item = new()
    {
        Id = "tag:hub.example,2026:1",
        Title = "One",
        Link = "https://hub.example/1",
        Published = Day,
        Updated = Day,
        Content = FeedText.Html("<p>Whole text.</p>"),
    };

    public static TheoryData<FeedFormat> EveryFormat => [.. FeedFormats.All];

    public static TheoryData<FeedFormat> FormatsOfXml => [FeedFormats.Atom, FeedFormats.Rss];

    [Theory]
    [MemberData(nameof(EveryFormat))]
    public void Two_writings_are_the_same_bytes(FeedFormat format) =>
        Assert.Equal(format.Write(Document(Item)), format.Write(Document(Item)));

    [Fact]
    public void No_ID_and_no_date_is_made_up()
    {
        Assert.Throws<ArgumentException>(() => FeedFormats.Atom.Write(Document(Item with { Id = null })));
        Assert.Throws<ArgumentException>(() => FeedFormats.Atom.Write(Document(Item with { Published = null, Updated = null })));
        Assert.Throws<ArgumentException>(() => FeedFormats.Atom.Write(Document(Item) with { Updated = null }));
        Assert.Throws<ArgumentException>(() => FeedFormats.Json.Write(Document(Item with { Id = null })));
        var rss = Rss(Document(Item with { Id = null, Published = null, Updated = null }) with { Updated = null });
        Assert.Empty(rss.Descendants("guid"));
        Assert.Empty(rss.Descendants("pubDate").Concat(rss.Descendants("lastBuildDate")));
    }

    [Fact]
    public void Dates_of_RSS_end_in_GMT_and_dates_of_Atom_in_Z()
    {
        Assert.Equal("Mon, 02 Nov 2026 04:00:00 GMT", Rss(Document(Item)).Descendants("pubDate").Single().Value);
        Assert.Equal("2026-11-02T04:00:00Z", Xml(Document(Item), FeedFormats.Atom).Descendants(Atom + "published").Single().Value);
    }

    [Fact]
    public void Authors_keep_their_names_and_RSS_has_none_of_Atoms()
    {
        var two = Rss(Document(Item with { Authors = [new("A"), new("B", "b@hub.example")] }));
        Assert.Equal(["A", "B"], two.Descendants("item").Elements(Dc + "creator").Select(c => c.Value));
        Assert.Empty(two.Descendants(Atom + "author"));
        // Readers show the whole of RSS's author, so a name stands alone also where there is one with an address.
        var one = Rss(Document(Item with { Authors = [new("B", "b@hub.example")] }) with { Authors = [new("C", "c@hub.example")] });
        Assert.Equal(["B"], one.Descendants("item").Elements(Dc + "creator").Select(c => c.Value));
        Assert.Empty(one.Descendants("author"));
        Assert.Equal("c@hub.example (C)", one.Descendants("managingEditor").Single().Value);
        var nameless = Rss(Document(Item with { Authors = [new("A")] }));
        Assert.Equal("A", nameless.Descendants("item").Elements(Dc + "creator").Single().Value);
    }

    [Fact]
    public void Self_and_hub_links_stay_in_RSS()
    {
        var links = Rss(Document(Item) with { Links = [new("https://hub.example/hub", "hub")] }).Descendants(Atom + "link")
            .Select(l => (string?)l.Attribute("rel"));
        Assert.Equal(["self", "hub"], links);
    }

    [Theory]
    [MemberData(nameof(FormatsOfXml))]
    public void Prefixes_are_those_that_readers_expect(FeedFormat format)
    {
        var text = Encoding.UTF8.GetString(format.Write(Document(Item with { Authors = [new("A"), new("B")], Point = new(40.4, 49.9) })));
        Assert.DoesNotContain("a10:", text, StringComparison.Ordinal);
        Assert.Contains("<georss:point>40.4 49.9</georss:point>", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_item_without_a_summary_does_not_tell_its_text_twice() =>
        Assert.Empty(Rss(Document(Item)).Descendants("item").Elements("description"));

    [Fact]
    public void Atom_holds_no_content_encoded() =>
        Assert.DoesNotContain("encoded", Encoding.UTF8.GetString(FeedFormats.Atom.Write(Document(Item))), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(FormatsOfXml))]
    public void A_character_that_XML_cannot_hold_is_left_out(FeedFormat format)
    {
        var document = Xml(Document(Item with { Title = "On\u0001e\uFFFE" }), format);
        Assert.Equal("One", document.Descendants().Last(e => e.Name.LocalName == "title").Value);
    }

    [Fact]
    public void What_XML_cannot_hold_is_written_into_no_format()
    {
        const string Bad = "a\u000b\u001b\u0007\ufffe\uffff\ud800b";
        var document = Document(Item with
        {
            Title = Bad,
            Content = FeedText.Html(Bad),
            Summary = Bad,
            Authors = [new FeedPerson(Bad)],
            Categories = [new FeedCategory(Bad)],
            Enclosures = [new FeedEnclosure("https://hub.example/1.mp3", Bad, 1)],
            Extensions = new Dictionary<string,
                JsonElement>
            {
                ["_x"] = JsonSerializer.SerializeToElement(new Dictionary<string,
                    object>
                { [Bad[..^2]] = new[] { Bad[..^2] } })
            },
        }) with
        {
            Title = Bad,
            Description = Bad,
            Deleted = [new FeedTombstone("tag:hub.example,2026:2", Day, Comment: Bad)],
        };
        foreach (var format in FeedFormats.All)
        {
            var text = Encoding.UTF8.GetString(format.Write(document));
            Assert.DoesNotMatch(@"(?i)\\u(000b|001b|0007|fff[ef]|d800)", text);
            Assert.DoesNotContain(text, c => c is (< ' ' and not '\t' and not '\n' and not '\r') or '\ufffe' or '\uffff');
        }
    }

    internal static FeedDocument Document(params FeedItem[] items) => new()
    {
        Id = "tag:hub.example,2026:feed",
        Title = "Feed",
        Link = "https://hub.example/",
        SelfLink = "https://hub.example/feed",
        Updated = Day,
        Items = items,
    };

    internal static XElement Xml(FeedDocument document, FeedFormat format) =>
        XElement.Parse(Encoding.UTF8.GetString(format.Write(document)));

    private static XElement Rss(FeedDocument document) => Xml(document, FeedFormats.Rss);
}

using System.Text.Json;
using System.Xml.Linq;
using FeedHub.Formats;
using FeedHub.Formats.Reading;
using FeedHub.Formats.Writing;

namespace FeedHub.Tests.Formats;

/// <summary>Archives, tombstones, licences and the rights of pictures, as we write them.</summary>
public class FeedExtensionTests
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace History = "http://purl.org/syndication/history/1.0";
    private static readonly XNamespace Tombstones = "http://purl.org/atompub/tombstones/1.0";
    private static readonly XNamespace Licences = "http://backend.userland.com/creativeCommonsRssModule";
    private static readonly XNamespace Media = "http://search.yahoo.com/mrss/";
    private static readonly DateTimeOffset Day = new(2026, 11, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly FeedItem Item =
        new() { Id = "tag:hub.example,2026:1", Title = "One", Link = "https://hub.example/1", Updated = Day };

    [Theory]
    [MemberData(nameof(SyndicationDefectTests.FormatsOfXml), MemberType = typeof(SyndicationDefectTests))]
    public void An_archive_is_marked_and_links_to_its_neighbours(FeedFormat format)
    {
        var document = SyndicationDefectTests.Document(Item) with
        {
            History = FeedHistory.Archive,
            Links = [new("https://hub.example/feed", "current"), new("https://hub.example/2024", "prev-archive")],
        };
        var xml = SyndicationDefectTests.Xml(document, format);
        Assert.Single(xml.Descendants(History + "archive"));
        Assert.Equal(
            ["self", "current", "prev-archive"],
            xml.Descendants(Atom + "link").Select(l => (string?)l.Attribute("rel")).Where(r => r != "alternate"));
        Assert.Empty(SyndicationDefectTests.Xml(SyndicationDefectTests.Document(Item), format).Descendants(History + "archive"));
    }

    [Theory]
    [MemberData(nameof(SyndicationDefectTests.FormatsOfXml), MemberType = typeof(SyndicationDefectTests))]
    public void An_item_taken_back_leaves_a_tombstone(FeedFormat format)
    {
        var document =
            SyndicationDefectTests.Document() with { Deleted = [new("tag:hub.example,2026:9", Day, Comment: "It was <wrong>.")] };
        var stone = Assert.Single(SyndicationDefectTests.Xml(document, format).Descendants(Tombstones + "deleted-entry"));
        Assert.Equal(
            ("tag:hub.example,2026:9", "2026-11-02T08:00:00Z"), ((string?)stone.Attribute("ref"), (string?)stone.Attribute("when")));
        Assert.Equal("It was <wrong>.", stone.Element(Tombstones + "comment")!.Value);
    }

    [Fact]
    public void In_JSON_Feed_what_was_taken_back_is_an_object_of_ours_and_older_archives_follow()
    {
        var document = SyndicationDefectTests.Document(Item) with
        {
            Deleted = [new("tag:hub.example,2026:9", Day, Comment: "Wrong.")],
            Links = [new("https://hub.example/2025/feed.json", "next")],
        };
        var json = JsonDocument.Parse(FeedFormats.Json.Write(document)).RootElement;
        var withdrawn = Assert.Single(json.GetProperty("_feedhub").GetProperty("withdrawn").EnumerateArray());
        Assert.Equal(("tag:hub.example,2026:9", "2026-11-02T08:00:00Z", "Wrong."),
            (
                withdrawn.GetProperty("id").GetString(), withdrawn.GetProperty("date_withdrawn").GetString(),
                withdrawn.GetProperty("note").GetString()));
        Assert.Equal("https://hub.example/2025/feed.json", json.GetProperty("next_url").GetString());
    }

    [Fact]
    public void RSS_names_a_Creative_Commons_licence_by_its_module_and_any_other_by_a_link()
    {
        var document = SyndicationDefectTests.Document(Item with { Links = [new("https://licence.example/", "license")] }) with
        {
            Links = [new("https://creativecommons.org/licenses/by/4.0/", "license")],
        };
        var rss = SyndicationDefectTests.Xml(document, FeedFormats.Rss);
        Assert.Equal("https://creativecommons.org/licenses/by/4.0/", Assert.Single(rss.Descendants(Licences + "license")).Value);
        Assert.Equal(
            "https://licence.example/",
            (string?)Assert.Single(rss.Descendants(Atom + "link"), l => (string?)l.Attribute("rel") == "license").Attribute("href"));
        var back = Assert.IsType<FeedReading.Readable>(FeedReader.Read(FeedFormats.Rss.Write(document), new FeedOrigin())).Document;
        Assert.Equal(document.Links, back.Links.Where(l => l.Rel == "license"));
    }

    [Theory]
    [MemberData(nameof(SyndicationDefectTests.FormatsOfXml), MemberType = typeof(SyndicationDefectTests))]
    public void A_picture_tells_its_credit_and_its_own_rights(FeedFormat format)
    {
        var picture =
            new FeedMedia("https://hub.example/a.png", "image/png", "image", 7, Credit: "A. Name")
            {
                Rights = "A. Name, 2026",
                Licence = "https://licence.example/"
            };
        var xml = SyndicationDefectTests.Xml(
            SyndicationDefectTests.Document(Item with { Image = picture.Url, MediaContents = [picture] }), format);
        var content = Assert.Single(xml.Descendants(Media + "content"));
        Assert.Equal("A. Name", content.Element(Media + "credit")!.Value);
        Assert.Equal(
            ("A. Name, 2026", "https://licence.example/"),
            (content.Element(Media + "copyright")!.Value, (string?)content.Element(Media + "copyright")!.Attribute("url")));
        Assert.Empty(xml.Descendants(Media + "thumbnail"));
    }
}

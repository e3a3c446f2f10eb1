using System.Text;
using FeedHub.Formats.Opml;

namespace FeedHub.Tests.Formats;

public class OpmlTests
{
    [Fact]
    public void A_list_of_OPML_2_is_read_with_its_folders()
    {
        var list = Read("""
            <?xml version="1.0"?><opml version="2.0"><head><title>Mine &amp; yours</title><dateModified>Mon, 23 Nov 2026 08:00:00 GMT</dateModified></head><body>
            <outline text="Caucasus"><outline text="OC Media" type="rss" xmlUrl="https://oc.example/feed?a=1&amp;b=2" htmlUrl="https://oc.example/" language="en" description="D"/>
            <outline text="Deep"><outline text="Civil" type="atom" xmlUrl="https://civil.example/atom"/></outline></outline>
            <outline text="Empty folder"/></body></opml>
            """);
        Assert.Equal(("Mine & yours", new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero)), (list.Title, list.Modified));
        Assert.Equal(["OC Media", "Civil"], list.Outlines.SelectMany(o => o.Feeds()).Select(f => f.Text));
        Assert.Equal(["Caucasus", "Empty folder"], list.Outlines.Select(o => o.Text));
        var first = list.Outlines[0].Children[0];
        Assert.Equal(
            ("rss", "https://oc.example/feed?a=1&b=2", "https://oc.example/", "en", "D"),
            (first.Type, first.XmlUrl, first.HtmlUrl, first.Language, first.Description));
    }

    [Theory]
    [InlineData("<opml version='1.0'><body><outline title='A' type='rss' url='https://a.example/'/></body></opml>")]
    [InlineData("<opml version='1.1'><body><outline text='A' XMLURL='https://a.example/'/></body></opml>")]
    [InlineData("<OPML><outline text='A' xmlUrl='https://a.example/'/></OPML>")]
    [InlineData("<opml version='2.0'><body><outline text='A' xmlUrl='https://a.example/'/><outline text='B' xml")]
    [InlineData("\uFEFF \n<opml version='2.0'><body><outline text=A xmlUrl=https://a.example/ /></body>")]
    public void What_readers_export_is_read_however_old_or_broken(string text)
    {
        var feed = Assert.Single(Read(text).Outlines.SelectMany(o => o.Feeds()));
        Assert.Equal(("A", "https://a.example/", "rss"), (feed.Text, feed.XmlUrl, feed.Type));
    }

    [Theory]
    [InlineData("<rss/>", "the root element is <rss>, not <opml>")]
    [InlineData("hello", "the file contains no XML element, so it is not OPML")]
    public void What_is_no_list_is_refused_by_name(string text, string reason) =>
        Assert.Equal(reason, Assert.Throws<FormatException>(() => Read(text)).Message);

    [Fact]
    public void What_is_written_reads_back_the_same()
    {
        var list = new OpmlDocument
        {
            Title = "Сводка & \"co\"",
            Modified = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero),
            Outlines =
            [
                new OpmlOutline
                {
                    Text = "Qafqaz <1>",
                    Children =
                        [new OpmlOutline { Text = "A", XmlUrl = "https://a.example/?x=1&y=2", HtmlUrl = "https://a.example/",
                            Type = "atom", Language = "az", Description = "d" }],
                },
                new OpmlOutline { Text = "B", XmlUrl = "https://b.example/", Type = "rss" },
            ],
        };
        var read = OpmlReader.Read(OpmlWriter.Write(list));
        Assert.Equivalent(list, read with { Outlines = [.. read.Outlines.Select(WithoutLine)] }, strict: true);
    }

    [Theory]
    [InlineData("feed://a.example/rss", "http://a.example/rss")]
    [InlineData("FEED://a.example/rss?x=1", "http://a.example/rss?x=1")]
    [InlineData("feed:https://a.example/rss", "https://a.example/rss")]
    [InlineData("feed:http://a.example/rss", "http://a.example/rss")]
    [InlineData("feed://https://a.example/rss", "https://a.example/rss")]
    [InlineData("feed://user@a.example:8080/rss", "http://user@a.example:8080/rss")]
    [InlineData("pcast://a.example/rss", "http://a.example/rss")]
    [InlineData("feed:rss.xml", "feed:rss.xml")]
    [InlineData("https://a.example/feed:x", "https://a.example/feed:x")]
    public void The_schemes_of_older_readers_stand_for_http(string written, string expected)
    {
        var list = Read($"<opml><body><outline text='F'><outline text='A' xmlUrl='{written}'/></outline></body></opml>");
        Assert.Equal(expected, Assert.Single(list.Outlines.SelectMany(o => o.Feeds())).XmlUrl);
    }

    [Theory]
    [InlineData("xmlurl")]
    [InlineData("XMLURL")]
    [InlineData("XmlUrl")]
    public void Attributes_are_known_in_any_case(string name)
    {
        var list = Read($"<opml><body><OUTLINE TEXT='A' {name}='https://a.example/' HTMLURL='https://a.example/page'/></body></opml>");
        var feed = Assert.Single(list.Outlines.SelectMany(o => o.Feeds()));
        Assert.Equal(("A", "https://a.example/", "https://a.example/page"), (feed.Text, feed.XmlUrl, feed.HtmlUrl));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void An_outline_knows_its_line(string lineEnd)
    {
        string[] lines =
        [
            "<?xml version='1.0'?>", "<opml><head><title>x</title>", "</head><body>", "<outline text='F'>",
            "<!-- a", "note --> <outline text='A'", "  xmlUrl='https://a.example/'/>", "",
            "<outline text='B' xmlUrl='https://b.example/'/>",
            "</outline></body></opml>",
        ];
        var list = Read(string.Join(lineEnd, lines));
        Assert.Equal([6, 9], list.Outlines.SelectMany(o => o.Feeds()).Select(f => f.Line));
        Assert.Equal(4, list.Outlines[0].Line);
    }

    private static OpmlOutline WithoutLine(OpmlOutline outline) =>
        outline with { Line = null, Children = [.. outline.Children.Select(WithoutLine)] };

    private static OpmlDocument Read(string text) => OpmlReader.Read(Encoding.UTF8.GetBytes(text));
}

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
        Assert.Equivalent(list, OpmlReader.Read(OpmlWriter.Write(list)), strict: true);
    }

    private static OpmlDocument Read(string text) => OpmlReader.Read(Encoding.UTF8.GetBytes(text));
}

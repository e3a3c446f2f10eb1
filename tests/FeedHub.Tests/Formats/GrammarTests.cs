using System.Text;
using FeedHub.Formats;
using FeedHub.Formats.Opml;
using FeedHub.Formats.Writing;

namespace FeedHub.Tests.Formats;

/// <summary>The grammars: what they pass, and that they do find what is wrong.</summary>
public class GrammarTests
{
    private static readonly DateTimeOffset Day = new(2026, 11, 2, 8, 0, 0, TimeSpan.Zero);

    /// <summary>An archive with everything in it that we can write.</summary>
    private static readonly FeedDocument Everything = SyndicationDefectTests.Document(new FeedItem
    {
        Id = "tag:hub.example,2026:1",
        Title = FeedText.Html("A <b>b</b>"),
        Link = "https://hub.example/1",
        Summary = "Short & plain",
        Content = FeedText.Html("<p>Long</p>"),
        Rights = "Ours",
        Published = Day,
        Updated = Day.AddMilliseconds(5),
        Language = "az",
        Authors = [new("A", "a@hub.example", "https://hub.example/a"), new("B")],
        Contributors = [new("C")],
        Categories = [new("AZ", "tag:hub.example,2026:regions")],
        Links =
            [new("https://hub.example/az", "alternate", "text/html", HrefLang: "az"), new("https://x.example/", "related", Title: "X"),
                new("https://creativecommons.org/licenses/by/4.0/", "license")],
        Enclosures = [new("https://hub.example/a.png", "image/png", 7), new("https://hub.example/b.png", "image/png", 8)],
        MediaContents = [new("https://hub.example/a.png", "image/png", "image", 7, Credit: "Us") { Rights = "Us" }],
        Point = new(40.4, 49.9),
        Source =
            new FeedSource
            {
                Id = "https://x.example/",
                Title = "X",
                Updated = Day,
                FeedUrl = "https://x.example/feed",
                Link = "https://x.example/"
            },
    }) with
    {
        Language = "en",
        Description = "Everything",
        Rights = "Ours",
        History = FeedHistory.Archive,
        Links =
            [new("https://hub.example/current", "current"), new("https://hub.example/2024", "prev-archive"),
                new("https://licence.example/", "license")],
        Authors = [new("The desk")],
        Generator = new FeedGenerator("FeedHub"),
        Logo = "https://hub.example/logo.png",
        Deleted = [new("tag:hub.example,2026:9", Day, new("The desk", "d@hub.example", "https://hub.example/"), "Wrong.")],
    };

    public static TheoryData<string, FeedFormat> Grammars => new() { { "atom.rnc", FeedFormats.Atom }, { "rss.rnc", FeedFormats.Rss } };

    [Theory]
    [MemberData(nameof(Grammars))]
    public async Task Whatever_we_write_passes(string grammar, FeedFormat format)
    {
        var plain = SyndicationDefectTests.Document(
            new FeedItem { Id = "tag:hub.example,2026:1", Title = "One", Updated = Day, Link = "https://hub.example/1" });
        Assert.Empty(await Jing.CheckAsync(
            grammar,
            ("everything.xml", format.Write(Everything)),
            ("plain.xml", format.Write(plain)),
            ("empty.xml", format.Write(SyndicationDefectTests.Document()))));
    }

    [Fact]
    public async Task Our_lists_pass()
    {
        var list = new OpmlDocument
        {
            Title = "Feeds",
            Outlines =
            [
                new()
                {
                    Text = "Atom",
                    Children =
                    [
                        new() { Text = "A & B", XmlUrl = "https://hub.example/feed", HtmlUrl = "https://hub.example/", Language = "en" },
                    ],
                },
            ],
        };
        Assert.Empty(await Jing.CheckAsync("opml.rnc", ("list.xml", OpmlWriter.Write(list))));
    }

    [Fact]
    public async Task The_grammars_find_what_is_wrong()
    {
        var atom = Spoilt(
            FeedFormats.Atom, ("<id>tag:", "<id>"), ("<updated>2026", "<updated>26"),
                ("04:00:00Z</updated><author", "04:00:00Z</updated><updated>2026-11-02T04:00:00Z</updated><author"),
            (" type=\"html\"", ""), ("fh:archive", "fh:archived"), ("when=\"2026-11-02T08:00:00Z\"", ""), ("<name>The desk</name>", ""),
                ("length=\"7\"", "length=\"many\""),
            ("<entry", "<content type=\"html\">x</content><entry"));
        var found = await Jing.CheckAsync("atom.rnc", atom);
        Assert.All(atom, document => Assert.Contains(document.Name, found, StringComparison.Ordinal));
        var rss = Spoilt(
            FeedFormats.Rss, (" GMT", " Z"), ("isPermaLink=\"false\"", "isPermaLink=\"no\""), ("<description>Everything</description>", ""),
                ("rel=\"self\"", "rel=\"other\""),
            ("length=\"7\"", ""), ("<guid", "<author>A</author><guid"), ("version=\"2.0\"", "version=\"2.1\""));
        found = await Jing.CheckAsync("rss.rnc", rss);
        Assert.All(rss, document => Assert.Contains(document.Name, found, StringComparison.Ordinal));
    }

    /// <summary>A document for each spoilt place, named by its number.</summary>
    private static (string Name, byte[] Document)[] Spoilt(FeedFormat format, params (string Good, string Bad)[] places)
    {
        var text = Encoding.UTF8.GetString(format.Write(Everything));
        return [.. places.Select((place, n) =>
        {
            Assert.Contains(place.Good, text, StringComparison.Ordinal);
            return ($"spoilt-{n}.xml", Encoding.UTF8.GetBytes(text.Replace(place.Good, place.Bad, StringComparison.Ordinal)));
        })];
    }
}

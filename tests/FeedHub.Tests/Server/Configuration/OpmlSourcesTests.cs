using FeedHub.Core.Briefs;
using FeedHub.Server.Configuration;

namespace FeedHub.Tests.Server.Configuration;

public sealed class OpmlSourcesTests : IDisposable
{
    private readonly TemporaryConfig config = new();

    private FeedHubOptions Options => config.Options with { OpmlFile = Path.Combine(config.Folder, "mine.opml") };

    [Fact]
    public void The_feeds_of_an_OPML_file_are_the_sources_in_place_of_the_folder()
    {
        config.Write("mine.opml", """
            <opml version="2.0"><head/><body>
              <outline text="Folder">
                <outline text="One" type="rss" xmlUrl="http://127.0.0.1:81/one.xml" htmlUrl="http://127.0.0.1:81/" language="ka"/>
                <outline text="Two" type="rss" xmlUrl="http://127.0.0.1:81/two.xml" htmlUrl="javascript:alert(1)"/>
              </outline>
              <outline text="One again" type="rss" xmlUrl="http://127.0.0.1:81/one.xml"/>
              <outline text="Bad" type="rss" xmlUrl="feed.xml"/>
            </body></opml>
            """);
        var reading = TemporaryConfig.Read(Options);
        Assert.Equal(["One", "Two"], reading.Sources.Select(s => s.Title).Order());
        var one = reading.Sources.Single(s => s.Title == "One");
        Assert.Matches("^127-0-0-1-one-xml-[0-9a-f]{8}$", one.Id.Value);
        Assert.Equal(("http://127.0.0.1:81/one.xml", "http://127.0.0.1:81/", "ka"), (one.Url, one.Home, one.Language));
        Assert.Null(one.Kind);
        Assert.Null(reading.Sources.Single(s => s.Title == "Two").Home);
        Assert.Equal(
            "mine.opml:7: Bad: xmlUrl: 'feed.xml' is not a web address; write it in full, such as https://example.org/feed",
            config.Problems(reading));
    }

    [Fact]
    public void A_feed_scheme_is_taken_as_http_and_is_the_same_source_as_its_http_address()
    {
        config.Write("mine.opml", """
            <?xml version="1.0" encoding="utf-8"?>
            <opml version="2.0">
            <head><title>x</title></head>
            <body>
            <outline text="A" xmlUrl="https://a.example/feed"/>
            <outline text="G" xmlUrl="feed://outlet.example/rss"/>
            <outline text="H" xmlUrl="http://outlet.example/rss"/>
            <outline text="I" xmlUrl="feed:nowhere"/>
            </body>
            </opml>
            """);
        var reading = TemporaryConfig.Read(Options);
        Assert.Equal(["https://a.example/feed", "http://outlet.example/rss"], reading.Sources.Select(s => s.Url));
        Assert.StartsWith("mine.opml:8: I: xmlUrl: 'feed:nowhere' is not a web address", config.Problems(reading), StringComparison.Ordinal);
    }

    [Fact]
    public void The_ID_of_a_source_depends_on_its_address_alone()
    {
        config.Write("mine.opml", """<opml version="2.0"><body><outline text="A" xmlUrl="https://a.example/x"/><outline text="B" xmlUrl="https://a.example/x?y"/></body></opml>""");
        var before = TemporaryConfig.Read(Options).Sources.Select(s => s.Id).ToHashSet();
        config.Write("mine.opml", """<opml version="2.0"><body><outline text="Renamed" xmlUrl="https://a.example/x?y"/></body></opml>""");
        Assert.Equal(2, before.Count);
        Assert.Contains(Assert.Single(TemporaryConfig.Read(Options).Sources).Id, before);
    }

    [Fact]
    public void An_OPML_file_that_cannot_be_read_starts_nothing_but_takes_nothing_away()
    {
        config.Write("mine.opml", """<opml version="2.0"><body><outline text="A" xmlUrl="https://a.example/x"/></body></opml>""");
        var standing = TemporaryConfig.Read(Options).Identified(s => BriefIdentities.From(s.Claims));
        config.Write("mine.opml", "no OPML");
        var alone = TemporaryConfig.Read(Options);
        Assert.Null(alone.Site);
        Assert.StartsWith("mine.opml:1: ", config.Problems(alone));
        Assert.Equal("A", Assert.Single(TemporaryConfig.Read(Options, null, standing).Sources).Title);
    }

    public void Dispose() => config.Dispose();
}

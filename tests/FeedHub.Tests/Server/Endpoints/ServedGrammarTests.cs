using FeedHub.Tests.Formats;

namespace FeedHub.Tests.Server.Endpoints;

/// <summary>Every feed and list as it is served, by the grammars.</summary>
[Collection(typeof(ReadersOfServedHub))]
public sealed class ServedGrammarTests(ServedHub hub)
{
    [Fact]
    public async Task Feeds_of_Atom_pass() =>
        await PassAsync("atom.rnc", FeedStructureTests.AtomFeeds, "/series/azerbaijan-brief/regions/az/feed.atom");

    [Fact]
    public async Task Feeds_of_RSS_pass() =>
        await PassAsync("rss.rnc", FeedStructureTests.RssFeeds, "/series/azerbaijan-brief/topics/transport/feed.rss");

    [Fact]
    public async Task Lists_pass() => await PassAsync("opml.rnc", ["/feeds.opml", "/feeds.opml?format=json&parts=all", "/sources.opml"]);

    private async Task PassAsync(string grammar, TheoryData<string> paths, params string[] more)
    {
        var documents = new List<(string, byte[])>();
        foreach (var path in paths.Select(row => row.Data).Concat(more))
            documents.Add(($"{documents.Count}.xml", await hub.Client.GetByteArrayAsync(path)));
        Assert.Empty(await Jing.CheckAsync(grammar, [.. documents]));
    }
}

using System.Net;
using System.Xml.Linq;
using FeedHub.Tests.Server.Endpoints;

namespace FeedHub.Tests.Server.Views;

[Collection(typeof(ReadersOfServedHub))]
public sealed class ViewPageTests(ServedHub hub)
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Fact]
    public async Task The_page_of_a_view_has_its_title_its_query_in_words_and_the_stories_that_meet_it()
    {
        var page = await hub.Client.GetStringAsync("/views/railways");
        Assert.Contains("<h1>Railways</h1>", page, StringComparison.Ordinal);
        Assert.Contains("Trains and their tracks.", page, StringComparison.Ordinal);
        Assert.Contains("Understood as:", page, StringComparison.Ordinal);
        Assert.Contains($"/stories/{hub.Stories.Railway}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"/stories/{hub.Stories.Paper}\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/?q=railway\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_feeds_of_a_view_are_named_after_it_and_have_an_id_of_its_own()
    {
        var feed = XDocument.Parse(await hub.Client.GetStringAsync("/views/railways/feed.atom")).Root!;
        Assert.EndsWith(": Railways", feed.Element(Atom + "title")!.Value, StringComparison.Ordinal);
        Assert.EndsWith(":view/railways", feed.Element(Atom + "id")!.Value, StringComparison.Ordinal);
        Assert.Equal(
            [$"{ServedHub.Address}/views/railways/feed.atom"],
            feed.Elements(Atom + "link").Where(l => (string?)l.Attribute("rel") == "self").Select(l => (string?)l.Attribute("href")));
        // Items are the same as in the timeline, so a reader that has both shows each once.
        var id = Assert.Single(feed.Elements(Atom + "entry")).Element(Atom + "id")!.Value;
        Assert.EndsWith($"story/{hub.Stories.Railway}", id, StringComparison.Ordinal);
        var json = await hub.Client.JsonFeedAsync("/views/railways/feed.json");
        Assert.Equal("Trains and their tracks.", json.GetProperty("description").GetString());
        Assert.Contains("Railways", await hub.Client.GetStringAsync("/views/railways/feed.rss"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Views_are_listed_on_a_page_and_in_subscription_lists()
    {
        Assert.Contains("href=\"/views/railways\"", await hub.Client.GetStringAsync("/views"), StringComparison.Ordinal);
        foreach (var list in new[] { "/views.opml", "/feeds.opml?parts=all" })
        {
            var outlines = XDocument.Parse(await hub.Client.GetStringAsync(list)).Descendants("outline");
            Assert.Contains($"{ServedHub.Address}/views/railways/feed.atom", outlines.Select(o => (string?)o.Attribute("xmlUrl")));
        }
        Assert.DoesNotContain("/views/", await hub.Client.GetStringAsync("/feeds.opml"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/views/nothing")]
    [InlineData("/views/nothing/feed.atom")]
    [InlineData("/views/railways/feed.pdf")]
    public async Task What_is_not_there_is_404(string path)
    {
        using var answer = await hub.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}

using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FeedHub.Core.Stories;
using FeedHub.Core.Timelines;
using FeedHub.Server.Configuration;
using FeedHub.Server.Rendering;
using FeedHub.Server.Rendering.Http;
using Microsoft.Extensions.DependencyInjection;

namespace FeedHub.Tests.Server.Endpoints;

[Collection(typeof(ReadersOfServedHub))]
public sealed partial class TimelineFeedTests(ServedHub hub)
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Fact]
    public async Task Stories_stand_in_the_order_of_their_arrival_whatever_the_outlets_date() =>
        Assert.Equal([hub.Stories.Paper, hub.Stories.Railway, hub.Stories.Bridge], await StoriesAsync(""));

    [Theory]
    [InlineData("lang=ru", "bridge")]
    [InlineData("lang=RU-ru", "bridge")]
    [InlineData("lang=hy,en", "railway bridge")]
    [InlineData("lang=hy&lang=en", "railway bridge")]
    [InlineData("lang=tr", "")]
    [InlineData("country=am", "bridge")]
    [InlineData("country=AM, GE", "railway bridge")]
    [InlineData("kind=state", "paper bridge")]
    [InlineData("kind=independent,press", "railway bridge")]
    [InlineData("source=baku", "paper bridge")]
    [InlineData("source=yerevan,tbilisi", "railway bridge")]
    [InlineData("source=nobody", "")]
    [InlineData("q=railway", "railway")]
    [InlineData("q=мост", "bridge")]
    [InlineData("q=railway&lang=ru", "")]
    [InlineData("limit=2", "paper railway")]
    [InlineData("lang=&country=&q=&limit=&before=", "paper railway bridge")]
    [InlineData("utm_source=reader&cachebust=1", "paper railway bridge")]
    public async Task A_parameter_keeps_what_meets_it(string query, string expected) =>
        Assert.Equal(expected, string.Join(' ', (await StoriesAsync("?" + query)).Select(Name)));

    [Fact]
    public async Task Before_a_story_are_those_that_arrived_earlier()
    {
        var railway = await hub.Services.GetRequiredService<ITimelineStore>()
            .StoryAsync(new StoryId(hub.Stories.Railway), TextExtent.Excerpt, default);
        Assert.Equal([hub.Stories.Bridge], await StoriesAsync($"?before={TimelinePosition.Of(railway!)}"));
    }

    [Theory]
    [InlineData("lang=english", "lang", "english")]
    [InlineData("country=Georgia", "country", "Georgia")]
    [InlineData("country=AM,A1", "country", "A1")]
    [InlineData("kind=blog", "kind", "blog")]
    [InlineData("source=Not%20An%20Id", "source", "Not An Id")]
    [InlineData("limit=0", "limit", "0")]
    [InlineData("limit=501", "limit", "501")]
    [InlineData("limit=many", "limit", "many")]
    [InlineData("limit=1&limit=2", "limit", "2")]
    [InlineData("before=x", "before", "x")]
    [InlineData("before=3", "before", "3")]
    public async Task A_bad_value_of_a_known_parameter_is_a_400_that_names_both(string query, string field, string value)
    {
        foreach (var path in new[] { "/timeline/feed.rss?", "/timeline/feed.atom?", "/timeline/feed.json?", "/?" })
        {
            using var refused = await hub.Client.GetAsync(path + query);
            var problem = await refused.ProblemAsync(HttpStatusCode.BadRequest);
            Assert.Contains($"“{value}”", problem.GetProperty("errors").GetProperty(field)[0].GetString(), StringComparison.Ordinal);
            Assert.Contains(field, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_query_that_is_too_long_is_a_400()
    {
        using var refused = await hub.Client.GetAsync("/timeline/feed.atom?q=" + new string('x', TimelineConditions.MaxTextChars + 1));
        await refused.ProblemAsync(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("lang=ru,az", "lang=az&lang=RU&utm_campaign=x")]
    [InlineData("lang=ru&country=GE", "country=ge&_=17&lang=ru")]
    [InlineData("", "fbclid=abc&limit=50&lang=")]
    public async Task Two_spellings_of_a_filter_are_one_feed(string one, string other)
    {
        using var first = await hub.Client.GetAsync("/timeline/feed.atom?" + one);
        using var second = await hub.Client.GetAsync("/timeline/feed.atom?" + other);
        Assert.Equal(first.Header("ETag"), second.Header("ETag"));
        Assert.Equal(first.Header("Link"), second.Header("Link"));
        Assert.Equal(await first.Content.ReadAsByteArrayAsync(), await second.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task What_we_do_not_know_is_no_part_of_the_key_of_the_cache()
    {
        using var asked = await hub.Client.GetAsync("/timeline/feed.atom?utm_source=reader&limit=7&_=1764000000");
        var version = await hub.Services.GetRequiredService<ITimelineStore>().VersionAsync(default);
        var key = new RenderingKey(
            "timeline", "atom", "?limit=7", $"{hub.Services.GetRequiredService<CurrentCatalog>().Value.Hash}-{version}");
        var held = await hub.Services.GetRequiredService<RenderedFeedCache>()
            .GetAsync(key, _ => throw new InvalidOperationException("It is not held."), default);
        Assert.Equal(asked.Header("ETag"), held[ContentCoding.Identity].ETag);
    }

    [Fact]
    public async Task Each_filter_is_a_feed_of_its_own_and_says_so()
    {
        var (ids, titles) = (new List<string>(), new List<string>());
        foreach (var query in new[] { "", "?lang=ru", "?country=GE", "?region=AZ", "?region=GE", "?topic=transport", "?kind=state",
            "?source=baku", "?q=railway" })
        {
            var feed = XElement.Parse(await hub.Client.GetStringAsync("/timeline/feed.atom" + query));
            ids.Add(feed.Element(Atom + "id")!.Value);
            titles.Add(feed.Element(Atom + "title")!.Value);
            Assert.Equal(ServedHub.Address + "/timeline/feed.atom" + query, Href(feed, "self"));
        }
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Equal(titles.Count, titles.Distinct().Count());
        Assert.All(ids, id => Assert.StartsWith("tag:hub.example,2026:", id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_next_links_walk_the_whole_timeline_once()
    {
        var seen = new List<long>();
        var next = "/timeline/feed.json?limit=1";
        while (next is not null)
        {
            var page = await hub.Client.JsonFeedAsync(next);
            seen.AddRange(Stories(page));
            next = page.TryGetProperty("next_url", out var url) ? new Uri(url.GetString()!).PathAndQuery : null;
        }
        Assert.Equal([hub.Stories.Paper, hub.Stories.Railway, hub.Stories.Bridge], seen);
    }

    [Fact]
    public async Task A_json_item_lists_every_report_and_keeps_its_tag_for_ever()
    {
        var items = (await hub.Client.JsonFeedAsync("/timeline/feed.json")).GetProperty("items").EnumerateArray().ToList();
        Assert.All(
            items,
            item =>
                Assert.Equal(
                    $"tag:hub.example,2026:story/{item.GetProperty("_feedhub").GetProperty("story")}", item.GetProperty("id").GetString()));
        var bridge = items.Single(i => i.GetProperty("_feedhub").GetProperty("story").GetInt64() == hub.Stories.Bridge);
        Assert.Equal(
            """[{"source":"baku","url":"https://baku.example/bridge","language":"az","title":"Yeni körpü açıldı"},{"source":"tbilisi","url":"https://baku.example/bridge","language":"ru","title":"Открыт новый мост через реку","why":["the same page"],"duplicate":true},{"source":"yerevan","url":"https://baku.example/bridge","language":"hy","title":"Նոր կամուրջ է բացվել","why":["the same page"],"duplicate":true}]""",
            EntryId().Replace(bridge.GetProperty("_feedhub").GetProperty("reports").GetRawText(), ""));
        Assert.Equal($"{ServedHub.Address}/stories/{hub.Stories.Bridge}", bridge.GetProperty("_feedhub").GetProperty("page").GetString());
        Assert.Equal("https://baku.example/bridge", bridge.GetProperty("url").GetString());
        Assert.False(bridge.TryGetProperty("external_url", out _));
        Assert.Equal("The baku paper", bridge.GetProperty("authors")[0].GetProperty("name").GetString());
        Assert.Contains("Открыт новый мост через реку", bridge.GetProperty("content_html").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_item_names_the_source_of_its_lead_report()
    {
        var entry = await EntryAsync("railway");
        Assert.Equal("https://tbilisi.example/railway", Href(entry, "alternate"));
        var source = entry.Element(Atom + "source")!;
        Assert.Equal("The tbilisi paper", source.Element(Atom + "title")!.Value);
        Assert.NotEmpty(source.Element(Atom + "id")!.Value);
        Assert.NotEmpty(source.Element(Atom + "updated")!.Value);
        Assert.Equal("https://tbilisi.example/", Href(source, "alternate"));
        var item = XElement.Parse(await hub.Client.GetStringAsync("/timeline/feed.rss?q=railway")).Descendants("item").Single();
        Assert.Equal("The tbilisi paper", item.Element("source")!.Value);
        Assert.Equal(Href(source, "self"), item.Element("source")!.Attribute("url")!.Value);
    }

    [Theory]
    [InlineData("baku", true)]
    [InlineData("tbilisi", false)]
    [InlineData("yerevan", false)]
    public async Task A_feed_shows_as_much_of_a_text_as_its_source_allows(string source, bool whole)
    {
        foreach (var format in new[] { "rss", "atom", "json" })
        {
            var feed = await hub.Client.GetStringAsync($"/timeline/feed.{format}?source={source}");
            Assert.Equal(whole, feed.Contains(TrialOutlets.FullWord, StringComparison.Ordinal));
            Assert.DoesNotContain(TrialOutlets.ExcerptWord, feed, StringComparison.Ordinal);
            Assert.DoesNotContain(TrialOutlets.TitleWord, feed, StringComparison.Ordinal);
            Assert.Equal(source == "tbilisi", feed.Contains("Мост открыт сегодня", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_changed_text_moves_updated_and_leaves_published()
    {
        var entry = await EntryAsync("railway");
        Assert.Equal(TrialOutlets.LaterTitle, entry.Element(Atom + "title")!.Value);
        Assert.Equal("2026-01-06T08:00:00Z", entry.Element(Atom + "published")!.Value);
        Assert.Contains(
            "last updated", await hub.Client.GetStringAsync($"/stories/{hub.Stories.Railway}"), StringComparison.Ordinal);
    }

    private static string? Href(XElement parent, string rel) =>
        parent.Elements(Atom + "link").Single(l => (l.Attribute("rel")?.Value ?? "alternate") == rel).Attribute("href")!.Value;

    private async Task<XElement> EntryAsync(string story) =>
        XElement.Parse(await hub.Client.GetStringAsync("/timeline/feed.atom")).Elements(Atom + "entry")
            .Single(e => Name(Number(e)) == story);

    private static long Number(XElement entry) =>
        long.Parse(entry.Element(Atom + "id")!.Value.Split('/')[^1], CultureInfo.InvariantCulture);

    private async Task<IReadOnlyList<long>> StoriesAsync(string query) =>
        Stories(await hub.Client.JsonFeedAsync("/timeline/feed.json" + query));

    private static List<long> Stories(JsonElement feed) =>
        [.. feed.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("_feedhub").GetProperty("story").GetInt64())];

    private string Name(long story) =>
        story == hub.Stories.Bridge ? "bridge" : story == hub.Stories.Railway ? "railway" : story == hub.Stories.Paper
            ? "paper" : $"{story}";

    [GeneratedRegex("\"entry\":\"[a-z0-9]{26}\",")]
    private static partial Regex EntryId();
}

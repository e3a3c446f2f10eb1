using System.Xml.Linq;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using FeedHub.Core.Ingestion;
using FeedHub.Core.Sources;
using FeedHub.Core.Stories;
using FeedHub.Core.Stories.Grouping;
using FeedHub.Core.Timelines;
using FeedHub.Server.Background;
using FeedHub.Server.Configuration;
using FeedHub.Tests.Server.Configuration;
using FeedHub.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace FeedHub.Tests.Server.Endpoints;

/// <summary>A story of several days, as a reader walks it: from event to event, each headed by its newest report.</summary>
public sealed class AffairPageTests : IAsyncLifetime
{
    private const string Landslide = "Landslide buries houses in Shovi, Racha, four missing";
    private const string Toll = "Landslide in Shovi, Racha: death toll rises to seven, houses buried";
    private const string Mourning = "Georgia declares day of mourning for victims of Shovi landslide";

    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private readonly TemporaryConfig config = new();
    private readonly string data = Directory.CreateTempSubdirectory("feedhub-").FullName;
    private RunningHub? hub;

    public async ValueTask InitializeAsync()
    {
        // Nobody answers there: what comes is committed here.
        foreach (var source in new[] { "alpha", "beta" })
        {
            config.Write(
                $"sources/{source}.yaml",
                TemporaryConfig.Source.Replace("https://alpha.example", "http://127.0.0.1:9", StringComparison.Ordinal)
                    .Replace("alpha", source, StringComparison.Ordinal));
        }
        foreach (var file in Directory.GetFiles(RepositoryFiles.Path("feeds-config", "gazetteer")))
            config.Write($"gazetteer/{Path.GetFileName(file)}", await File.ReadAllTextAsync(file));
        hub = await RunningHub.StartAsync(new FeedHubOptions { ConfigDirectory = config.Folder, DataDirectory = data });
    }

    [Fact]
    public async Task A_story_s_page_leads_to_what_came_before_and_after_and_each_of_those_leads_back()
    {
        await ArriveAsync("alpha", "1", Landslide, hoursAgo: 60);
        await ArriveAsync("beta", "1", Mourning, hoursAgo: 20);
        var first = await PageAsync("/stories/1");
        Assert.Equal(["this story", Mourning], Walk(first));
        Assert.Equal("/stories/2", first.QuerySelector(".related a")!.GetAttribute("href"));
        Assert.NotNull(first.QuerySelector(".related li:last-child time[datetime]"));
        Assert.Contains("Shovi", first.QuerySelector(".related .outlet")!.TextContent, StringComparison.Ordinal);
        Assert.Equal([Landslide, "this story"], Walk(await PageAsync("/stories/2")));
        var related = (await hub!.Client.JsonFeedAsync("/api/v1/stories/1/related")).GetProperty("items").EnumerateArray().Single();
        Assert.Equal((2L, Mourning), (related.GetProperty("id").GetInt64(), related.GetProperty("title").GetString()));
        Assert.Contains("Shovi", related.GetProperty("reasons").EnumerateArray().Select(r => r.GetString()));
        Assert.True(related.GetProperty("firstReported").GetDateTime() < TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-19));
    }

    [Fact]
    public async Task The_newest_report_heads_a_story_and_the_first_stays_in_sight()
    {
        await ArriveAsync("alpha", "1", Landslide, hoursAgo: 20);
        await ArriveAsync("beta", "1", Toll, hoursAgo: 6);
        var page = await PageAsync("/stories/1");
        Assert.Equal(Toll, page.QuerySelector("h1")!.TextContent);
        Assert.Contains(Landslide, page.QuerySelector(".first")!.TextContent, StringComparison.Ordinal);
        var item = (await PageAsync("/")).QuerySelector(".story")!;
        Assert.Equal(Toll, item.QuerySelector("h3 .title")!.TextContent);
        Assert.Contains(Landslide, item.QuerySelector(".also li:has(.first)")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_feed_the_title_changes_with_another_outlet_only_and_neither_id_nor_date_ever_does()
    {
        await ArriveAsync("alpha", "1", Landslide, hoursAgo: 20);
        var first = await EntryAsync();
        await ArriveAsync("alpha", "2", "Rescuers find twelve survivors under the mud", hoursAgo: 18);
        var editor = hub!.Services.GetRequiredService<StoryEditor>();
        await editor.MergeAsync(new StoryId(1), new StoryId(2), default);
        var same = await EntryAsync();
        await ArriveAsync("beta", "1", Toll, hoursAgo: 6);
        await editor.MergeAsync(new StoryId(1), new StoryId(3), default);
        var grown = await EntryAsync();
        Assert.Equal([Landslide, Landslide, Toll], new[] { first, same, grown }.Select(e => Value(e, "title")));
        Assert.Single(new[] { first, same, grown }.Select(e => (Value(e, "id"), Value(e, "published"))).Distinct());
        Assert.Contains(Landslide, Value(grown, "content"), StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await hub!.DisposeAsync();
        config.Dispose();
        Directory.Delete(data, recursive: true);
    }

    private static IEnumerable<string> Walk(IParentNode page) =>
        page.QuerySelectorAll(".related li").Select(i => i.QuerySelector("a, span:not(.outlet)")!.TextContent);

    private static string Value(XElement entry, string name) => entry.Element(Atom + name)!.Value;

    /// <summary>An entry comes as a poll would bring it, and has its story.</summary>
    private async Task ArriveAsync(string source, string key, string title, int hoursAgo)
    {
        var now = TimeProvider.System.GetUtcNow();
        var entry = TemporaryStorage.Entry(source, key) with { Title = title, Arrived = now, Published = now.AddHours(-hoursAgo) };
        await hub!.Services.GetRequiredService<IIngestionStore>().CommitAsync(
            new IngestionBatch("test", TemporaryStorage.Read(new SourceId(source), now, entry)), default);
        hub.Services.GetRequiredService<Signal<GroupingService>>().Set();
        await RunningHub.WaitAsync(async () =>
            (await hub.Services.GetRequiredService<ITimelineStore>().PageAsync(TimelineFilter.All, TextExtent.Excerpt, default)).Stories
                .Any(s => s.Reports.Any(t => t.Entry.Id == entry.Id)));
    }

    private async Task<IDocument> PageAsync(string path) =>
        await new HtmlParser().ParseDocumentAsync(await hub!.Client.GetStringAsync(path));

    private async Task<XElement> EntryAsync() =>
        XElement.Parse(await hub!.Client.GetStringAsync("/timeline/feed.atom")).Elements(Atom + "entry").Single();
}

using FeedHub.Core.Ingestion;
using FeedHub.Core.Sources;
using FeedHub.Core.Stories;
using FeedHub.Core.Timelines;
using FeedHub.Server.Background;
using FeedHub.Server.Configuration;
using FeedHub.Tests.Server.Commands;
using FeedHub.Tests.Server.Configuration;
using FeedHub.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace FeedHub.Tests.Server.Endpoints;

/// <summary>The gazetteer edited while the server runs.</summary>
public sealed class LiveGazetteerTests : IAsyncLifetime
{
    private const string Places = "gazetteer/places.yaml";
    private const string Old = "entries:\n  - {kind: city, region: AZ, en: Oldham}\n";
    private const string Edited = Old + "  - {kind: city, region: [GE-AJ, GE], en: Newmarket, ru: Ньюмаркет}\n";

    private static readonly SourceId Source = new("alpha");
    private readonly TemporaryConfig config = new();
    private readonly string data = Directory.CreateTempSubdirectory("feedhub-").FullName;
    private RunningHub? hub;

    public async ValueTask InitializeAsync()
    {
        // Nobody answers there: what comes is committed here.
        config.Write(
            "sources/alpha.yaml", TemporaryConfig.Source.Replace("https://alpha.example", "http://127.0.0.1:9", StringComparison.Ordinal));
        config.Write(Places, Old);
        hub = await RunningHub.StartAsync(new FeedHubOptions { ConfigDirectory = config.Folder, DataDirectory = data });
    }

    [Fact]
    public async Task An_edit_tags_what_arrives_after_it_and_leaves_what_came_before_until_all_is_grouped_again()
    {
        await ArriveAsync("before", "A bridge opens in Newmarket");
        await EditAsync(Edited);
        await ArriveAsync("after", "A school opens in Newmarket");
        Assert.Empty(await RegionsAsync("before"));
        Assert.Equal(["GE", "GE-AJ"], await RegionsAsync("after"));

        var regroup = await FeedHubRun.OfAsync("regroup", "--config", config.Folder, "--data", data);
        Assert.Equal((0, ""), (regroup.Code, regroup.Error));
        Assert.Equal(["GE", "GE-AJ"], await RegionsAsync("before"));
    }

    [Fact]
    public async Task What_arrives_after_an_edit_is_compared_with_earlier_entries_by_what_is_known_now()
    {
        await ArriveAsync("english", "Fire breaks out at the mill in Newmarket; 14 wounded in Oldham too");
        await EditAsync(
            Edited
                + "concepts:\n  - {id: fire, topics: [disaster], en: fire, ru: пожар}\n  - {id: mill, topics: [economy], en: mill, ru: "
                    + "мельниц}\n");
        await ArriveAsync("russian", "Пожар на мельнице в Ньюмаркете: 14 пострадавших", "ru");
        Assert.Equal(await StoryAsync("english"), await StoryAsync("russian"));
    }

    [Theory]
    [InlineData("entries:\n  - {kind: city, region: AZ, en: Oldham}\n  - {kind: city region: GE, en: Newmarket}\n", "places.yaml:3: ")]
    [InlineData("entries:\n  - {kind: city, region: AZ, en: Oldham}\n  - {kind: town, region: GE, en: Newmarket}\n",
        "places.yaml:3: entries.kind: 'town' is not one of ")]
    [InlineData("concepts:\n  - {id: release, en: releas, after: [arrest]}\n",
        "places.yaml:2: concepts.after: 'arrest' is not a concept of this file")]
    [InlineData("entries:\n\n  - {kind: city, region: GE-XX, en: Newmarket\n", "places.yaml:")]
    public async Task A_slip_leaves_the_last_good_gazetteer_in_force_and_is_told_by_file_and_line(string text, string told)
    {
        await EditAsync(Edited);
        config.Write(Places, text);
        var catalog = hub!.Services.GetRequiredService<CurrentCatalog>();
        await RunningHub.WaitAsync(() => Task.FromResult(catalog.Value.Problems.Count > 0));
        Assert.Contains(told, Assert.Single(catalog.Value.Problems).ToString(), StringComparison.Ordinal);
        Assert.Contains("places.yaml", await hub.Client.GetStringAsync("/sources"), StringComparison.Ordinal);
        await ArriveAsync("later", "A school opens in Newmarket");
        Assert.Equal(["GE", "GE-AJ"], await RegionsAsync("later"));

        var regroup = await FeedHubRun.OfAsync("regroup", "--config", config.Folder, "--data", data);
        Assert.Contains(told, regroup.Error, StringComparison.Ordinal);
        Assert.Equal(["GE", "GE-AJ"], await RegionsAsync("later"));
    }

    [Fact]
    public async Task Another_change_of_the_configuration_leaves_the_tagger_as_it_is()
    {
        var tagger = hub!.Services.GetRequiredService<CurrentTagger>();
        var before = tagger.Value;
        config.Write("series/weekly/briefs/first.md", TemporaryConfig.Brief.Replace("Text.", "Another text.", StringComparison.Ordinal));
        await RunningHub.WaitAsync(
            async () => (await hub.Client.GetStringAsync("/series/weekly/first")).Contains("Another text.", StringComparison.Ordinal));
        Assert.Same(before, tagger.Value);
    }

    public async ValueTask DisposeAsync()
    {
        await hub!.DisposeAsync();
        config.Dispose();
        Directory.Delete(data, recursive: true);
    }

    private async Task EditAsync(string text)
    {
        var tagger = hub!.Services.GetRequiredService<CurrentTagger>();
        var before = tagger.Value;
        config.Write(Places, text);
        await RunningHub.WaitAsync(() => Task.FromResult(tagger.Value != before));
    }

    /// <summary>An entry comes as a poll would bring it, and has its story.</summary>
    private async Task ArriveAsync(string key, string title, string language = "en")
    {
        var now = TimeProvider.System.GetUtcNow();
        var entry = TemporaryStorage.Entry(Source.Value, key, language: language) with { Title = title, Arrived = now };
        var batch = new IngestionBatch("test", TemporaryStorage.Read(Source, now, entry));
        await hub!.Services.GetRequiredService<IIngestionStore>().CommitAsync(batch, default);
        hub.Services.GetRequiredService<Signal<GroupingService>>().Set();
        await RunningHub.WaitAsync(async () => await ReportAsync(key) is not null);
    }

    private async Task<IEnumerable<string>> RegionsAsync(string key) =>
        (await ReportAsync(key))!.Value.Report.Subjects.Regions.Keys.Order(StringComparer.Ordinal);

    private async Task<StoryId> StoryAsync(string key) => (await ReportAsync(key))!.Value.Story;

    private async Task<(StoryId Story, Report Report)?> ReportAsync(string key)
    {
        var page = await hub!.Services.GetRequiredService<ITimelineStore>().PageAsync(TimelineFilter.All, TextExtent.Whole, default);
        return page.Stories.SelectMany(s => s.Reports.Select(t => ((StoryId, Report)?)(s.Id, t)))
            .FirstOrDefault(t => t!.Value.Item2.Entry.Key == key);
    }
}

using System.Text.Json;
using FeedHub.Core.Timelines;
using FeedHub.Server.Configuration;
using FeedHub.Server.Sample;
using FeedHub.Tests.Server.Endpoints;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace FeedHub.Tests.Browser;

/// <summary>The sample server and a Chromium to look at it with; nothing is started where there is no Chromium.</summary>
public sealed class SampleInChromium : IAsyncLifetime
{
    private readonly string data = Directory.CreateTempSubdirectory("feedhub-").FullName;
    private SampleOutlets? outlets;
    private RunningHub? hub;
    private Chromium? chromium;

    public string Address { get; private set; } = "";
    /// <summary>A story that several outlets tell.</summary>
    public long Story { get; private set; }
    /// <summary>The story that arrived last.</summary>
    public long Newest { get; private set; }
    /// <summary>Where the story below the newest three stands.</summary>
    public TimelinePosition Fourth { get; private set; }

    public async ValueTask InitializeAsync()
    {
        chromium = await Chromium.StartAsync();
        if (!Chromium.IsThere)
            return;
        var options =
            new FeedHubOptions
            {
                ConfigDirectory = RepositoryFiles.Path("feeds-config"),
                DataDirectory = data,
                Urls = ["http://127.0.0.1:0"],
                Sample = true
            };
        outlets = await SampleMode.StartOutletsAsync(options, TimeProvider.System, default);
        hub = await RunningHub.StartAsync(SampleMode.Over(outlets, options));
        Address = hub.Client.BaseAddress!.ToString().TrimEnd('/');
        await hub.SettleAsync();
        var stories = (await hub.Client.JsonFeedAsync("/timeline/feed.json?limit=500")).GetProperty("items").EnumerateArray()
            .Select(i => i.GetProperty("_feedhub")).ToList();
        Newest = Number(stories[0]);
        var page = await hub.Services.GetRequiredService<ITimelineStore>()
            .PageAsync(TimelineFilter.All with { Limit = 4 }, TextExtent.Excerpt, default);
        Fourth = TimelinePosition.Of(page.Stories[3]);
        Story = Number(stories.MaxBy(s => s.GetProperty("reports").GetArrayLength()));
    }

    /// <inheritdoc cref="Chromium.OpenAsync"/>
    public Task<IBrowserContext> OpenAsync(int width, ColorScheme scheme = ColorScheme.Light, bool script = true) =>
        chromium!.OpenAsync(Address, width, scheme, script);

    public async ValueTask DisposeAsync()
    {
        await chromium!.DisposeAsync();
        if (hub is not null)
            await hub.DisposeAsync();
        if (outlets is not null)
            await outlets.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }

    private static long Number(JsonElement story) => story.GetProperty("story").GetInt64();
}

/// <summary>The tests that look at one sample server.</summary>
[CollectionDefinition]
public sealed class ViewersOfSample : ICollectionFixture<SampleInChromium>;

using FeedHub.Server.Configuration;
using FeedHub.Tests.Server.Commands;
using FeedHub.Tests.Server.Configuration;

namespace FeedHub.Tests.Server.Endpoints;

/// <summary>
/// One hub with the shipped series, another with a closed year, and the trial outlets, several editions old: its tests only read.
/// </summary>
public sealed class ServedHub : IAsyncLifetime
{
    public const string Address = "https://hub.example";
    private readonly TemporaryConfig config = new();
    private TrialOutlets? outlets;
    private RunningHub? hub;

    public string Data { get; } = Directory.CreateTempSubdirectory("feedhub-").FullName;
    public HttpClient Client => hub!.Client;
    public IServiceProvider Services => hub!.Services;

    /// <summary>
    /// Numbers of the stories: the bridge, told three times; the railway, whose title changed; the paper, which arrived last.
    /// </summary>
    public (long Bridge, long Railway, long Paper) Stories { get; private set; }

    public async ValueTask InitializeAsync()
    {
        outlets = await TrialOutlets.StartAsync();
        outlets.Declare(config);
        config.CopyFrom(RepositoryFiles.Path("feeds-config", "series"), "series");
        config.Write(
            "series/weekly/briefs/older.md",
            TemporaryConfig.Brief.Replace(
                "2026-11-02", "2025-11-02\ntopics: [gas]\nauthors: [\"Əliyeva, Günay\"]", StringComparison.Ordinal));
        config.Write("views/railways.yaml", "title: Railways\ndescription: Trains and their tracks.\nquery: railway\n");
        hub = await StartAsync();
        await hub.SettleAsync();
        foreach (var publish in outlets.Editions)
        {
            publish();
            // Beside the running server, as an operator may.
            var refresh = await FeedHubRun.OfAsync(
                "refresh", "--all", "--config", config.Folder, "--data", Data, "--allow-network", "127.0.0.0/8", "--json");
            Assert.Equal(0, refresh.Json.GetProperty("failed").GetInt32());
        }
        await hub.SettleAsync();
        Stories = (await StoryAsync("source=yerevan"), await StoryAsync("q=railway"), await StoryAsync("q=paper"));
    }

    /// <summary>Stops the server and starts it again over the same folders.</summary>
    public async Task RestartAsync()
    {
        await hub!.DisposeAsync();
        hub = await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await hub!.DisposeAsync();
        await outlets!.DisposeAsync();
        config.Dispose();
        Directory.Delete(Data, recursive: true);
    }

    private Task<RunningHub> StartAsync() =>
        RunningHub.StartAsync(new FeedHubOptions { ConfigDirectory = config.Folder, DataDirectory = Data });

    private async Task<long> StoryAsync(string query) => (await Client.JsonFeedAsync($"/timeline/feed.json?{query}"))
        .GetProperty("items").EnumerateArray().Single().GetProperty("_feedhub").GetProperty("story").GetInt64();
}

/// <summary>The tests that read one hub.</summary>
[CollectionDefinition]
public sealed class ReadersOfServedHub : ICollectionFixture<ServedHub>;

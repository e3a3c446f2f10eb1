using System.Text.Json;
using FeedHub.Core.Access;
using FeedHub.Core.Briefs;
using FeedHub.Origin;
using FeedHub.Server.Configuration;
using FeedHub.Tests.Server.Commands;
using FeedHub.Tests.Server.Configuration;
using FeedHub.Tests.Server.Desk;
using FeedHub.Tests.Server.Endpoints;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FeedHub.Tests.Server.Publishing;

/// <summary>A hub with one series that follows its institute's WordPress, with a clock of its own.</summary>
internal sealed class FollowedInstitute : IAsyncDisposable
{
    private FollowedInstitute(FeedOrigin origin, DateTimeOffset now)
    {
        Origin = origin;
        WordPress = new WordPress(origin);
        Clock = new LeapingClock(now) { AutoAdvanceAmount = TimeSpan.Zero };
    }

    public TemporaryConfig Config { get; } = new();
    public string Data { get; } = Directory.CreateTempSubdirectory("feedhub-").FullName;
    public FakeTimeProvider Clock { get; }
    public FeedOrigin Origin { get; }
    public WordPress WordPress { get; }
    public RunningHub Hub { get; private set; } = null!;
    /// <summary>An editor's key.</summary>
    public string Key { get; private set; } = "";

    public Series Series => Hub.Services.GetRequiredService<CurrentCatalog>().Value.Series.Single(s => s.Slug == "weekly");

    /// <param name="posts">How many posts WordPress has, one a week.</param>
    public static async Task<FollowedInstitute> OpenAsync(int posts)
    {
        var origin = await FeedOrigin.StartAsync(new FeedOriginOptions());
        origin.Put(InstitutePosts.Picture, OriginDocument.Of(InstitutePosts.Png, "image/png", InstitutePosts.First));
        var institute = new FollowedInstitute(origin, InstitutePosts.First.AddDays((7 * (posts + 2)) + 1));
        institute.Config.Delete("sources/alpha.yaml");
        institute.Config.Delete("series/weekly/briefs/first.md");
        institute.Config.Write("site.yaml", TemporaryConfig.Site + "fetching: { host_spacing: 0s }\n");
        foreach (var n in Enumerable.Range(1, posts))
            institute.WordPress.Publish(InstitutePosts.Post(n));
        return institute;
    }

    /// <summary>Starts the hub, whose series follows this address.</summary>
    public async Task FollowAsync(string url)
    {
        Config.Write("series/weekly/series.yaml", TemporaryConfig.Series + $"follow: {url}\n");
        await StartAsync();
        Key = AccessKey.Mint();
        await Hub.Services.GetRequiredService<IAccessKeyStore>()
            .AddAsync(AccessKey.Hash(Key), AccessRole.Editor, "test", Clock.GetUtcNow(), default);
    }

    /// <summary>Stops the hub, and does something before it is started again over the same folders.</summary>
    public async Task RestartAsync(Action meanwhile)
    {
        await Hub.DisposeAsync();
        meanwhile();
        await StartAsync();
    }

    /// <summary>A browser in which nobody has signed in. The clock runs while an answer is waited for.</summary>
    public DeskBrowser Browser() => new(Hub.Client) { Until = task => WaitAsync(_ => task.IsCompleted) };

    /// <summary>A browser in which a new editor has signed in.</summary>
    public async Task<DeskBrowser> EditorAsync(string name)
    {
        var key = AccessKey.Mint();
        await Hub.Services.GetRequiredService<IAccessKeyStore>()
            .AddAsync(AccessKey.Hash(key), AccessRole.Editor, name, Clock.GetUtcNow(), default);
        var browser = Browser();
        await browser.SignInAsync(key);
        return browser;
    }

    public Brief? Find(int n) => Series.Briefs.FirstOrDefault(b => b.Slug == $"question-{n}");

    public string FileOf(int n) => Path.Combine(Data, "briefs", "weekly", $"question-{n}.md");

    /// <summary>Lets the clock of the background loops run until it holds.</summary>
    public Task WaitAsync(Func<Series, bool> holds) => RunningHub.WaitAsync(() =>
    {
        Clock.Advance(TimeSpan.FromMilliseconds(250));
        return Task.FromResult(holds(Series));
    });

    /// <summary>The report of a poll that begins now.</summary>
    public async Task<JsonElement> PollAsync(string series = "weekly")
    {
        using var answer = await AskAsync(series);
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    /// <summary>Requests a poll and waits for it, while the clock runs.</summary>
    public async Task<HttpResponseMessage> AskAsync(string series = "weekly")
    {
        var asked = SendAsync(HttpMethod.Post, $"/api/v1/series/{series}/poll?wait=60");
        await WaitAsync(_ => asked.IsCompleted);
        return await asked;
    }

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path) =>
        Hub.Client.SendAsync(method, path, ("Authorization", $"Bearer {Key}"));

    public Task<FeedHubRun> RunAsync(params string[] args) =>
        FeedHubRun.OfAsync([.. args, "--config", Config.Folder, "--data", Data, "--allow-network", "127.0.0.0/8"]);

    private async Task StartAsync() => Hub = await RunningHub.StartAsync(
        new FeedHubOptions { ConfigDirectory = Config.Folder, DataDirectory = Data },
        builder => builder.Services.AddSingleton<TimeProvider>(Clock));

    public async ValueTask DisposeAsync()
    {
        if (Hub is not null)
            await Hub.DisposeAsync();
        await Origin.DisposeAsync();
        Config.Dispose();
        Directory.Delete(Data, recursive: true);
    }
}

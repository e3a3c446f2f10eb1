using FeedHub.Core.Ingestion;
using FeedHub.Core.Sources;
using FeedHub.Fetching;
using FeedHub.Origin;
using FeedHub.Tests.Fetching;
using FeedHub.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace FeedHub.Tests.Core.Ingestion;

/// <summary>One source at an origin of our own, polled into a database by a clock that only a poll advances.</summary>
internal sealed class PollSetting : IAsyncDisposable
{
    public const string Worker = "test";
    private readonly FeedFetcher fetcher = new(FetchSetting.Quick, TimeProvider.System, NullLogger<FeedFetcher>.Instance);

    private PollSetting(FeedOrigin origin) => Origin = origin;

    public FeedOrigin Origin { get; }
    public TemporaryStorage Storage { get; } = new();
    public FakeTimeProvider Clock { get; } = new(TemporaryStorage.Start);

    public static async Task<PollSetting> StartAsync() => new(await FeedOrigin.StartAsync(new FeedOriginOptions()));

    public static string Rss(string items) =>
        $"<rss version=\"2.0\"><channel><title>T</title><link>http://t.example/</link><description/>{items}</channel></rss>";

    public SourceRefresher Refresher() => new(fetcher, Storage.Ingestion, Clock);

    /// <summary>Declares the source, in place of any other, at a path of the origin.</summary>
    public Task DeclareAsync(string path, Func<Source, Source>? change = null)
    {
        var source = TemporaryStorage.Source("a") with { Url = Origin.Url(path) };
        return Storage.Sources.ReconcileAsync([change?.Invoke(source) ?? source], Clock.GetUtcNow(), default);
    }

    /// <summary>Polls it so long after the last poll, which is a day and an hour unless a test says otherwise.</summary>
    public async Task<RefreshReport> PollAsync(TimeSpan? after = null)
    {
        Clock.Advance(after ?? TimeSpan.FromHours(25));
        var claimed = Assert.Single(
            await Storage.Sources.ClaimAsync(new ClaimOrder { Worker = Worker, EvenIfNotDue = true }, Clock.GetUtcNow(), default));
        return await Refresher().RefreshAsync(claimed, Worker, TestContext.Current.CancellationToken);
    }

    public async Task<SourceState> StateAsync() => Assert.Single(await Storage.Sources.OverviewAsync(default)).State;

    public Task<IReadOnlyList<SourceFetch>> FetchesAsync(int max) => Storage.Sources.FetchesAsync(new SourceId("a"), max, default);

    public async ValueTask DisposeAsync()
    {
        fetcher.Dispose();
        await Origin.DisposeAsync();
        Storage.Dispose();
    }
}

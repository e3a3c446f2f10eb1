using System.Net;
using FeedHub.Core.Briefs;
using FeedHub.Core.Ingestion;
using FeedHub.Core.Sources;
using FeedHub.Origin;
using FeedHub.Server.Configuration;
using FeedHub.Storage.Sql;
using FeedHub.Tests.Server.Configuration;
using FeedHub.Tests.Server.Endpoints;
using FeedHub.Tests.Server.Publishing;
using FeedHub.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace FeedHub.Tests.Server.Background;

/// <summary>The clock jumps a day ahead while the server runs, and back.</summary>
public sealed class ClockJumpTests : IAsyncLifetime
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private readonly TemporaryConfig config = new();
    private readonly string data = Directory.CreateTempSubdirectory("feedhub-").FullName;
    private readonly FakeTimeProvider time = new(TemporaryStorage.Start);
    private readonly JumpingClock clock;
    private RunningHub? hub;

    public ClockJumpTests() => clock = new JumpingClock(time);

    public ValueTask InitializeAsync()
    {
        config.Write(
            "sources/alpha.yaml",
            TemporaryConfig.Source.Replace("https://alpha.example/feed", "http://127.0.0.1:9/feed", StringComparison.Ordinal));
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Retention_deletes_nothing_before_its_time_has_really_passed()
    {
        config.Write("site.yaml", TemporaryConfig.Site + "retention: 90d\n");
        await StartAsync();
        var young = await PutAsync("young", 89.5);
        await WaitGoneAsync(await PutAsync("old", 91), TimeSpan.FromMinutes(1));
        clock.Ahead = Day;
        await WaitGoneAsync(await PutAsync("old too", 91), TimeSpan.FromMinutes(1));
        Assert.Equal(1, await CountAsync());
        clock.Ahead = TimeSpan.Zero;
        await WaitGoneAsync(young, TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task What_a_series_follows_is_polled_as_planned_and_nothing_is_doubled()
    {
        await using var origin = await FeedOrigin.StartAsync(new FeedOriginOptions());
        var wordpress = new WordPress(origin);
        foreach (var n in Enumerable.Range(1, 3))
            wordpress.Publish(InstitutePosts.Post(n) with { Picture = null });
        config.Delete("series/weekly/briefs/first.md");
        config.Write("site.yaml", TemporaryConfig.Site + "fetching: { host_spacing: 0s }\n");
        config.Write("series/weekly/series.yaml", TemporaryConfig.Series + $"follow: {wordpress.Api}\n");
        await StartAsync();
        await WaitAsync(3);
        clock.Ahead = Day;
        wordpress.Publish(InstitutePosts.Post(4) with { Picture = null });
        await WaitAsync(4);
        clock.Ahead = TimeSpan.Zero;
        wordpress.Publish(InstitutePosts.Post(5) with { Picture = null });
        var back = time.GetUtcNow();
        await WaitAsync(5);
        Assert.True(time.GetUtcNow() - back < TimeSpan.FromHours(12));
        Assert.Equal(["question-1", "question-2", "question-3", "question-4", "question-5"], Series.Briefs.Select(b => b.Slug).Order());

        Task WaitAsync(int briefs) => RunningHub.WaitAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(20));
            return Task.FromResult(Series.Briefs.Count >= briefs);
        });
    }

    [Fact]
    public async Task An_embargo_follows_the_clock_there_and_back()
    {
        config.Write("series/weekly/briefs/secret.md", TemporaryConfig.Brief.Replace("First", "Secret", StringComparison.Ordinal)
            .Replace("---\nText",
                $"embargo: {TemporaryStorage.Start.AddHours(12):yyyy-MM-ddTHH:mm:ss}Z\n---\nText", StringComparison.Ordinal));
        await StartAsync();
        foreach (var (ahead, isPublic) in new[] { (TimeSpan.Zero, false), (Day, true), (TimeSpan.Zero, false) })
        {
            clock.Ahead = ahead;
            // Whatever is made ready is made ready.
            for (var n = 0; n < 5; n++)
            {
                time.Advance(TimeSpan.FromSeconds(1));
                foreach (var feed in new[] { "/series/weekly/feed.atom", "/series/weekly/feed.rss", "/series/weekly/feed.json" })
                    Assert.Equal(isPublic, (await hub!.Client.GetStringAsync(feed)).Contains("Secret", StringComparison.Ordinal));
                using var page = await hub!.Client.GetAsync("/series/weekly/secret");
                Assert.Equal(isPublic ? HttpStatusCode.OK : HttpStatusCode.NotFound, page.StatusCode);
            }
        }
    }

    [Fact]
    public async Task What_is_on_its_way_when_its_lease_ends_by_a_jump_is_not_fetched_twice()
    {
        using var storage = new TemporaryStorage();
        var real = new JumpingClock(TimeProvider.System);
        await storage.Sources.ReconcileAsync([TemporaryStorage.Source("a")], real.GetUtcNow(), default);
        var fetcher = new WaitingFetcher();
        var run = new PollingRun(
            storage.Sources, new SourceRefresher(fetcher, storage.Ingestion, real), real, NullLogger<PollingRun>.Instance);
        var reports = new List<RefreshReport>();
        var running = run.RunAsync(new ClaimOrder { Worker = "test" }, forever: false, reports.Add, TestContext.Current.CancellationToken);
        await fetcher.Asked.Task;
        real.Ahead = Day;
        // Claimed again, since the lease is over.
        await RunningHub.WaitAsync(async () =>
        {
            await using var connection = await storage.ConnectAsync();
            return await Dapper.SqlMapper.ExecuteScalarAsync<long>(connection, "SELECT last_attempt FROM source")
                > TimeProvider.System.GetUtcNow().AddHours(12).ToUnixTimeMilliseconds();
        });
        fetcher.Answer.SetResult(new FetchResult.Failed { Failure = FetchFailure.HttpServerError, Detail = "HTTP 500", StatusCode = 500 });
        await running;
        Assert.Equal(1, fetcher.Count);
        Assert.Single(reports);
    }

    public async ValueTask DisposeAsync()
    {
        if (hub is not null)
            await hub.DisposeAsync();
        config.Dispose();
        Directory.Delete(data, recursive: true);
    }

    private Series Series => hub!.Services.GetRequiredService<CurrentCatalog>().Value.Series.Single();

    private async Task StartAsync() => hub = await RunningHub.StartAsync(
        new FeedHubOptions { ConfigDirectory = config.Folder, DataDirectory = data },
        builder => builder.Services.AddSingleton<TimeProvider>(clock));

    /// <summary>Stores an entry that arrived so many days before the start.</summary>
    private async Task<string> PutAsync(string key, double days)
    {
        var entry = TemporaryStorage.Entry("alpha", key) with { Arrived = TemporaryStorage.Start.AddDays(-days) };
        var batch = new IngestionBatch("nobody", TemporaryStorage.Read(entry.Source, entry.Arrived, entry));
        Assert.Equal(1, (await hub!.Services.GetRequiredService<IIngestionStore>().CommitAsync(batch, default)).New);
        return entry.Id.Value;
    }

    private Task WaitGoneAsync(string entry, TimeSpan step) => RunningHub.WaitAsync(async () =>
    {
        time.Advance(step);
        return await CountAsync("WHERE id = @entry", entry) == 0;
    });

    private async Task<long> CountAsync(string condition = "", string entry = "")
    {
        await using var sql = await hub!.Services.GetRequiredService<FeedDatabase>().OpenAsync(default);
        return (await sql.NumberAsync($"SELECT count(*) FROM entry {condition}", condition.Length == 0 ? [] : [("@entry", entry)]))!.Value;
    }

    private sealed class WaitingFetcher : IFeedFetcher
    {
        public void Invited(string url) => throw new NotSupportedException();

        private int count;

        public int Count => count;
        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public TaskCompletionSource<FetchResult> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<FetchResult> FetchAsync(FetchRequest request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref count);
            Asked.TrySetResult();
            return Answer.Task;
        }
    }
}

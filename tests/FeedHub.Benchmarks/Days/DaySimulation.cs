using System.Net;
using FeedHub.Core.Ingestion;
using FeedHub.Core.Sources;
using FeedHub.Fetching;
using FeedHub.Origin;
using FeedHub.Storage.Entries;
using FeedHub.Storage.Sources;
using FeedHub.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace FeedHub.Benchmarks.Days;

/// <summary>
/// A day of polling in minutes: the real run, fetcher, politeness and database, and real sockets to an origin, all on one simulated clock
/// that stops while anything but waiting is going on.
/// </summary>
public sealed class DaySimulation : IAsyncDisposable
{
    public static readonly TimeSpan Spacing = TimeSpan.FromSeconds(2);

    /// <summary>How far the clock moves at once while nothing is being fetched; due polls are found up to that much later.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(30);

    private readonly DayWorld world;
    private readonly SimulatedTime time = new(DayWorld.Begin);
    private readonly string folder = Directory.CreateTempSubdirectory("feedhub-day-").FullName;
    private readonly SqliteDatabase database;
    private readonly FeedOrigin origin;
    private readonly FeedFetcher fetcher;
    private readonly PollingRun run;

    private DaySimulation(DayWorld world, SimulatedTime time, FeedOrigin origin)
    {
        (this.world, this.time, this.origin) = (world, time, origin);
        database = new SqliteDatabase(folder);
        database.Migrate();
        fetcher = new FeedFetcher(
            new FetchingOptions
            {
                UserAgent = () => "FeedHub/day (+https://hub.example/)",
                AllowedNetworks = () => [IPNetwork.Parse("127.0.0.0/8")],
                Resolve = (host, _) => Task.FromResult<IReadOnlyList<IPAddress>>([origin.Addresses[DayWorld.ServerOf(host)]]),
                HostSpacing = () => Spacing,
            },
            time,
            NullLogger<FeedFetcher>.Instance);
        Sources = new SourceStore(database);
        run = new PollingRun(
            Sources, new SourceRefresher(fetcher, new IngestionStore(database), time), time, NullLogger<PollingRun>.Instance);
    }

    private SourceStore Sources { get; }

    public static async Task<DayReport> RunAsync(DayWorld world, CancellationToken cancellationToken)
    {
        var time = new SimulatedTime(DayWorld.Begin);
        var origin = await FeedOrigin.StartAsync(
            new FeedOriginOptions { Addresses = FeedOriginOptions.Loopback(world.Domains), Clock = time }, cancellationToken);
        await using var day = new DaySimulation(world, time, origin);
        return await day.RunAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        fetcher.Dispose();
        database.Dispose();
        await origin.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<DayReport> RunAsync(CancellationToken cancellationToken)
    {
        await Sources.ReconcileAsync([.. world.Outlets.Select(o => o.Source(origin.Port))], time.GetUtcNow(), cancellationToken);
        Publish(time.GetUtcNow());
        var polls = new List<DayPoll>();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = run.RunAsync(
            new ClaimOrder { Worker = "day" }, forever: true, report => polls.Add(new DayPoll(time.GetUtcNow(), report)), ending.Token);
        while (time.GetUtcNow() < DayWorld.End && !running.IsCompleted)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Settle(running);
            var next = run.InFlight == 0 ? time.GetUtcNow() + Idle : time.Next()!.Value;
            Publish(next);
            time.AdvanceTo(next);
        }

        await ending.CancelAsync();
        await Task.WhenAny(running);
        if (running.IsFaulted)
            await running;
        return new DayReport(world, origin.Requests, polls, await Sources.OverviewAsync(cancellationToken));
    }

    private void Publish(DateTimeOffset now)
    {
        foreach (var outlet in world.Outlets)
            outlet.Publish(origin, now);
    }

    /// <summary>
    /// Waits, without a clock, until everything is waiting: the run for its tick, and each fetch for its turn, between two attempts or for
    /// a slow answer.
    /// </summary>
    private void Settle(Task running)
    {
        for (var (spin, calm) = (default(SpinWait), 0); calm < 2 && !running.IsCompleted; spin.SpinOnce(sleep1Threshold: 200))
            calm = IsCalm() ? calm + 1 : 0;
    }

    private bool IsCalm()
    {
        var flying = run.InFlight;
        var (inFlight, inLine) = fetcher.Requests;
        return inFlight == origin.InFlight && flying + 1 == inLine + time.Sleeping && flying == run.InFlight;
    }
}

/// <summary>A poll and the time at which it ended.</summary>
public sealed record DayPoll(DateTimeOffset At, RefreshReport Report);

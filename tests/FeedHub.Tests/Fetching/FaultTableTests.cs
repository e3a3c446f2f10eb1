using System.Net;
using System.Text;
using Dapper;
using FeedHub.Core.Ingestion;
using FeedHub.Core.Sources;
using FeedHub.Core.Sources.Settings;
using FeedHub.Fetching;
using FeedHub.Origin;
using FeedHub.Storage.Sqlite;
using FeedHub.Tests.Server.Commands;
using FeedHub.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace FeedHub.Tests.Fetching;

/// <summary>Every fault at once, each on a host address of its own, among outlets that have none; makes <c>docs/faults.md</c>.</summary>
public sealed class FaultTableTests : IDisposable
{
    private const int GoodNeighbours = 20;
    private const long MaxBytes = 300L * 1024 * 1024;

    /// <summary>What the origin does, and what a poll of it is called.</summary>
    private static readonly (string Fault, string Outcome)[] Faults =
    [
        .. Of(
            "HTTP 4xx", "status;code=400", "status;code=401", "status;code=402", "status;code=403", "status;code=404", "status;code=406",
            "status;code=418", "status;code=451"),
        .. Of("HTTP 5xx", "status;code=500", "status;code=501", "status;code=502", "status;code=503", "status;code=504", "status;code=520",
            "status;code=599", "status;code=206",
            "not-modified", "redirect-nowhere", "retry-after;code=503;in=7200", "retry-after;code=503;in=7200;form=date"),
        .. Of("rate limited", "status;code=429", "retry-after;code=429;in=7200", "retry-after;code=429;in=7200;form=date"),
        .. Of("gone", "status;code=410"),
        .. Of(
            "bot wall", "bot-wall;code=403;by=header", "bot-wall;code=503;by=header", "bot-wall;code=403;by=page",
            "bot-wall;code=200;by=page", "bot-wall;code=429;by=page;as=gzip"),
        .. Of(
            "too large", "large;kib=1025", "large-chunks;kib=1025", "endless", "bomb;kib=65536;as=gzip", "bomb;kib=65536;as=br",
            "bomb;kib=65536;as=deflate", "big-headers;kib=64", "many-headers"),
        .. Of("too slow", "slow-headers", "trickle-headers;ms=20", "trickle;bytes=1;ms=50", "stall"),
        .. Of(
            "connection broken", "close", "reset", "truncate", "truncate-chunks", "truncate-coding;as=gzip", "truncate-coding;as=br",
            "truncate-coding;as=deflate", "length;delta=100", "garbage"),
        .. Of(
            "bad encoding", "coding;as=identity;declare=br", "coding;as=identity;declare=zstd",
            "coding;as=gzip,gzip,gzip;declare=gzip,gzip,gzip"),
        .. Of("redirect loop", "redirect-loop;n=1", "redirect-loop;n=3"),
        .. Of("too many redirects", "redirect-chain;n=6"),
        .. Of("guarded address", "redirect-guarded", "redirect-guarded;to=http:%2F%2F169.254.169.254%2Flatest%2F",
            "redirect-guarded;to=http:%2F%2F[::ffff:10.0.0.1]%2F",
            "redirect-guarded;to=http:%2F%2F[64:ff9b::10.0.0.1]%2F", "redirect-guarded;to=http:%2F%2F0x7f.1%2F"),
        .. Of("bad URL", "redirect;to=file:%2F%2F%2Fetc%2Fpasswd", "redirect;to=ftp:%2F%2Fftp.example%2Ffeed"),
        .. Of("DNS error", "redirect;to=http:%2F%2Fnowhere.example%2F"),
        .. Of("not a feed", "empty"),
        .. Of("fetched", "lying-etag", "same-etag", "no-validators", "odd-etag", "not-modified-body", "charset", "type", "coding;as=gzip",
            "coding;as=br",
            "coding;as=raw-deflate;declare=deflate", "coding;as=identity;declare=gzip", "coding;as=identity;declare=utf-8", "until-close",
                "redirect;code=301", "redirect;code=302",
            "redirect;code=307", "redirect;code=308", "redirect-chain;n=5", "flaky;times=2;code=503", "flaky-close;times=2"),
    ];

    private readonly TemporaryStorage storage = new();

    [Fact]
    public async Task Every_fault_has_its_outcome_and_costs_no_neighbour_anything()
    {
        Assert.True(Faults.Length >= 60);
        await using var origin = await FeedOrigin.StartAsync(
            new FeedOriginOptions { Addresses = FeedOriginOptions.Loopback(Faults.Length + GoodNeighbours) });
        await storage.Sources.ReconcileAsync(
            [.. Faults.Select((f, i) => Source($"fault-{i}", origin.Url($"/fault/{f.Fault}/feed.rss", i))),
                .. Enumerable.Range(Faults.Length, GoodNeighbours).Select(i => Source($"good-{i}", origin.Url("/feed.rss", i)))],
            TimeProvider.System.GetUtcNow(), default);
        using var fetcher = new FeedFetcher(
            FetchSetting.Quick with
            {
                // The origin's own addresses and no other, however it is spelt.
                AllowedNetworks = () => [.. origin.Addresses.Select(a => new IPNetwork(a, 32))],
                MaxBytes = 1024 * 1024,
                AttemptTimeout = TimeSpan.FromSeconds(2),
                Deadline = TimeSpan.FromSeconds(8),
            },
            TimeProvider.System, NullLogger<FeedFetcher>.Instance);
        var refresher = new SourceRefresher(fetcher, storage.Ingestion, TimeProvider.System);
        var run = new PollingRun(storage.Sources, refresher, TimeProvider.System, NullLogger<PollingRun>.Instance);
        var reports = new Dictionary<string, RefreshReport>();
        await run.RunAsync(
            new ClaimOrder { Worker = "test", Max = 200 }, forever: false, report =>
                reports.Add(report.Source.Value, report), TestContext.Current.CancellationToken);

        Assert.Equal(
            Faults.Select(f => (f.Fault, f.Outcome)),
            Faults.Select((f, i) => (f.Fault, reports[$"fault-{i}"].Failure?.Name() ?? "fetched")));
        Assert.All(Enumerable.Range(Faults.Length, GoodNeighbours), i => Assert.Equal(2, reports[$"good-{i}"].Counts.New));
    }

    /// <summary>In a process of its own, so that only its own memory is measured, with the limits that it ships with.</summary>
    [Fact]
    public async Task Every_fault_at_once_stays_within_the_memory_of_a_small_machine()
    {
        // Those that only take long hold nothing; those of size are raised above the limits of the shipped program.
        string[] paths =
        [
            .. Faults.Where(f => f.Outcome != "too slow")
                .Select(f => $"/fault/{f.Fault.Replace("kib=1025", "kib=10300", StringComparison.Ordinal)}/feed.rss"),
            .. Enumerable.Repeat("/feed.rss", GoodNeighbours),
        ];
        await using var site = await TrialSite.StartAsync(paths);
        using var process = new FeedHubProcess([.. site.Options, "refresh", "--json"]);
        var (code, peak) = await process.MeasureAsync(TestContext.Current.CancellationToken);
        TestContext.Current.SendDiagnosticMessage("{0} MiB at most", peak >> 20);
        Assert.Equal(0, code);
        Assert.InRange(peak, 1, MaxBytes);
        using var database = new SqliteDatabase(site.Data);
        await using var connection = await database.ConnectAsync(TestContext.Current.CancellationToken);
        var stored = await connection.QueryAsync<string>("SELECT source_id FROM entry GROUP BY source_id HAVING count(*) = 2");
        Assert.Subset(
            stored.ToHashSet(), Enumerable.Range(paths.Length - GoodNeighbours, GoodNeighbours).Select(i => $"source-{i}").ToHashSet());
    }

    [Fact]
    public void The_table_of_faults_is_the_one_that_is_tested()
    {
        var table = new StringBuilder("""
            # Faults

            This table lists what the test origin does to a fetch, and what FeedHub calls the outcome. Each fault has a host address of
            its own. All are polled in one run, among twenty outlets without a fault. The test asserts every outcome, that all twenty
            outlets were stored, and that the process never held more than 300 MB. `FaultTableTests` writes this table.

            | fault | outcome |
            | --- | --- |

            """.ReplaceLineEndings("\n"));
        foreach (var (fault, outcome) in Faults)
            table.Append("| `").Append(Uri.UnescapeDataString(fault)).Append("` | ").Append(outcome).Append(" |\n");
        var file = RepositoryFiles.Path("docs", "faults.md");
        var written = File.Exists(file) ? File.ReadAllText(file) : "";
        // What comes after the table is written by hand.
        var rest = written.IndexOf("\n## ", StringComparison.Ordinal) is >= 0 and var next ? written[next..] : "";
        if (written != table + rest)
            File.WriteAllText(file, table + rest);
        Assert.True(written == table + rest, "The table of docs/faults.md was not that of the tested faults, and has been written anew.");
    }

    public void Dispose() => storage.Dispose();

    private static IEnumerable<(string Fault, string Outcome)> Of(string outcome, params string[] faults) =>
        faults.Select(f => (f, outcome));

    private static Source Source(string id, string url) => TemporaryStorage.Source(id, url);
}

using System.Net;
using System.Security.Cryptography;
using FeedHub.Server.Background;
using FeedHub.Server.Configuration;
using FeedHub.Tests.Server.Configuration;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FeedHub.Tests.Server.Endpoints;

/// <summary>Whether the server is ready while its store cannot be written or is damaged.</summary>
public sealed class ReadinessTests : IDisposable
{
    private readonly TemporaryConfig config = new();
    private readonly string data = Directory.CreateTempSubdirectory("feedhub-").FullName;

    public ReadinessTests() =>
        config.Write(
            "sources/alpha.yaml",
            TemporaryConfig.Source.Replace("https://alpha.example/feed", "http://127.0.0.1:9/feed", StringComparison.Ordinal));

    [Fact]
    public async Task A_server_is_not_ready_while_its_disk_is_full_and_is_again_by_itself()
    {
        using var disk = SmallDisk.Mount(6144);
        await using var hub = await StartAsync(disk.Folder);
        await WaitForAsync(hub, HttpStatusCode.OK);
        disk.Fill();
        await WaitForAsync(hub, HttpStatusCode.ServiceUnavailable);
        await AssertServesAsync(hub);
        disk.Free();
        await WaitForAsync(hub, HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_server_is_not_ready_while_another_process_holds_its_database_locked()
    {
        await using var hub = await StartAsync(data);
        await WaitForAsync(hub, HttpStatusCode.OK);
        await using (var broken = new SqliteConnection($"Data Source={Path.Combine(data, "feedhub.db")};Pooling=False"))
        {
            await broken.OpenAsync(TestContext.Current.CancellationToken);
            await using var held = broken.BeginTransaction(deferred: false);
            await WaitForAsync(hub, HttpStatusCode.ServiceUnavailable);
            await AssertServesAsync(hub);
        }
        await WaitForAsync(hub, HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_database_that_is_damaged_while_it_is_served_stops_nothing_and_nothing_is_deleted()
    {
        await using var hub = await StartAsync(data);
        await WaitForAsync(hub, HttpStatusCode.OK);
        var file = Path.Combine(data, "feedhub.db");
        await using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var checkpoint = connection.CreateCommand();
            checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            await checkpoint.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
        await using (var open = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            open.Position = 4096;
            open.Write(RandomNumberGenerator.GetBytes((int)open.Length - 4096));
        }
        var length = new FileInfo(file).Length;

        await WaitForAsync(hub, HttpStatusCode.ServiceUnavailable);
        string[] paths = ["/", "/?q=a", "/sources", "/sources/alpha", "/timeline/feed.atom", "/api/v1/sources/alpha/events"];
        foreach (var path in paths)
        {
            using var answer = await hub.Client.GetAsync(path);
            Assert.True(
                answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.InternalServerError or HttpStatusCode.ServiceUnavailable,
                $"{path}: {answer.StatusCode}");
        }
        await AssertServesAsync(hub);
        Assert.True(new FileInfo(file).Length >= length);
    }

    [Fact]
    public async Task A_server_that_is_told_to_stop_is_not_ready_but_answers_until_its_time_is_up()
    {
        await using var hub = await RunningHub.StartAsync(new FeedHubOptions
        {
            ConfigDirectory = config.Folder,
            DataDirectory = data,
            Drain = TimeSpan.FromMinutes(1),
        });
        await WaitForAsync(hub, HttpStatusCode.OK);
        using var end = new CancellationTokenSource();
        var stopping = hub.Services.GetRequiredService<DrainService>().StoppingAsync(end.Token);
        using var ready = await hub.Client.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        await AssertServesAsync(hub);
        Assert.False(stopping.IsCompleted);
        await end.CancelAsync();
        await stopping;
    }

    [Fact]
    public async Task A_feed_that_nobody_has_asked_for_is_rendered_while_the_server_waits_to_stop()
    {
        await using var hub = await RunningHub.StartAsync(new FeedHubOptions
        {
            ConfigDirectory = config.Folder,
            DataDirectory = data,
            Drain = TimeSpan.FromSeconds(5),
        });
        await WaitForAsync(hub, HttpStatusCode.OK);
        // As a signal does it.
        hub.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        foreach (var path in new[] { "/timeline/feed.atom?limit=7", "/feeds.opml?format=rss", "/series/weekly/feed.rss?limit=3" })
        {
            using var answer = await hub.Client.GetAsync(path);
            Assert.Equal((path, HttpStatusCode.OK), (path, answer.StatusCode));
        }
    }

    public void Dispose()
    {
        config.Dispose();
        Directory.Delete(data, recursive: true);
    }

    private Task<RunningHub> StartAsync(string folder) =>
        RunningHub.StartAsync(new FeedHubOptions { ConfigDirectory = config.Folder, DataDirectory = folder });

    private static Task WaitForAsync(RunningHub hub, HttpStatusCode status) => RunningHub.WaitAsync(async () =>
    {
        using var ready = await hub.Client.GetAsync("/health/ready");
        return ready.StatusCode == status;
    });

    /// <summary>What needs no writing.</summary>
    private static async Task AssertServesAsync(RunningHub hub)
    {
        foreach (var path in new[] { "/health/live", "/series/weekly/first", "/series/weekly/feed.atom" })
        {
            using var answer = await hub.Client.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }
}

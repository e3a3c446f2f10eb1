using Dapper;
using FeedHub.Origin;
using FeedHub.Storage.Sqlite;

namespace FeedHub.Tests.Server.Commands;

public sealed class KillTests
{
    private const int Outlets = 12;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_refresh_killed_in_the_middle_is_made_good_by_the_next()
    {
        // Every second outlet is so slow that the kill finds some committed and some on their way.
        string[] paths = [.. Enumerable.Range(0, Outlets).Select(n => n % 2 == 0 ? $"/{n}.rss" : $"/fault/slow-headers;ms=1500/{n}.rss")];
        await using var site = await TrialSite.StartAsync(paths);
        for (var n = 0; n < Outlets; n++)
        {
            site.Origin.Put(
                $"/{n}.rss", OriginDocument.Of(TrialSite.Rss($"outlet-{n}", "First story", $"Story of {n}"), "application/rss+xml"));
        }

        var calm = await FeedHubRun.OfAsync([.. site.Options, "refresh", "--json"]);
        var undisturbed = await EntriesAsync(site.Data);
        Assert.Equal(2 * Outlets, undisturbed.Count);
        Directory.Delete(site.Data, recursive: true);
        var asked = site.Origin.Requests.Count;

        using (var victim = new FeedHubProcess([.. site.Options, "refresh"]))
        {
            await WaitAsync(() => site.Origin.Requests.Count == asked + Outlets);
            await victim.KillAsync();
        }

        Assert.Equal("ok", await ScalarAsync<string>(site.Data, "PRAGMA integrity_check"));
        // What the killed one had claimed is free at once. It was asked for a moment ago, so it is due in two minutes; --all asks.
        var early = await FeedHubRun.OfAsync([.. site.Options, "refresh", "--json"]);
        Assert.Equal((0, asked + Outlets), (early.Code, site.Origin.Requests.Count));
        var after = await FeedHubRun.OfAsync([.. site.Options, "refresh", "--all", "--json"]);
        Assert.Equal(0, after.Code);
        Assert.Equal(undisturbed, await EntriesAsync(site.Data));
        Assert.Equal(calm.Json.GetProperty("stories_new").GetInt64(), await ScalarAsync<long>(site.Data, "SELECT count(*) FROM story"));
        Assert.Equal(0, await ScalarAsync<long>(site.Data, "SELECT count(*) FROM entry WHERE story_id IS NULL"));
    }

    private static async Task<IReadOnlyList<string>> EntriesAsync(string data)
    {
        using var database = new SqliteDatabase(data);
        await using var connection = await database.ConnectAsync(default);
        return [.. await connection.QueryAsync<string>("SELECT id FROM entry ORDER BY id")];
    }

    private static async Task<T?> ScalarAsync<T>(string data, string sql)
    {
        using var database = new SqliteDatabase(data);
        await using var connection = await database.ConnectAsync(default);
        return await connection.ExecuteScalarAsync<T>(sql);
    }

    private static async Task WaitAsync(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!holds())
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
    }
}

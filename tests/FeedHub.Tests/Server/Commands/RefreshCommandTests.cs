using Dapper;
using FeedHub.Origin;
using FeedHub.Storage.Sqlite;

namespace FeedHub.Tests.Server.Commands;

public sealed class RefreshCommandTests
{
    [Fact]
    public async Task A_refresh_tells_its_figures_and_a_second_one_finds_nothing_new()
    {
        await using var site = await TrialSite.StartAsync("/one.rss", "/two.rss");
        site.Origin.Put("/one.rss", OriginDocument.Of(TrialSite.Rss("one", "First story", "Second story"), "application/rss+xml"));
        site.Origin.Put("/two.rss", OriginDocument.Of(TrialSite.Rss("two", "First story", "Third story"), "application/rss+xml"));

        var first = await FeedHubRun.OfAsync([.. site.Options, "refresh", "--json"]);
        Assert.Equal(0, first.Code);
        Assert.Equal((2, 2, 0, 0, 4, 0, 3), Figures(first));
        Assert.True(first.Json.GetProperty("seconds").GetDouble() >= 0);

        var second = await FeedHubRun.OfAsync(["refresh", "--all", "--json", .. site.Options]);
        Assert.Equal((2, 0, 2, 0, 0, 0, 0), Figures(second));
    }

    [Fact]
    public async Task Only_all_disturbs_a_source_before_its_time()
    {
        await using var site = await TrialSite.StartAsync("/one.rss", "/fault/retry-after;code=503;in=3600/one.rss");
        site.Origin.Put("/one.rss", OriginDocument.Of(TrialSite.Rss("one", "First story"), "application/rss+xml"));
        await FeedHubRun.OfAsync([.. site.Options, "refresh"]);

        Assert.Equal((0, 0, 0, 0, 0, 0, 0), Figures(await FeedHubRun.OfAsync([.. site.Options, "refresh", "--json"])));
        Assert.Equal((2, 0, 1, 1, 0, 0, 0), Figures(await FeedHubRun.OfAsync([.. site.Options, "refresh", "--all", "--json"])));
    }

    [Fact]
    public async Task Each_failed_source_is_named_with_its_reason_and_the_exit_code_is_0()
    {
        await using var site = await TrialSite.StartAsync("/page.html", "/missing");
        site.Origin.Put("/page.html", OriginDocument.Of("<html><body>Not here</body></html>", "text/html"));

        var json = await FeedHubRun.OfAsync([.. site.Options, "refresh", "--all", "--json"]);
        Assert.Equal(0, json.Code);
        Assert.Equal(2, json.Json.GetProperty("failed").GetInt32());
        Assert.Contains("not a feed", json.Error, StringComparison.Ordinal);
        Assert.Contains("404", json.Error, StringComparison.Ordinal);

        var plain = await FeedHubRun.OfAsync([.. site.Options, "refresh", "--all"]);
        Assert.Contains("404", plain.Output, StringComparison.Ordinal);
        Assert.Contains("2 failed", plain.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_source_can_be_asked_for_by_its_id()
    {
        await using var site = await TrialSite.StartAsync("/one.rss", "/two.rss");
        site.Origin.Put("/one.rss", OriginDocument.Of(TrialSite.Rss("one", "First story"), "application/rss+xml"));
        await FeedHubRun.OfAsync([.. site.Options, "refresh"]);

        Assert.Equal(
            (1, 0, 1, 0, 0, 0, 0), Figures(await FeedHubRun.OfAsync([.. site.Options, "refresh", "--source", "source-0", "--json"])));
        var unknown = await FeedHubRun.OfAsync([.. site.Options, "refresh", "--source", "nobody"]);
        Assert.Equal(2, unknown.Code);
        Assert.Contains("nobody", unknown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_brings_back_what_was_there()
    {
        await using var site = await TrialSite.StartAsync("/one.rss");
        site.Origin.Put("/one.rss", OriginDocument.Of(TrialSite.Rss("one", "First story"), "application/rss+xml"));
        await FeedHubRun.OfAsync([.. site.Options, "refresh"]);
        var before = await EntriesAsync(site.Data);
        var file = Path.Combine(site.Data, "copy.db");

        Assert.Equal(0, (await FeedHubRun.OfAsync("backup", file, "--data", site.Data)).Code);
        var again = await FeedHubRun.OfAsync("backup", file, "--data", site.Data);
        Assert.Equal(1, again.Code);
        Assert.Contains(file, again.Error, StringComparison.Ordinal);

        site.Origin.Put("/one.rss", OriginDocument.Of(TrialSite.Rss("one", "Second story"), "application/rss+xml"));
        await FeedHubRun.OfAsync([.. site.Options, "refresh", "--all"]);
        Assert.NotEqual(before, await EntriesAsync(site.Data));

        Assert.Equal(0, (await FeedHubRun.OfAsync("restore", file, "--data", site.Data)).Code);
        Assert.Equal(before, await EntriesAsync(site.Data));

        await File.WriteAllTextAsync(file, "no database");
        Assert.Equal(1, (await FeedHubRun.OfAsync("restore", file, "--data", site.Data)).Code);
        Assert.Equal(before, await EntriesAsync(site.Data));
    }

    internal static async Task<IReadOnlyList<string>> EntriesAsync(string data)
    {
        using var database = new SqliteDatabase(data);
        await using var connection = await database.ConnectAsync(default);
        return [.. await connection.QueryAsync<string>("SELECT id FROM entry ORDER BY id")];
    }

    private static (
        int Sources, int Fetched, int NotModified, int Failed, int EntriesNew, int EntriesUpdated, int StoriesNew) Figures(FeedHubRun run)
    {
        Assert.True(run.Code == 0, run.Error);
        int Figure(string name) => run.Json.GetProperty(name).GetInt32();
        return (
            Figure("sources"), Figure("fetched"), Figure("not_modified"), Figure("failed"), Figure("entries_new"),
            Figure("entries_updated"), Figure("stories_new"));
    }
}

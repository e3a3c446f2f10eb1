using Dapper;
using FeedHub.Origin;
using FeedHub.Storage.Sql;
using FeedHub.Storage.Sqlite;
using FeedHub.Tests.Server.Configuration;
using FeedHub.Tests.Server.Endpoints;
using FeedHub.Tests.Server.Publishing;

namespace FeedHub.Tests.Server.Commands;

/// <summary>
/// Kill -9 amid an import, a poll of what is followed, and a restore: no half file, nothing doubled, and the next start goes on.
/// </summary>
public sealed class PublishingKillTests : IAsyncLifetime
{
    private const int Posts = 12;
    private readonly TemporaryConfig config = new();
    private readonly string root = Directory.CreateTempSubdirectory("feedhub-").FullName;
    private FeedOrigin origin = null!;
    private WordPress wordpress = null!;

    private string Data => Path.Combine(root, "data");

    public async ValueTask InitializeAsync()
    {
        origin = await FeedOrigin.StartAsync(new FeedOriginOptions());
        origin.Put(InstitutePosts.Picture, OriginDocument.Of(InstitutePosts.Png, "image/png", InstitutePosts.First));
        wordpress = new WordPress(origin);
        config.Delete("sources/alpha.yaml");
        config.Delete("series/weekly/briefs/first.md");
        config.Write("site.yaml", TemporaryConfig.Site + "fetching: { host_spacing: 100ms }\n");
        foreach (var n in Enumerable.Range(1, Posts))
            wordpress.Publish(InstitutePosts.Post(n));
    }

    [Fact]
    public async Task An_import_killed_at_several_points_is_made_good_by_the_next()
    {
        string[] import = ["import", "--archive", wordpress.FeedAddress, "--series", "weekly"];
        Assert.Equal(0, (await FeedHubRun.OfAsync([.. import, .. Options(Path.Combine(root, "calm"))])).Code);
        foreach (var briefs in new[] { 1, 4, 9 })
        {
            using var victim = new FeedHubProcess([.. import, .. Options(Data)]);
            await RunningHub.WaitAsync(() => Task.FromResult(Briefs(Data).Count >= briefs));
            await victim.KillAsync();
            AssertWhole();
        }
        Assert.Equal(0, (await FeedHubRun.OfAsync([.. import, .. Options(Data)])).Code);
        await AssertCompleteAsync();
    }

    [Fact]
    public async Task A_server_killed_while_it_follows_goes_on_where_it_was()
    {
        string[] import = ["import", "--archive", wordpress.Api, "--series", "weekly"];
        Assert.Equal(0, (await FeedHubRun.OfAsync([.. import, .. Options(Path.Combine(root, "calm"))])).Code);
        config.Write("series/weekly/series.yaml", TemporaryConfig.Series + $"follow: {wordpress.Api}\n");
        foreach (var briefs in new[] { 1, 4, 9, Posts })
        {
            using var victim = new FeedHubProcess(["serve", .. Options(Data)]);
            await RunningHub.WaitAsync(async () => Briefs(Data).Count >= briefs
                && (
                    briefs < Posts
                        || await NumberAsync(
                            "SELECT min((SELECT count(*) FROM brief_version), (SELECT count(*) FROM followed_post))") == Posts));
            await victim.KillAsync();
            AssertWhole();
        }
        await AssertCompleteAsync();
    }

    [Fact]
    public async Task A_restore_killed_at_any_point_leaves_the_old_content_or_the_new_whole_and_what_was_set_aside()
    {
        var copy = Path.Combine(root, "copy.db");
        await FillAsync("old");
        using (var database = new SqliteDatabase(Data))
            await new SqliteBackup(database).WriteAsync(copy, default);
        await FillAsync("new");
        var (old, now) = (await TextsAsync(copy), await TextsAsync(Path.Combine(Data, "feedhub.db")));
        Assert.NotEqual(old, now);

        var aside = 0;
        // Most of the time is the start of the process; what comes then takes some hundredths of a second.
        foreach (var milliseconds in new[] { 150, 250, 300, 350, 400, 450, 500, 600, 800 })
        {
            using var victim = new FeedHubProcess(["restore", copy, "--data", Data]);
            await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System, TestContext.Current.CancellationToken);
            await victim.KillAsync();
            Assert.Equal(0, (await FeedHubRun.OfAsync("key", "list", "--data", Data)).Code);
            var after = await TextsAsync(Path.Combine(Data, "feedhub.db"));
            Assert.True(after == old || after == now, $"neither old nor new after {milliseconds} ms");
            var kept = Directory.EnumerateFiles(Data, "feedhub.db.before-restore*")
                .Where(f => Path.GetExtension(f) != ".partial" && !f.EndsWith("-journal", StringComparison.Ordinal)).ToList();
            foreach (var file in kept)
                Assert.Contains(await TextsAsync(file), new[] { old, now });
            aside = kept.Count;
            Assert.True(after == now || aside > 0, "The new content is gone, and nothing was set aside.");
        }
        var last = await FeedHubRun.OfAsync("restore", copy, "--data", Data);
        Assert.Equal((0, ""), (last.Code, last.Error));
        Assert.Equal(old, await TextsAsync(Path.Combine(Data, "feedhub.db")));
    }

    public async ValueTask DisposeAsync()
    {
        await origin.DisposeAsync();
        config.Dispose();
        Directory.Delete(root, recursive: true);
    }

    private string[] Options(string data) =>
        ["--config", config.Folder, "--data", data, "--allow-network", "127.0.0.0/8", "--urls", "http://127.0.0.1:0"];

    private static List<string> Briefs(string data) => Directory.Exists(Path.Combine(data, "briefs", "weekly"))
        ? [.. Directory.EnumerateFiles(Path.Combine(data, "briefs", "weekly"), "*.md").Order()] : [];

    /// <summary>The text but the time of its import.</summary>
    private static string Plain(string file) =>
        string.Join('\n', File.ReadAllLines(file).Where(l => !l.StartsWith("  imported: ", StringComparison.Ordinal)));

    /// <summary>Every brief that is there is word for word the one that an undisturbed import has made, and so is every picture.</summary>
    private void AssertWhole()
    {
        foreach (var file in Briefs(Data))
            Assert.Equal(Plain(file.Replace(Data, Path.Combine(root, "calm"), StringComparison.Ordinal)), Plain(file));
        var media = Path.Combine(Data, "briefs", "weekly", "media");
        foreach (var picture in Directory.Exists(media) ? Directory.EnumerateFiles(media, "*.png") : [])
            Assert.Equal(InstitutePosts.Png, File.ReadAllBytes(picture));
    }

    private async Task AssertCompleteAsync()
    {
        AssertWhole();
        Assert.Equal(Posts, Briefs(Data).Count);
        Assert.Equal("ok", await TextAsync("PRAGMA integrity_check"));
        Assert.Equal(Posts, await NumberAsync("SELECT count(*) FROM followed_post"));
        Assert.Equal(Posts, await NumberAsync("SELECT count(*) FROM brief"));
        Assert.Equal(Posts, await NumberAsync("SELECT count(DISTINCT id) FROM brief"));
        Assert.Equal(Posts, await NumberAsync("SELECT count(*) FROM brief_version"));
    }

    private async Task FillAsync(string word)
    {
        using var database = new SqliteDatabase(Data);
        database.Migrate();
        await database.WriteAsync(
            WriteScope.Catalog,
            async sql =>
            {
                var text = string.Concat(Enumerable.Repeat(word, 300));
                for (var n = 0; n < 3000; n++)
                {
                    await sql.ExecuteAsync(
                        "INSERT INTO catalog_file (path, text) VALUES (@path, @text)", ("@path", $"{word}-{n}"), ("@text", text));
                }

                return 0;
            },
            default);
    }

    private static async Task<string> TextsAsync(string file)
    {
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={file};Pooling=False");
        Assert.Equal("ok", await connection.ExecuteScalarAsync<string>("PRAGMA integrity_check"));
        return string.Join('\n', await connection.QueryAsync<string>("SELECT path || length(text) FROM catalog_file ORDER BY path"));
    }

    private async Task<long> NumberAsync(string sql) =>
        long.Parse((await TextAsync(sql))!, System.Globalization.CultureInfo.InvariantCulture);

    private async Task<string?> TextAsync(string sql)
    {
        using var database = new SqliteDatabase(Data);
        await using var connection = await database.ConnectAsync(default);
        return await connection.ExecuteScalarAsync<string>(sql);
    }
}

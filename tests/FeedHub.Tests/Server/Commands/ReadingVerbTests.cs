using System.Text;
using Dapper;
using FeedHub.Server.Configuration;
using FeedHub.Storage.Sqlite;
using FeedHub.Tests.Server.Configuration;
using FeedHub.Tests.Server.Endpoints;

namespace FeedHub.Tests.Server.Commands;

/// <summary>
/// Verbs beside a running server: those that read change nothing of its store, and those that write change nothing of another catalog's.
/// </summary>
public sealed class ReadingVerbTests : IAsyncLifetime
{
    private readonly TemporaryConfig config = new();
    private readonly TemporaryConfig other = new();
    private readonly string data = Directory.CreateTempSubdirectory("feedhub-").FullName;

    public async ValueTask InitializeAsync()
    {
        config.Write(
            "sources/alpha.yaml",
            TemporaryConfig.Source.Replace("https://alpha.example/feed", "http://127.0.0.1:9/feed", StringComparison.Ordinal));
        other.Write("site.yaml", TemporaryConfig.Site.Replace("hub.example,2026", "other.example,2026", StringComparison.Ordinal));
        other.Write("sources/beta.yaml", TemporaryConfig.Source.Replace("alpha", "beta", StringComparison.Ordinal));
        other.Write("series/weekly/briefs/second.md", TemporaryConfig.Brief.Replace("First", "Second", StringComparison.Ordinal));
        await (await RunningHub.StartAsync(new FeedHubOptions { ConfigDirectory = config.Folder, DataDirectory = data })).DisposeAsync();
        // A brief that no server has read yet: whoever gives it an identity has written.
        config.Write("series/weekly/briefs/newer.md", TemporaryConfig.Brief.Replace("First", "Newer", StringComparison.Ordinal));
    }

    public static TheoryData<string> ReadingVerbs =>
    [
        "brief list", "preview FIRST --series weekly --out OUT", "check", "opml export", "opml import LIST", "key list", "group",
        "parse FEED",
        "discover http://127.0.0.1:9/",
        "try-source http://127.0.0.1:9/feed", "backup COPY",
    ];

    [Theory]
    [MemberData(nameof(ReadingVerbs))]
    public async Task A_verb_that_reads_leaves_the_store_as_it_is_with_its_own_catalog_and_with_another(string line)
    {
        var before = await DumpAsync();
        foreach (var folder in new[] { config.Folder, other.Folder })
        {
            await RunAsync(line, folder);
            Assert.Equal(before, await DumpAsync());
            File.Delete(Path.Combine(data, "copy.db"));
        }
    }

    [Theory]
    [InlineData("brief list")]
    [InlineData("preview FIRST --series weekly --out OUT")]
    [InlineData("opml export")]
    [InlineData("discover http://127.0.0.1:9/")]
    [InlineData("try-source http://127.0.0.1:9/feed")]
    public async Task A_verb_that_reads_makes_no_data_folder(string line)
    {
        var none = Path.Combine(data, "none");
        await RunAsync(line, config.Folder, none);
        Assert.False(Directory.Exists(none));
    }

    [Theory]
    [InlineData("serve --urls http://127.0.0.1:0")]
    [InlineData("refresh")]
    [InlineData("import FIRST --series weekly")]
    [InlineData("brief accept weekly/first")]
    [InlineData("brief reject weekly/first")]
    [InlineData("regroup")]
    public async Task A_verb_that_writes_refuses_the_store_of_another_catalog_with_words(string line)
    {
        var before = await DumpAsync();
        var run = await RunAsync(line, other.Folder);
        Assert.Equal(1, run.Code);
        Assert.Equal(
            $"feedhub: {data} belongs to the catalog with the tag authority 'hub.example,2026', "
            + $"but {other.Folder} has 'other.example,2026'. Name the right configuration with --config or another store with "
            + "--data or --store. If the tag authority has really changed, or this catalog should take over the data "
            + "permanently, start once with serve --adopt.\n",
            run.Error);
        Assert.Equal(before, await DumpAsync());
    }

    [Fact]
    public async Task A_catalog_that_adopts_a_store_replaces_its_sources_and_keeps_its_briefs_identities()
    {
        await (await RunningHub.StartAsync(
            new FeedHubOptions { ConfigDirectory = other.Folder, DataDirectory = data, Adopt = true })).DisposeAsync();
        Assert.Equal(["other.example,2026"], await QueryAsync("SELECT tag_authority FROM catalog_owner"));
        Assert.Equal(["alpha 1", "beta 1"], await QueryAsync("SELECT id || ' ' || declared FROM source ORDER BY id"));
        Assert.Equal(["tag:hub.example,2026:series/weekly/first"], await QueryAsync("SELECT id FROM brief WHERE slug = 'first'"));
        Assert.Equal(1, (await RunAsync("refresh", config.Folder)).Code);
    }

    [Fact]
    public async Task An_import_keeps_identity_and_version_of_its_brief_and_declares_no_source()
    {
        config.Write("sources/gamma.yaml", TemporaryConfig.Source.Replace("alpha", "gamma", StringComparison.Ordinal));
        var text = Path.Combine(config.Folder, "page.txt");
        await File.WriteAllTextAsync(
            text, "A title\n\nThis week's brief examines a thing.\n\nText of it.\n\nWhat we are watching\n\nIce: none.\n");
        Assert.Equal(0, (await RunAsync($"import {text} --series weekly --published 2026-11-16", config.Folder)).Code);
        Assert.Equal(["a-title"], await QueryAsync("SELECT slug FROM brief_version WHERE slug = 'a-title'"));
        Assert.Equal(["a-title"], await QueryAsync("SELECT slug FROM brief WHERE slug = 'a-title'"));
        Assert.Equal(["alpha"], await QueryAsync("SELECT id FROM source"));
    }

    public ValueTask DisposeAsync()
    {
        config.Dispose();
        other.Dispose();
        Directory.Delete(data, recursive: true);
        return ValueTask.CompletedTask;
    }

    private Task<FeedHubRun> RunAsync(string line, string folder, string? store = null)
    {
        File.WriteAllText(
            Path.Combine(other.Folder, "list.opml"),
            "<opml version='2.0'><body><outline text='X' xmlUrl='https://x.example/feed'/></body></opml>");
        File.WriteAllText(Path.Combine(other.Folder, "feed.xml"), TrialSite.Rss("x", "One"));
        var args = line.Replace("FIRST", Path.Combine(config.Folder, "series/weekly/briefs/first.md"), StringComparison.Ordinal)
            .Replace("OUT", Path.Combine(other.Folder, "out.html"), StringComparison.Ordinal)
            .Replace("LIST", Path.Combine(other.Folder, "list.opml"), StringComparison.Ordinal)
            .Replace("FEED", Path.Combine(other.Folder, "feed.xml"), StringComparison.Ordinal)
            .Replace("COPY", Path.Combine(data, "copy.db"), StringComparison.Ordinal);
        return FeedHubRun.OfAsync([.. args.Split(' '), "--config", folder, "--data", store ?? data, "--allow-network", "127.0.0.0/8"]);
    }

    /// <summary>Every row of every table but the search index's own.</summary>
    private async Task<string> DumpAsync()
    {
        var dump = new StringBuilder();
        using var database = new SqliteDatabase(data);
        await using var connection = await database.ConnectAsync(default);
        foreach (var table in await connection.QueryAsync<string>(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'entry_search%' ORDER BY name"))
        {
            dump.Append(table).Append('\n');
            foreach (IDictionary<string, object> row in await connection.QueryAsync($"SELECT * FROM \"{table}\""))
                dump.AppendJoin('|', row.Values).Append('\n');
        }
        return dump.ToString();
    }

    private async Task<IReadOnlyList<string>> QueryAsync(string sql)
    {
        using var database = new SqliteDatabase(data);
        await using var connection = await database.ConnectAsync(default);
        return [.. await connection.QueryAsync<string>(sql)];
    }
}

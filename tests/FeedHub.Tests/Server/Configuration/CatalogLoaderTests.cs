using Dapper;
using FeedHub.Server.Background;
using FeedHub.Server.Configuration;
using FeedHub.Server.Configuration.Mirroring;
using FeedHub.Storage;
using FeedHub.Storage.Briefs;
using FeedHub.Tests.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace FeedHub.Tests.Server.Configuration;

public sealed class CatalogLoaderTests : IDisposable
{
    private readonly TemporaryConfig config = new();
    private readonly TemporaryStorage storage = new();
    private readonly FakeTimeProvider clock = new(TemporaryStorage.Start);
    private readonly LoggedLines log = new();

    [Fact]
    public async Task What_is_loaded_is_in_force_and_known_to_the_store()
    {
        var current = new CurrentCatalog();
        var changes = 0;
        current.Changed += (_, _) => changes++;
        Assert.Throws<InvalidOperationException>(() => current.Value);
        await Loader(current).LoadAsync(default);
        Assert.Equal("Test hub", current.Value.Site.Title);
        Assert.Equal("alpha", Assert.Single(await storage.Sources.OverviewAsync(default)).Source.Id.Value);
        Assert.Equal(1, changes);
    }

    [Fact]
    public async Task Loading_what_has_not_changed_changes_nothing()
    {
        var current = new CurrentCatalog();
        var loader = Loader(current);
        var first = await loader.LoadAsync(default);
        Assert.Same(first, await loader.LoadAsync(default));
    }

    [Fact]
    public async Task The_last_good_text_stands_in_across_a_restart()
    {
        await Loader(new()).LoadAsync(default);
        config.Write("sources/alpha.yaml", "id: [\n");
        config.Write("series/weekly/briefs/first.md", "oops");
        var catalog = await Loader(new()).LoadAsync(default);
        Assert.Equal("Alpha", Assert.Single(catalog.Sources).Title);
        Assert.Equal("First", Assert.Single(Assert.Single(catalog.Series).Briefs).Title);
        Assert.Equal(2, catalog.Problems.Count);
    }

    [Fact]
    public async Task A_site_that_was_never_good_starts_nothing()
    {
        config.Write("site.yaml", "title: Alone\n");
        var fault = await Assert.ThrowsAsync<CatalogException>(() => Loader(new()).LoadAsync(default));
        Assert.Equal(3, fault.Problems.Count);
        Assert.Empty(await storage.Sources.OverviewAsync(default));
    }

    [Fact]
    public async Task A_bad_site_takes_nothing_away_before_or_after_a_restart()
    {
        var current = new CurrentCatalog();
        var loader = Loader(current);
        await loader.LoadAsync(default);
        config.Write("site.yaml", "title: Alone\n");
        config.Write("sources/alpha.yaml", TemporaryConfig.Source.Replace("Alpha", "Changed", StringComparison.Ordinal));
        await loader.LoadAsync(default);
        Assert.Equal("Test hub", current.Value.Site.Title);
        Assert.Equal("Changed", Assert.Single(current.Value.Sources).Title);
        Assert.Equal(3, current.Value.Problems.Count);
        var restarted = await Loader(new()).LoadAsync(default);
        Assert.Equal(("Test hub", "Changed", 3), (restarted.Site.Title, Assert.Single(restarted.Sources).Title, restarted.Problems.Count));
    }

    [Fact]
    public async Task A_tag_authority_that_changes_at_run_time_is_a_mistake_of_the_file()
    {
        var loader = Loader(new());
        await loader.LoadAsync(default);
        config.Write("site.yaml", TemporaryConfig.Site.Replace("hub.example,2026", "other.example,2027", StringComparison.Ordinal));
        config.Write("sources/alpha.yaml", TemporaryConfig.Source.Replace("Alpha", "Changed", StringComparison.Ordinal));
        var catalog = await loader.LoadAsync(default);
        Assert.Equal(("hub.example,2026", "Changed"), (catalog.Site.Address.TagAuthority, Assert.Single(catalog.Sources).Title));
        Assert.Equal(
            $"{config.Folder}/site.yaml:3: tag_authority: is 'other.example,2027', "
            + "but the IDs in force begin with 'hub.example,2026', which is permanent; restore that",
            Assert.Single(catalog.Problems).ToString());
    }

    [Theory]
    [InlineData("title: Alone\ntag_authority: other.example,2027\n")]
    [InlineData("title: Other\npublic_url: https://other.example\ntag_authority: other.example,2027\ncontact: desk@other.example\n")]
    public async Task A_store_of_another_catalog_is_refused_at_a_start_be_its_site_good_or_bad(string site)
    {
        await Loader(new()).LoadAsync(default);
        config.Write("site.yaml", site);
        config.Write("sources/alpha.yaml", TemporaryConfig.Source.Replace("Alpha", "Changed", StringComparison.Ordinal));
        await Assert.ThrowsAsync<OtherCatalogException>(() => Loader(new()).LoadAsync(default));
        Assert.Equal("Alpha", Assert.Single(await storage.Sources.OverviewAsync(default)).Source.Title);
    }

    [Fact]
    public async Task A_problem_is_logged_once_until_it_changes()
    {
        var loader = Loader(new());
        config.Write("sources/beta.yaml", "id: beta\n");
        await loader.LoadAsync(default);
        await loader.LoadAsync(default);
        Assert.Equal(4, log.Count(LogLevel.Error));
        config.Write(
            "sources/beta.yaml",
            TemporaryConfig.Source.Replace("alpha", "beta", StringComparison.Ordinal).Replace("press", "pres", StringComparison.Ordinal));
        await loader.LoadAsync(default);
        Assert.Equal(5, log.Count(LogLevel.Error));
    }

    [Fact]
    public async Task A_briefs_identity_outlives_its_publication_date_and_the_tag_authority()
    {
        var before = Assert.Single((await Loader(new()).LoadAsync(default)).Series[0].Briefs);
        config.Write(
            "series/weekly/briefs/earlier.md", TemporaryConfig.Brief.Replace("2026-11-02", "2026-10-02", StringComparison.Ordinal));
        config.Write("site.yaml", TemporaryConfig.Site.Replace("hub.example,2026", "other.example,2027", StringComparison.Ordinal));
        var after = (await Loader(new(), config.Options with { Adopt = true }).LoadAsync(default)).Series[0].Briefs;
        Assert.Equal((before.Id, (int?)1), (after[0].Id, after[0].Issue));
        Assert.Equal(2, after[1].Issue);
    }

    [Fact]
    public async Task A_changed_file_is_in_force_within_five_seconds()
    {
        var current = new CurrentCatalog();
        var loader = Loader(current);
        await loader.LoadAsync(default);
        var stamps = new CatalogStamps(config.Options);
        Look(stamps, 3);
        config.Write("series/weekly/briefs/first.md", TemporaryConfig.Brief.Replace("First", "Changed", StringComparison.Ordinal));
        Assert.Contains(true, Look(stamps, (int)(TimeSpan.FromSeconds(5) / CatalogWatcher.Interval) - 1));
    }

    [Fact]
    public void A_file_is_not_loaded_while_it_is_being_written_nor_kept_waiting_for_ever()
    {
        var stamps = new CatalogStamps(config.Options);
        Look(stamps, 3);
        var looks = Enumerable.Range(1, 6).Select(n =>
        {
            config.Write("sources/alpha.yaml", new string('x', n));
            return stamps.Look();
        });
        Assert.Equal([false, false, true, false, false, true], looks);
        Assert.Equal([false, false], Look(stamps, 2));
    }

    [Fact]
    public async Task The_watcher_brings_a_change_into_force()
    {
        var current = new CurrentCatalog();
        var changed = new SemaphoreSlim(0);
        var loader = Loader(current);
        await loader.LoadAsync(default);
        current.Changed += (_, _) => changed.Release();
        using var watcher = Watcher(loader);
        await watcher.StartAsync(default);
        config.Write("sources/alpha.yaml", TemporaryConfig.Source.Replace("Alpha", "Changed", StringComparison.Ordinal));
        do
        {
            clock.Advance(CatalogWatcher.Interval);
        }
        while (!await changed.WaitAsync(TimeSpan.FromMilliseconds(20)));
        Assert.Equal("Changed", Assert.Single(current.Value.Sources).Title);
        await watcher.StopAsync(default);
    }

    [Fact]
    public async Task A_release_is_kept_in_the_store_though_no_file_changes()
    {
        config.Write(
            "series/weekly/briefs/next.md", TemporaryConfig.Brief.Replace("2026-11-02", "2026-11-23T08:00:02Z", StringComparison.Ordinal));
        var current = new CurrentCatalog();
        var loader = Loader(current);
        await loader.LoadAsync(default);
        Assert.Equal([null, 1], await NumbersAsync());
        using var watcher = Watcher(loader);
        await watcher.StartAsync(default);
        clock.Advance(TimeSpan.FromSeconds(1));
        await Endpoints.RunningHub.WaitAsync(async () =>
        {
            clock.Advance(CatalogWatcher.Interval);
            return (await NumbersAsync())[0] == 2;
        });
        await watcher.StopAsync(default);

        async Task<List<int?>> NumbersAsync()
        {
            await using var connection = await storage.ConnectAsync();
            return (await connection.QueryAsync<int?>("SELECT issue FROM brief ORDER BY slug DESC")).AsList();
        }
    }

    public void Dispose()
    {
        config.Dispose();
        storage.Dispose();
    }

    private CatalogWatcher Watcher(CatalogLoader loader) => new(
        new FolderFiles(config.Options), new(config.Options), loader, clock, NullLogger<CatalogWatcher>.Instance);

    private static List<bool> Look(CatalogStamps stamps, int times) => [.. Enumerable.Range(0, times).Select(_ => stamps.Look())];

    private CatalogLoader Loader(CurrentCatalog current, FeedHubOptions? options = null) =>
        new(options ?? config.Options, current, storage.Sources, new BriefStore(storage.Database),
        new CatalogStore(storage.Database), clock, log);

    private sealed class LoggedLines : ILogger<CatalogLoader>
    {
        private readonly List<LogLevel> levels = [];

        public int Count(LogLevel level) => levels.Count(l => l == level);

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?,
            string> formatter) => levels.Add(logLevel);
    }
}

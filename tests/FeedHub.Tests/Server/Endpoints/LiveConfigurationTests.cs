using System.Net;
using FeedHub.Server.Background;
using FeedHub.Server.Configuration;
using FeedHub.Tests.Server.Configuration;

namespace FeedHub.Tests.Server.Endpoints;

/// <summary>Files that change, and files that spoil, while the server runs.</summary>
public sealed class LiveConfigurationTests : IAsyncLifetime
{
    private readonly TemporaryConfig config = new();
    private readonly string data = Directory.CreateTempSubdirectory("feedhub-").FullName;
    private RunningHub? hub;

    public async ValueTask InitializeAsync()
    {
        config.Delete("sources/alpha.yaml");
        // Nobody answers there, and nobody needs to.
        config.Write("sources/beta.yaml", "id: beta\ntitle: Beta\nurl: http://127.0.0.1:9/feed\nlanguage: en\nkind: press\n");
        await StartAsync();
    }

    [Fact]
    public void Two_looks_at_the_files_take_less_than_the_five_seconds_that_are_promised() =>
        Assert.True(2 * CatalogWatcher.Interval <= TimeSpan.FromSeconds(4));

    [Fact]
    public async Task A_changed_brief_is_public_without_a_restart()
    {
        using var before = await hub!.Client.GetAsync("/series/weekly/feed.atom");
        config.Write("series/weekly/briefs/first.md", TemporaryConfig.Brief.Replace("Text.", "Another text.", StringComparison.Ordinal));
        await RunningHub.WaitAsync(
            async () => (await hub.Client.GetStringAsync("/series/weekly/first")).Contains("Another text.", StringComparison.Ordinal));
        using var after = await hub.Client.GetAsync("/series/weekly/feed.atom", ("If-None-Match", before.Header("ETag")!));
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        var (old, now) = (await before.Content.ReadAsStringAsync(), await after.Content.ReadAsStringAsync());
        Assert.Contains("Another text.", now, StringComparison.Ordinal);
        // A typing error mended is no news: same ID, same date.
        Assert.Equal(Between(old, "<entry", "<content"), Between(now, "<entry", "<content"));
    }

    [Fact]
    public async Task A_new_brief_and_a_new_source_are_public_without_a_restart()
    {
        config.Write("series/weekly/briefs/second.md", TemporaryConfig.Brief.Replace("First", "Second", StringComparison.Ordinal));
        config.Write("sources/gamma.yaml", "id: gamma\ntitle: Gamma\nurl: http://127.0.0.1:9/gamma\nlanguage: en\nkind: press\n");
        await RunningHub.WaitAsync(async () => (await hub!.Client.GetAsync("/series/weekly/second")).IsSuccessStatusCode);
        await RunningHub.WaitAsync(async () => (await hub!.Client.GetStringAsync("/sources")).Contains("Gamma", StringComparison.Ordinal));
        Assert.Contains("127.0.0.1:9/gamma", await hub!.Client.GetStringAsync("/sources.opml"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("series/weekly/briefs/first.md", "---\ntitle: Spoilt\n---\n", "first.md")]
    [InlineData("sources/beta.yaml", "id: beta\ntitle: [", "beta.yaml")]
    public async Task A_file_that_spoils_is_reported_on_the_pages_while_what_was_public_stays_even_across_a_restart(
        string file, string text, string named)
    {
        config.Write(file, text);
        await RunningHub.WaitAsync(async () => (await hub!.Client.GetStringAsync("/sources")).Contains(named, StringComparison.Ordinal));
        await AssertStandsAsync();
        await hub!.DisposeAsync();
        await StartAsync();
        await AssertStandsAsync();

        async Task AssertStandsAsync()
        {
            var sources = await hub!.Client.GetStringAsync("/sources");
            Assert.Contains("Problems in the configuration", sources, StringComparison.Ordinal);
            Assert.Contains("id=\"beta\"", sources, StringComparison.Ordinal);
            Assert.Contains("First", await hub.Client.GetStringAsync("/series/weekly/first"), StringComparison.Ordinal);
            Assert.Contains("<title type=\"text\">First</title>", await hub.Client.GetStringAsync("/series/weekly/feed.atom"),
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_server_that_cannot_ask_its_sources_is_ready_all_the_same()
    {
        using var ready = await hub!.Client.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Contains("No stories have arrived yet", await hub.Client.GetStringAsync("/"), StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await hub!.DisposeAsync();
        config.Dispose();
        Directory.Delete(data, recursive: true);
    }

    private async Task StartAsync() =>
        hub = await RunningHub.StartAsync(new FeedHubOptions { ConfigDirectory = config.Folder, DataDirectory = data });

    private static string Between(string text, string start, string end)
    {
        var from = text.IndexOf(start, StringComparison.Ordinal);
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }
}

using System.Net;
using FeedHub.Core.Access;
using FeedHub.Server.Configuration;
using FeedHub.Tests.Server.Commands;
using FeedHub.Tests.Server.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FeedHub.Tests.Server.Endpoints;

/// <summary>The configuration folder, or what makes it one, is gone or spoilt: while the server runs, and the day after.</summary>
public sealed class LostConfigurationTests : IAsyncLifetime
{
    private readonly TemporaryConfig config = new();
    private readonly string data = Directory.CreateTempSubdirectory("feedhub-").FullName;
    private RunningHub? hub;

    private string Away => config.Folder + ".away";

    public async ValueTask InitializeAsync()
    {
        config.Write(
            "sources/alpha.yaml",
            TemporaryConfig.Source.Replace("https://alpha.example/feed", "http://127.0.0.1:9/feed", StringComparison.Ordinal));
        config.Write("gazetteer/own.yaml", "topics: []\n");
        config.Write(
            "subscriptions.opml", "<opml version='2.0'><body><outline text='Listed' xmlUrl='http://127.0.0.1:9/listed'/></body></opml>");
        await StartAsync();
    }

    [Theory]
    [InlineData("folder", "site.yaml")]
    [InlineData("emptied", "site.yaml")]
    [InlineData("site.yaml", "site.yaml")]
    public async Task What_is_gone_takes_nothing_away_before_or_after_a_restart_and_is_read_again_when_it_is_back(string gone, string named)
    {
        var before = await PublicAsync();
        Remove(gone);
        await AssertStandsAsync();
        await RestartAsync();
        await AssertStandsAsync();

        if (gone == "folder")
        {
            Assert.Equal(2, (await FeedHubRun.OfAsync("check", "--config", config.Folder)).Code);
        }
        else
        {
            Assert.Contains(
                "site.yaml:1: is missing", (await FeedHubRun.OfAsync("check", "--config", config.Folder)).Output, StringComparison.Ordinal);
        }

        Return();
        config.Write("series/weekly/briefs/first.md", TemporaryConfig.Brief.Replace("Text.", "Back again.", StringComparison.Ordinal));
        await RunningHub.WaitAsync(async () =>
            (await hub!.Client.GetStringAsync("/series/weekly/first")).Contains("Back again.", StringComparison.Ordinal));
        Assert.DoesNotContain("Problems in the configuration", await hub!.Client.GetStringAsync("/sources"), StringComparison.Ordinal);

        async Task AssertStandsAsync()
        {
            await RunningHub.WaitAsync(async () =>
                (await hub!.Client.GetStringAsync("/sources")).Contains(named, StringComparison.Ordinal));
            Assert.Contains("until it is back", await hub!.Client.GetStringAsync("/sources"), StringComparison.Ordinal);
            Assert.Equal(before, await PublicAsync());
        }
    }

    [Theory]
    [InlineData("site.yaml")]
    [InlineData("series/weekly/series.yaml")]
    [InlineData("series/weekly/briefs/first.md")]
    [InlineData("sources/alpha.yaml")]
    [InlineData("gazetteer/own.yaml")]
    public async Task A_start_with_any_bad_file_serves_what_was_public_and_tells_the_file_and_so_does_check(string file)
    {
        var before = await PublicAsync();
        config.Write(file, "title: [\n");
        await RestartAsync();
        Assert.Equal(before, await PublicAsync());
        Assert.Contains($"{config.Folder}/{file}:", await SourcesForAdminAsync(), StringComparison.Ordinal);
        var check = await FeedHubRun.OfAsync("check", "--config", config.Folder);
        Assert.Equal(1, check.Code);
        Assert.Contains($"{config.Folder}/{file}:", check.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no list")]
    [InlineData(null)]
    public async Task A_start_with_a_bad_list_of_sources_or_none_keeps_those_of_the_store(string? text)
    {
        var list = Path.Combine(config.Folder, "subscriptions.opml");
        await RestartAsync(list);
        Assert.Contains("Listed", await hub!.Client.GetStringAsync("/sources"), StringComparison.Ordinal);
        if (text is null)
            File.Delete(list);
        else
            await File.WriteAllTextAsync(list, text);
        await RestartAsync(list);
        var sources = await hub.Client.GetStringAsync("/sources.opml");
        Assert.Contains("http://127.0.0.1:9/listed", sources, StringComparison.Ordinal);
        Assert.Contains(list, await SourcesForAdminAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_first_start_without_the_folder_that_was_named_is_refused()
    {
        var run = await FeedHubRun.OfAsync(
            "serve", "--config", config.Folder + "/none", "--data", data + "/none", "--urls", "http://127.0.0.1:0");
        Assert.Equal(2, run.Code);
        Assert.Equal(
            $"feedhub: There is no folder '{config.Folder}/none'. Name the folder that holds site.yaml with --config DIR or "
                + $"FeedHub__Config.\n",
            run.Error);
        Assert.False(Directory.Exists(data + "/none"));
    }

    public async ValueTask DisposeAsync()
    {
        await hub!.DisposeAsync();
        Return();
        config.Dispose();
        Directory.Delete(data, recursive: true);
    }

    private async Task StartAsync(string? opml = null) =>
        hub = await RunningHub.StartAsync(new FeedHubOptions { ConfigDirectory = config.Folder, DataDirectory = data, OpmlFile = opml });

    private async Task RestartAsync(string? opml = null)
    {
        await hub!.DisposeAsync();
        await StartAsync(opml);
    }

    private void Remove(string what)
    {
        if (what == "site.yaml")
        {
            File.Move(Path.Combine(config.Folder, what), Away);
            return;
        }
        Directory.Move(config.Folder, Away);
        if (what == "emptied")
            Directory.CreateDirectory(config.Folder);
    }

    private void Return()
    {
        if (File.Exists(Away))
            File.Move(Away, Path.Combine(config.Folder, "site.yaml"));
        if (!Directory.Exists(Away))
            return;
        if (Directory.Exists(config.Folder))
            Directory.Delete(config.Folder);
        Directory.Move(Away, config.Folder);
    }

    /// <summary>The page of the sources as whoever runs the server sees it.</summary>
    private async Task<string> SourcesForAdminAsync()
    {
        var key = AccessKey.Mint();
        await hub!.Services.GetRequiredService<IAccessKeyStore>()
            .AddAsync(AccessKey.Hash(key), AccessRole.Admin, "test", DateTimeOffset.UnixEpoch, default);
        using var page = await hub.Client.GetAsync("/sources", ("Authorization", $"Bearer {key}"));
        return await page.Content.ReadAsStringAsync();
    }

    private async Task<string> PublicAsync()
    {
        var feed = await hub!.Client.GetStringAsync("/series/weekly/feed.atom");
        using var brief = await hub.Client.GetAsync("/series/weekly/first");
        Assert.Equal(HttpStatusCode.OK, brief.StatusCode);
        return feed + await brief.Content.ReadAsStringAsync() + await hub.Client.GetStringAsync("/sources.opml");
    }
}

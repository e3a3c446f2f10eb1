using System.Net;
using FeedHub.Server.Configuration;
using FeedHub.Server.Configuration.Mirroring;
using FeedHub.Server.Publishing;
using FeedHub.Tests.Server.Configuration;
using FeedHub.Tests.Server.Endpoints;
using Microsoft.Extensions.DependencyInjection;

namespace FeedHub.Tests.Server;

/// <summary>What FeedHub writes below its data folder holds what is not public yet: nobody but its owner may read it.</summary>
public sealed class PrivateDataTests : IDisposable
{
    private const UnixFileMode Everybody = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private readonly TemporaryConfig config = new();
    private readonly string parent = Directory.CreateTempSubdirectory("feedhub-").FullName;

    private FeedHubOptions Options => new() { ConfigDirectory = config.Folder, DataDirectory = Path.Combine(parent, "data") };

    [Fact]
    public async Task Whatever_a_server_writes_is_for_its_owner_alone()
    {
        if (OperatingSystem.IsWindows())
            return;
        config.Delete("sources/alpha.yaml");
        config.Write(
            "series/weekly/briefs/draft.md", TemporaryConfig.Brief.Replace("\n---\n", "\nstatus: draft\n---\n", StringComparison.Ordinal));
        await using var hub = await RunningHub.StartAsync(Options);
        var folder = new BriefFolder(Options, hub.Services.GetRequiredService<IDataFiles>());
        Assert.True(await folder.WriteAsync("weekly", "imported", TemporaryConfig.Brief, new(null, null), default));
        await folder.WriteMediaAsync("weekly", "a.png", new byte[] { 1 }, default);
        using var door = await hub.Client.GetAsync("/editors/sign-in");
        Assert.Equal(HttpStatusCode.OK, door.StatusCode);
        var series = Assert.Single(hub.Services.GetRequiredService<CurrentCatalog>().Value.Series);
        Assert.NotEmpty((await hub.Services.GetRequiredService<PreviewSecret>().PathAsync(series, Assert.Single(series.Drafts), default))!);

        var all = new DirectoryInfo(parent).EnumerateFileSystemInfos("*", SearchOption.AllDirectories).ToList();
        Assert.Superset(
            new HashSet<string>
            {
                "data", "feedhub.db", "files.lock", "preview.key", "workers", "briefs", "weekly", "imported.md", "media", "a.png",
                "editors",
            },
            all.Select(i => i.Name).ToHashSet());
        Assert.Contains(all, i => i.Extension == ".worker");
        Assert.All(all, i => Assert.Equal((i.FullName, UnixFileMode.None), (i.FullName, i.UnixFileMode & Everybody)));
    }

    [Fact]
    public async Task Briefs_that_others_could_read_are_closed_to_them_at_the_next_start()
    {
        if (OperatingSystem.IsWindows())
            return;
        var briefs = Directory.CreateDirectory(Options.BriefsDirectory);
        File.SetUnixFileMode(
            briefs.FullName,
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        await using var hub = await RunningHub.StartAsync(Options);
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(briefs.FullName) & Everybody);
    }

    public void Dispose()
    {
        config.Dispose();
        Directory.Delete(parent, recursive: true);
    }
}

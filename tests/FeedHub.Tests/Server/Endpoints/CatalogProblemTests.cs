using System.Text;
using FeedHub.Core.Access;
using FeedHub.Server.Configuration;
using FeedHub.Tests.Server.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FeedHub.Tests.Server.Endpoints;

/// <summary>What <c>/sources</c> says of the configuration: to everybody what is wrong, to who runs the server where.</summary>
public sealed class CatalogProblemTests : IAsyncLifetime
{
    private readonly TemporaryConfig config = new();
    private readonly string data = Directory.CreateTempSubdirectory("feedhub-").FullName;
    private RunningHub hub = null!;

    public async ValueTask InitializeAsync()
    {
        config.Write("sources/alpha.yaml", TemporaryConfig.Source + "enabled: false\nreason: Not tried yet.\n");
        config.Write("sources/beta.yaml", TemporaryConfig.Source);
        config.Write(
            "series/weekly/briefs/first.md",
            TemporaryConfig.Brief.Replace("\n---\n", "\nrelated: [nowhere]\n---\n", StringComparison.Ordinal));
        config.Write(
            "series/weekly/briefs/hidden.md",
            TemporaryConfig.Brief.Replace("\n---\n", "\nembargo: tomorrow\n---\n", StringComparison.Ordinal));
        // Its message names a whole path, whatever the folder was called by.
        var loop = Path.Combine(config.Folder, "sources", "loop.yaml");
        File.CreateSymbolicLink(loop, loop);
        hub =
            await RunningHub.StartAsync(
                new FeedHubOptions
                {
                    ConfigDirectory = Path.GetRelativePath(Environment.CurrentDirectory, config.Folder),
                    DataDirectory = data
                });
    }

    [Fact]
    public async Task The_public_learns_what_is_wrong_with_what_and_no_path_of_the_server()
    {
        var page = await hub.Client.GetStringAsync("/sources");
        Assert.Contains(
            "<code>sources/beta.yaml: id</code> &#x27;alpha&#x27; is already the ID of sources/alpha.yaml", page, StringComparison.Ordinal);
        Assert.Contains("<code>series/weekly/briefs/first.md: related</code> there is no brief", page, StringComparison.Ordinal);
        Assert.Contains("1 problem in briefs that are not public", page, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden.md", page, StringComparison.Ordinal);
        foreach (var path in new[] { "/sources", "/sources/alpha", "/api/v1/sources/alpha/events", "/sources/health.atom", "/sources.opml",
            "/feeds.opml", "/health/ready", "/" })
        {
            Assert.DoesNotContain(Path.GetFileName(config.Folder), await hub.Client.GetStringAsync(path), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(AccessRole.Admin, true)]
    [InlineData(AccessRole.Editor, false)]
    public async Task Who_holds_an_admin_s_key_sees_each_problem_with_file_and_line(AccessRole role, bool whole)
    {
        var key = AccessKey.Mint();
        await hub.Services.GetRequiredService<IAccessKeyStore>()
            .AddAsync(AccessKey.Hash(key), role, "test", DateTimeOffset.UnixEpoch, default);
        foreach (var authorization in new[] { $"Bearer {key}", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"any:{key}"))}" })
        {
            using var answer = await hub.Client.GetAsync("/sources", ("Authorization", authorization));
            var page = await answer.Content.ReadAsStringAsync();
            Assert.Equal(
                whole, page.Contains($"/{Path.GetFileName(config.Folder)}/sources/beta.yaml:1: id</code>", StringComparison.Ordinal));
            Assert.Equal(whole, page.Contains("/series/weekly/briefs/hidden.md:5: embargo</code>", StringComparison.Ordinal));
            Assert.Equal(!whole, page.Contains("briefs that are not public", StringComparison.Ordinal));
            Assert.Equal(whole ? "no-store" : "no-cache, private", answer.Header("Cache-Control"));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await hub.DisposeAsync();
        config.Dispose();
        Directory.Delete(data, recursive: true);
    }
}

using System.Text;
using FeedHub.Core.Briefs.Following;
using FeedHub.Server.Configuration;
using FeedHub.Server.Configuration.Mirroring;
using FeedHub.Storage.Postgres;
using FeedHub.Tests.Server.Endpoints;
using Microsoft.Extensions.Logging;

namespace FeedHub.Tests.Server.Configuration.Mirroring;

/// <summary>One of several nodes over one database: a data folder of its own, and what keeps it in step.</summary>
internal sealed class Node : IDisposable
{
    private readonly KeptLog log = new();
    private readonly LoggerFactory loggers;

    public Node(SharedFiles shared, bool onlyReads = false, string? data = null)
    {
        Data = data ?? Directory.CreateTempSubdirectory("feedhub-node-").FullName;
        loggers = new LoggerFactory([log]);
        Files = new MirroredFiles(
            new FeedHubOptions { DataDirectory = Data }, shared, onlyReads, TimeProvider.System, loggers.CreateLogger<MirroredFiles>());
        Briefs = new BriefFolder(new FeedHubOptions { DataDirectory = Data, ConfigDirectory = Path.Combine(Data, "none") }, Files);
        Files.Arrived += Arrived.Add;
    }

    public string Data { get; }
    public MirroredFiles Files { get; }
    public IBriefFiles Briefs { get; }
    public List<string> Arrived { get; } = [];
    public string Log => log.Text;

    /// <summary>Files that had to give way, by what they say.</summary>
    public string[] Aside => [.. Directory.EnumerateFiles(Data, "*.aside", SearchOption.AllDirectories).Select(File.ReadAllText).Order()];

    /// <summary>What a file here says; null if there is none.</summary>
    public string? this[string path]
    {
        get => File.Exists(Place(path)) ? File.ReadAllText(Place(path)) : null;
        set
        {
            if (value is null)
            {
                File.Delete(Place(path));
                return;
            }
            Directory.CreateDirectory(Path.GetDirectoryName(Place(path))!);
            File.WriteAllText(Place(path), value);
        }
    }

    public string Place(string path) => Path.Combine(Data, path);

    /// <summary>Writes whatever is there.</summary>
    public Task<bool> WriteAsync(string path, string text) => Files.ChangeAsync(path, _ => Encoding.UTF8.GetBytes(text), default);

    public Task PullAsync() => Files.PullAsync(default);

    public async Task ReconcileAsync() => Assert.True(await Files.ReconcileAsync(default), Log);

    public void Dispose()
    {
        loggers.Dispose();
        log.Dispose();
        if (Directory.Exists(Data))
            Directory.Delete(Data, recursive: true);
    }
}

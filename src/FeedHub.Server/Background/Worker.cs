using FeedHub.Core.Sources;
using FeedHub.Storage;

namespace FeedHub.Server.Background;

/// <summary>
/// This process as a claimer of sources. Its lock ends with it, however it ends. So the other processes on the same data folder know that
/// its claims are free, long before their lease runs out.
/// </summary>
internal sealed class Worker : IDisposable
{
    private const string Extension = ".worker";
    private readonly string folder;
    private readonly FileStream lockFile;

    public Worker(string dataDirectory)
    {
        folder = Path.Combine(dataDirectory, "workers");
        PrivateFiles.CreateFolder(folder);
        Name = $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid().ToString("N")[..8]}";
        // Locked first and then given its name: a process that sees the name sees the lock.
        var unnamed = Path.Combine(folder, Name + ".new");
        lockFile = PrivateFiles.Create(unnamed, FileShare.None);
        File.Move(unnamed, LockFileOf(Name));
    }

    public string Name { get; }

    /// <summary>Releases what workers that died had claimed.</summary>
    public async Task ReleaseAbandonedAsync(ISourceStore sources, CancellationToken cancellationToken)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*" + Extension).Where(IsAbandoned))
        {
            await sources.ReleaseAsync(Path.GetFileNameWithoutExtension(file), cancellationToken);
            File.Delete(file);
        }
    }

    public void Dispose()
    {
        File.Delete(LockFileOf(Name));
        lockFile.Dispose();
    }

    private string LockFileOf(string name) => Path.Combine(folder, name + Extension);

    private static bool IsAbandoned(string file)
    {
        try
        {
            using var free = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException)
        {
            // Held by its living owner, or gone meanwhile.
            return false;
        }
    }
}

using FeedHub.Core.Nodes;
using FeedHub.Storage.Sources;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Sqlite;

/// <summary>
/// This process on a data folder. It holds a lock that ends with it, however it ends; so the other processes on the folder know that its
/// claims are free, long before their lease runs out.
/// </summary>
internal sealed class FolderNode : INode
{
    private const string Extension = ".worker";
    private readonly FeedDatabase database;
    private readonly string folder;
    private readonly FileStream lockFile;

    /// <param name="directory">The data folder.</param>
    public FolderNode(FeedDatabase database, string directory)
    {
        this.database = database;
        folder = Path.Combine(directory, "workers");
        PrivateFiles.CreateFolder(folder);
        Name = $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid().ToString("N")[..8]}";
        // Locked first and then given its name: a process that sees the name sees the lock.
        var unnamed = Path.Combine(folder, Name + ".new");
        lockFile = PrivateFiles.Create(unnamed, FileShare.None);
        File.Move(unnamed, LockFileOf(Name));
    }

    public string Name { get; }

    public TimeSpan Interval { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Always: the machine has one server, and SQLite one writer at a time.</summary>
    public bool Leads => true;

    /// <summary>Nobody takes a living process for dead: it holds its lock.</summary>
    public CancellationToken Claims => CancellationToken.None;

    public async Task<IReadOnlyList<NodeSighting>> BeatAsync(string catalog, CancellationToken cancellationToken)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*" + Extension).Where(IsAbandoned))
        {
            await database.WriteAsync(
                WriteScope.None,
                sql => SourceClaims.ReleaseAsync(sql, Path.GetFileNameWithoutExtension(file), database.Clock.GetUtcNow()),
                cancellationToken);
            File.Delete(file);
        }
        return [];
    }

    public async Task<string?> ListenAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        await Task.Delay(longest, TimeProvider.System, cancellationToken);
        return null;
    }

    public Task<IAsyncDisposable> AloneAsync(string work, CancellationToken cancellationToken) =>
        Task.FromResult<IAsyncDisposable>(new OnlyOne());

    public ValueTask DisposeAsync()
    {
        File.Delete(LockFileOf(Name));
        lockFile.Dispose();
        return ValueTask.CompletedTask;
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

    /// <summary>There is no other node.</summary>
    private sealed class OnlyOne : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

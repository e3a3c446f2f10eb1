using FeedHub.Server.Configuration.Disk;

namespace FeedHub.Server.Configuration.Mirroring;

/// <summary>The files of the only node, in its data folder: they are the truth themselves.</summary>
internal sealed class FolderFiles(FeedHubOptions options) : IDataFiles
{
    /// <summary>Nobody else changes anything.</summary>
    public event Action<string>? Arrived
    {
        add { }
        remove { }
    }

    public async Task<bool> ChangeAsync(string path, Func<byte[]?, byte[]?> change, CancellationToken cancellationToken)
    {
        var file = DataPath.In(options.DataDirectory, path);
        using var turn = await FolderLock.TakeAsync(options.DataDirectory, cancellationToken);
        if (change(RegularFile.Is(file) ? await File.ReadAllBytesAsync(file, cancellationToken) : null) is not { } bytes)
            return false;
        await WholeFile.WriteAsync(file, bytes, cancellationToken);
        return true;
    }

    public Task PullAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<bool> ReconcileAsync(CancellationToken cancellationToken) => Task.FromResult(true);
}

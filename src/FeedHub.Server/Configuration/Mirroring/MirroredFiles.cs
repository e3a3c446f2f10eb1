using FeedHub.Storage.Postgres;

namespace FeedHub.Server.Configuration.Mirroring;

/// <summary>
/// The files of several nodes: the truth is in the store, and the data folder of each node is a mirror of it. What is changed goes to the
/// store first; a crash before the folder has it leaves a mirror that is behind, which the next look mends.
/// </summary>
/// <param name="onlyReads">Brings files to the folder and gives the store nothing: for a database that cannot be changed.</param>
internal sealed partial class MirroredFiles(
    FeedHubOptions options, SharedFiles shared, bool onlyReads, TimeProvider clock, ILogger<MirroredFiles> logger) : IDataFiles
{
    /// <summary>How many paths a line of the log names.</summary>
    private const int Named = 10;

    private readonly MirrorFolder mirror = new(options.DataDirectory);
    private readonly List<string> given = [];
    private readonly Dictionary<string, string> told = [];

    /// <summary>The last change that this process has brought to the folder.</summary>
    private long latest;

    public event Action<string>? Arrived;

    public async Task<bool> ChangeAsync(string path, Func<byte[]?, byte[]?> change, CancellationToken cancellationToken)
    {
        DataPath.In(options.DataDirectory, path);
        using var turn = await BeginAsync(cancellationToken);
        SharedFile? written = null;
        while (written is null)
        {
            var row = await SettleAsync(path, await shared.FindAsync(path, cancellationToken), cancellationToken);
            if (onlyReads || change(mirror.Read(path)) is not { } bytes)
                break;
            written = await shared.WriteAsync(path, bytes, row, clock.GetUtcNow(), cancellationToken);
            if (written is null)
                continue;
            await mirror.TakeAsync(written, bytes, CancellationToken.None);
            if (written.Number == latest + 1)
                latest = written.Number;
        }
        await EndAsync();
        return written is not null;
    }

    public async Task PullAsync(CancellationToken cancellationToken)
    {
        var newest = await shared.LatestAsync(cancellationToken);
        if (newest == latest)
            return;
        if (newest < latest)
        {
            // The store was replaced by an older copy.
            await ReconcileAsync(cancellationToken);
            return;
        }
        using var turn = await BeginAsync(cancellationToken);
        var rows = await shared.ChangedAfterAsync(latest, cancellationToken);
        if (await SettleAsync(rows.Select(row => (row.Path, (SharedFile?)row)), cancellationToken) && rows.Count > 0)
            latest = rows[^1].Number;
        Tell(rows);
    }

    public async Task<bool> ReconcileAsync(CancellationToken cancellationToken)
    {
        // Who only looks makes no folder for nothing.
        if (onlyReads && await shared.LatestAsync(cancellationToken) == 0)
            return true;
        using var turn = await BeginAsync(cancellationToken);
        var rows = await shared.ChangedAfterAsync(0, cancellationToken);
        var byPath = rows.ToDictionary(row => row.Path);
        var paths = mirror.Paths.Union(byPath.Keys).ToList();
        var isWhole = await SettleAsync(paths.Select(path => (path, byPath.GetValueOrDefault(path))), cancellationToken);
        var (before, newest) = (latest, rows.Count > 0 ? rows[^1].Number : 0);
        if (isWhole)
            latest = newest;
        Tell(newest < before ? rows : rows.Where(row => row.Number > before));
        return isWhole;
    }

    private void Tell(IEnumerable<SharedFile> rows) => rows.ToList().ForEach(row => Arrived?.Invoke(row.Path));

    private async Task<IDisposable> BeginAsync(CancellationToken cancellationToken)
    {
        var turn = await FolderLock.TakeAsync(options.DataDirectory, cancellationToken);
        await mirror.LoadAsync(cancellationToken);
        return turn;
    }

    private async Task EndAsync()
    {
        await mirror.SaveAsync(CancellationToken.None);
        if (given.Count > 0)
            LogGiven(given.Count, options.DataDirectory, string.Join(", ", given.Take(Named)) + (given.Count > Named ? ", …" : ""));
        given.Clear();
    }

    /// <summary>Brings files in step, each whatever becomes of the others.</summary>
    /// <returns>Whether all are.</returns>
    private async Task<bool> SettleAsync(IEnumerable<(string Path, SharedFile? Row)> files, CancellationToken cancellationToken)
    {
        var isWhole = true;
        // A later version of FeedHub may share files that this one does not know.
        foreach (var (path, row) in files.Where(f => DataPath.Is(f.Path)))
        {
            try
            {
                await SettleAsync(path, row, cancellationToken);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                isWhole = false;
                if (IsNews(path, fault.Message))
                    LogFault(path, fault.Message);
            }
        }
        await EndAsync();
        return isWhole;
    }

    /// <summary>Brings one file in step with the store, or the store with the file if that was changed here by hand.</summary>
    /// <returns>The store's version.</returns>
    private async Task<SharedFile?> SettleAsync(string path, SharedFile? row, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (here, known) = (mirror.Look(path), mirror.Known(path));
            if (here.Hash == row?.Hash)
            {
                mirror.Keep(path, row, here);
                return row;
            }
            var isSame = row is null || (row.Number == known?.Number && row.Hash == known.Hash);
            if (isSame && (here.Hash is not null || mirror.HasFolderOf(path)))
            {
                if (onlyReads || !CanBeGiven(path, here))
                    return row;
                if (await shared.WriteAsync(path, mirror.Read(path), row, clock.GetUtcNow(), cancellationToken) is { } written)
                {
                    // Not returned yet: the file may have been changed again since it was looked at.
                    mirror.Keep(path, written);
                    given.Add(path);
                    row = written;
                    continue;
                }
            }
            else
            {
                // Nothing is lost with a file that is as the store had it before.
                var isOlder = here.Hash == known?.Hash && known?.Number < row!.Number;
                if (here.Hash is not null && !isOlder)
                {
                    if (onlyReads)
                        return row;
                    LogAside(path, mirror.SetAside(path, here));
                }
                var bytes = row!.Hash is null ? null : await shared.BytesAsync(row, cancellationToken);
                if (bytes is not null || row.Hash is null)
                {
                    await mirror.TakeAsync(row, bytes, cancellationToken);
                    return row;
                }
            }
            // Another node was faster.
            row = await shared.FindAsync(path, cancellationToken);
        }
    }

    private bool CanBeGiven(string path, MirrorFolder.LocalVersion here)
    {
        if (!here.IsShareable && IsNews(path, "unshareable"))
            LogUnshareable(path, SharedFiles.MaxBytes >> 20);
        return here.IsShareable;
    }

    private bool IsNews(string path, string what)
    {
        var isNews = told.GetValueOrDefault(path) != what;
        told[path] = what;
        return isNews;
    }

    [LoggerMessage(1, LogLevel.Information, "{Count} files that were new or changed by hand in {Folder} are now on all nodes: {Paths}")]
    private partial void LogGiven(int count, string folder, string paths);

    [LoggerMessage(
        2, LogLevel.Warning,
        "{Path} was changed here by hand, and also on another node. The other node's version counts. The one from here is kept in {Aside}: "
            + "copy what you need from it, then delete it")]
    private partial void LogAside(string path, string aside);

    [LoggerMessage(3, LogLevel.Error, "{Path} could not be brought up to date with the other nodes; FeedHub tries again: {Reason}")]
    private partial void LogFault(string path, string reason);

    [LoggerMessage(
        4, LogLevel.Warning, "{Path} stays on this node: it is a link, or no file, or larger than {Max} MiB. Put a file in its place")]
    private partial void LogUnshareable(string path, int max);
}

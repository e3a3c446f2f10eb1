namespace FeedHub.Storage.Sqlite;

/// <summary>
/// The right to group, which a process that groups everything again has to itself. It ends with its process, however that ends.
/// </summary>
/// <param name="folder">The data folder.</param>
internal sealed class GroupingLock(string folder)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly string path = Path.Combine(folder, "regroup.lock");
    private FileStream? held;

    /// <summary>Whether no other process has it.</summary>
    public bool IsFree
    {
        get
        {
            if (held is not null || !File.Exists(path))
                return true;
            try
            {
                PrivateFiles.Lock(path).Dispose();
                return true;
            }
            catch (IOException)
            {
                return false;
            }
        }
    }

    /// <summary>Waits until no other process has it, and takes it.</summary>
    /// <returns>What gives it back when it is disposed.</returns>
    public async Task<IDisposable> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                held = PrivateFiles.Lock(path);
                return new Turn(this);
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(Pause, TimeProvider.System, cancellationToken);
            }
        }
    }

    private sealed class Turn(GroupingLock of) : IDisposable
    {
        public void Dispose()
        {
            of.held?.Dispose();
            of.held = null;
        }
    }
}

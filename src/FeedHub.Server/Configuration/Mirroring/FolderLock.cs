using FeedHub.Storage;

namespace FeedHub.Server.Configuration.Mirroring;

/// <summary>
/// The turn to change files of a data folder: one at a time, of all processes that work in it, such as a server and an import. It ends with
/// its process, however that ends.
/// </summary>
internal static class FolderLock
{
    private const string Name = "files.lock";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Far more than a change of a file takes; then something is wrong, and is better said than waited for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Waits for the turn. Creates the folder if it is missing.</summary>
    /// <returns>What ends the turn when it is disposed.</returns>
    /// <exception cref="IOException">The folder cannot be written to, or another process has kept the turn for a minute.</exception>
    public static async Task<IDisposable> TakeAsync(string folder, CancellationToken cancellationToken)
    {
        PrivateFiles.CreateFolder(folder);
        var path = Path.Combine(folder, Name);
        for (var waited = TimeSpan.Zero; ; waited += Pause)
        {
            try
            {
                return PrivateFiles.Lock(path);
            }
            catch (IOException) when (File.Exists(path) && waited < Patience)
            {
                await Task.Delay(Pause, TimeProvider.System, cancellationToken);
            }
        }
    }
}

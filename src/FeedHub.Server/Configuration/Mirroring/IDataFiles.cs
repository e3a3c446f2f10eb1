namespace FeedHub.Server.Configuration.Mirroring;

/// <summary>
/// The one way to write the files that FeedHub itself keeps below its data folder (<see cref="DataPath"/>). Whoever reads them reads files.
/// </summary>
internal interface IDataFiles
{
    /// <summary>Raised with the path of each file that has been changed, perhaps on another node, once this folder has it.</summary>
    event Action<string>? Arrived;

    /// <summary>Writes a file, whole or not at all, depending on what it is now, whichever node wrote that.</summary>
    /// <param name="path">As <see cref="DataPath"/> makes it.</param>
    /// <param name="change">
    /// What to write in place of these bytes, which are null if there is no file; null to leave everything as it is. It is asked again if
    /// another node was faster.
    /// </param>
    /// <returns>Whether it was written; false in an application that only reads.</returns>
    /// <exception cref="ArgumentException">There is no such path below the data folder, or the file is too large.</exception>
    Task<bool> ChangeAsync(string path, Func<byte[]?, byte[]?> change, CancellationToken cancellationToken);

    /// <summary>Brings what other nodes have changed since the last time; one small query if they changed nothing.</summary>
    Task PullAsync(CancellationToken cancellationToken);

    /// <summary>Compares every file with what the nodes share, and gives them what somebody has changed by hand in this folder.</summary>
    /// <returns>False if a file could not be brought in step; the log says which, and it is tried again at the next pull.</returns>
    Task<bool> ReconcileAsync(CancellationToken cancellationToken);
}

namespace FeedHub.Storage;

/// <summary>
/// Files and folders that their owner alone may read, whatever the umask: what FeedHub keeps holds briefs that are not public. Windows
/// knows no modes; there the folder's own rights count.
/// </summary>
public static class PrivateFiles
{
    private const UnixFileMode ForFiles = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode ForFolders = ForFiles | UnixFileMode.UserExecute;

    /// <summary>Makes a folder and those above it that are absent; one that is there keeps the mode that somebody gave it.</summary>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }
        if (Directory.Exists(path))
            return;
        // .NET gives the mode to the last folder of a path only.
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } above)
            CreateFolder(above);
        Directory.CreateDirectory(path, ForFolders);
    }

    /// <summary>Makes a file that was not there.</summary>
    /// <exception cref="IOException">It was, or it cannot be written.</exception>
    public static FileStream Create(string path, FileShare share = FileShare.Read)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = ForFiles;
        return new FileStream(path, options);
    }

    /// <summary>Takes from all but the owner what an earlier version let them read. What belongs to somebody else keeps its mode.</summary>
    public static void Narrow(FileSystemInfo item)
    {
        if (OperatingSystem.IsWindows() || !item.Exists || item.LinkTarget is not null)
            return;
        var narrow = item.UnixFileMode & ForFolders;
        if (narrow == item.UnixFileMode)
            return;
        try
        {
            item.UnixFileMode = narrow;
        }
        catch (UnauthorizedAccessException)
        {
            // EPERM of chmod(2): we use the file by a right that its owner gave us.
        }
    }
}

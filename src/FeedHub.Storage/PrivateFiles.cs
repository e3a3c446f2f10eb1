namespace FeedHub.Storage;

/// <summary>
/// Files and folders that only their owner can read, whatever the umask: FeedHub stores briefs that are not public. Windows has no modes;
/// there the folder's permissions apply.
/// </summary>
public static class PrivateFiles
{
    private const UnixFileMode ForFiles = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode ForFolders = ForFiles | UnixFileMode.UserExecute;

    /// <summary>Creates a folder and any missing parent folders; an existing folder keeps its mode.</summary>
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

    /// <summary>Creates a new file.</summary>
    /// <exception cref="IOException">The file exists, or cannot be written.</exception>
    public static FileStream Create(string path, FileShare share = FileShare.Read) => Open(path, FileMode.CreateNew, share);

    /// <summary>Opens a file that this process then has to itself until it closes it; creates it if it is missing.</summary>
    /// <exception cref="IOException">Another process has it, or it cannot be written.</exception>
    /// <param name="options">
    /// Whether it is deleted when it is closed; then another process may have it while a third creates it anew.
    /// </param>
    public static FileStream Lock(string path, FileOptions options = FileOptions.None) =>
        Open(path, FileMode.OpenOrCreate, FileShare.None, options);

    /// <summary>Removes everybody's permissions but the owner's, which earlier versions left. Items of others keep their mode.</summary>
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
            // EPERM from chmod(2): the file is another owner's, who gave us access.
        }
    }

    private static FileStream Open(string path, FileMode mode, FileShare share, FileOptions how = FileOptions.None)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share, Options = how };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = ForFiles;
        return new FileStream(path, options);
    }
}

using System.Security.Cryptography;
using FeedHub.Server.Configuration.Disk;
using FeedHub.Storage.Postgres;

namespace FeedHub.Server.Configuration.Mirroring;

/// <summary>A data folder as a mirror of the files that nodes share. For whoever has its <see cref="FolderLock"/>.</summary>
internal sealed class MirrorFolder(string folder)
{
    /// <summary>In place of the hash of what is no file of its own that could be shared; equal to no hash.</summary>
    private const string Unshareable = "-";

    /// <summary>Ending of a file that had to give way to another node's.</summary>
    private const string Aside = ".aside";

    private readonly MirrorState state = new(folder);

    /// <summary>Of all files that are here or were.</summary>
    public IEnumerable<string> Paths => DataPath.All(folder).Union(state.Paths);

    public Task LoadAsync(CancellationToken cancellationToken) => state.LoadAsync(cancellationToken);

    public Task SaveAsync(CancellationToken cancellationToken) => state.SaveAsync(cancellationToken);

    /// <summary>What the store and this folder last had in common; null if the store had no such file.</summary>
    public MirroredVersion? Known(string path) => state.Find(path);

    /// <summary>The file as it is here.</summary>
    public LocalVersion Look(string path)
    {
        var file = new FileInfo(DataPath.In(folder, path));
        if (!Path.Exists(file.FullName) && file.LinkTarget is null)
            return new(null, 0, 0);
        if (file.LinkTarget is not null || !RegularFile.Is(file.FullName) || file.Length > SharedFiles.MaxBytes)
            return new(Unshareable, 0, 0);
        var (length, ticks) = (file.Length, file.LastWriteTimeUtc.Ticks);
        if (Known(path) is { Hash: { } hash } known && known.Length == length && known.Ticks == ticks)
            return new(hash, length, ticks);
        using var stream = file.OpenRead();
        return new(Convert.ToHexStringLower(SHA256.HashData(stream)), length, ticks);
    }

    /// <summary>Whether the file's folder is there: what is missing with its folder was hardly deleted by somebody who meant it.</summary>
    public bool HasFolderOf(string path) => Directory.Exists(Path.GetDirectoryName(DataPath.In(folder, path)));

    /// <summary>Null if there is no file.</summary>
    public byte[]? Read(string path)
    {
        var file = DataPath.In(folder, path);
        return RegularFile.Is(file) ? File.ReadAllBytes(file) : null;
    }

    /// <summary>Notes what the store and this folder have in common now.</summary>
    /// <param name="row">Null if the store has never had the file.</param>
    /// <param name="here">Null if the file here may differ by now; then it is hashed at the next look.</param>
    public void Keep(string path, SharedFile? row, LocalVersion? here = null) =>
        state.Keep(path, row is null ? null : new(row.Number, row.Hash, here?.Length ?? 0, here?.Ticks ?? 0));

    /// <summary>Makes the file here the store's.</summary>
    /// <param name="bytes">Null to delete it.</param>
    public async Task TakeAsync(SharedFile row, byte[]? bytes, CancellationToken cancellationToken)
    {
        var file = DataPath.In(folder, row.Path);
        if (bytes is not null)
            await WholeFile.WriteAsync(file, bytes, cancellationToken);
        else if (File.Exists(file))
            File.Delete(file);
        Keep(row.Path, row);
    }

    /// <summary>Gives the file here another name, under which FeedHub does not read it.</summary>
    /// <returns>The new name, with its path.</returns>
    public string SetAside(string path, LocalVersion here)
    {
        var file = DataPath.In(folder, path);
        // By its content, so that the same file is kept once; what cannot be hashed gets a number.
        var aside = here.IsShareable ? $"{file}.{here.Hash![..12]}{Aside}" : $"{file}.{Guid.NewGuid():N}{Aside}";
        if (Directory.Exists(file))
            Directory.Move(file, aside);
        else
            File.Move(file, aside, overwrite: here.IsShareable);
        return aside;
    }

    /// <summary>A file as it is in the folder.</summary>
    /// <param name="Hash">Null if there is none.</param>
    internal readonly record struct LocalVersion(string? Hash, long Length, long Ticks)
    {
        /// <summary>False for a link, a folder, a pipe or a file that is too large.</summary>
        public bool IsShareable => Hash != Unshareable;
    }
}

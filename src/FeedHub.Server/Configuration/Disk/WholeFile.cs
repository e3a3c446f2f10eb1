using FeedHub.Storage;

namespace FeedHub.Server.Configuration.Disk;

/// <summary>Writes files below the data folder, each at once.</summary>
internal static class WholeFile
{
    /// <summary>Ending of a file that is being written.</summary>
    public const string Unfinished = ".new";

    /// <summary>Readers see either the old file or the new one, even if we are killed in between.</summary>
    public static async Task WriteAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        PrivateFiles.CreateFolder(Path.GetDirectoryName(path)!);
        var unfinished = $"{path}.{Guid.NewGuid():N}{Unfinished}";
        try
        {
            await using (var stream = PrivateFiles.Create(unfinished))
            {
                await stream.WriteAsync(bytes, cancellationToken);
                stream.Flush(flushToDisk: true);
            }
            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;
using FeedHub.Server.Configuration.Disk;

namespace FeedHub.Server.Configuration.Mirroring;

/// <summary>
/// What a data folder last had in common with the store, file by file (<c>mirror.json</c>): so that a change by hand can be told from one
/// of another node. It may be behind after a crash; then a file is found to be the store's by its hash.
/// </summary>
internal sealed class MirrorState(string folder)
{
    private readonly string file = Path.Combine(folder, "mirror.json");
    private Dictionary<string, MirroredVersion> versions = [];
    private (long Length, DateTime Written)? loaded;
    private bool isChanged;

    public IReadOnlyCollection<string> Paths => versions.Keys;

    public MirroredVersion? Find(string path) => versions.GetValueOrDefault(path);

    /// <param name="version">Null if the store has never had the file.</param>
    public void Keep(string path, MirroredVersion? version)
    {
        if (Find(path) == version)
            return;
        isChanged = true;
        if (version is null)
            versions.Remove(path);
        else
            versions[path] = version;
    }

    /// <summary>Takes over what another process has saved. If that is damaged, every file is compared as in a new folder.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        var stamp = Stamp();
        if (stamp == loaded && !isChanged)
            return;
        versions = [];
        if (stamp is not null)
        {
            try
            {
                versions = JsonSerializer.Deserialize(
                    await File.ReadAllBytesAsync(file, cancellationToken), MirrorJson.Default.DictionaryStringMirroredVersion) ?? [];
            }
            catch (JsonException)
            {
                // The next save writes it anew.
            }
        }
        (loaded, isChanged) = (stamp, false);
    }

    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        if (!isChanged)
            return;
        await WholeFile.WriteAsync(
            file, JsonSerializer.SerializeToUtf8Bytes(versions, MirrorJson.Default.DictionaryStringMirroredVersion), cancellationToken);
        (loaded, isChanged) = (Stamp(), false);
    }

    private (long, DateTime)? Stamp() => new FileInfo(file) is { Exists: true } there ? (there.Length, there.LastWriteTimeUtc) : null;
}

/// <summary>The version of a file that a folder and the store had in common.</summary>
/// <param name="Number">In the store.</param>
/// <param name="Hash">Null if it was deleted.</param>
/// <param name="Length">Bytes; with <paramref name="Ticks"/>, it saves hashing a file again that is as it was.</param>
/// <param name="Ticks">When the file here was written, in UTC; 0 if that is not known.</param>
internal sealed record MirroredVersion(long Number, string? Hash, long Length, long Ticks);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(Dictionary<string, MirroredVersion>))]
internal sealed partial class MirrorJson : JsonSerializerContext;

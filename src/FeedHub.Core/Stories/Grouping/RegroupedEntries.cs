using System.Text.Json;
using System.Text.Json.Serialization;
using FeedHub.Core.Entries;

namespace FeedHub.Core.Stories.Grouping;

/// <summary>An entry with the place that it has when everything is grouped again.</summary>
/// <param name="Former">The story that it had before.</param>
/// <param name="Placement">Its stories have the numbers under which they were formed, and none is merged.</param>
internal sealed record RegroupedEntry(EntryId Entry, StoryId? Former, Placement Placement, Subjects Subjects);

/// <summary>
/// What grouping everything again has found so far, in a file: of a million entries it would be a gigabyte in memory. Only this process can
/// read the file, and it is gone when the process ends.
/// </summary>
internal sealed class RegroupedEntries : IDisposable
{
    private readonly FileStream file;
    private readonly Dictionary<int, MergedStory> merged = [];

    /// <param name="folder">Where the file is for a time; it takes half a kilobyte for each entry.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public RegroupedEntries(string folder)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            Options = FileOptions.DeleteOnClose | FileOptions.SequentialScan,
            BufferSize = 1 << 16,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var path = Path.Combine(folder, $".regroup-{Guid.NewGuid():N}");
        file = new FileStream(path, options);
        // On Unix it has no name from now on, so nothing is left even if the process is killed.
        if (!OperatingSystem.IsWindows())
            File.Delete(path);
    }

    public int Count { get; private set; }

    public void Add(RegroupedEntry entry)
    {
        JsonSerializer.Serialize(file, entry, RegroupedJson.Default.RegroupedEntry);
        file.WriteByte((byte)'\n');
        Count++;
    }

    /// <summary>Notes that a story was merged into another; its first report then says why.</summary>
    /// <param name="first">The number of that report, from 0.</param>
    public void Merge(int first, MergedStory gone) => merged[first] = gone;

    /// <summary>All entries in the order in which they were added. Nothing may be added meanwhile.</summary>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    public IEnumerable<RegroupedEntry> All()
    {
        file.Flush();
        file.Position = 0;
        using var lines = new StreamReader(file, bufferSize: 1 << 16, leaveOpen: true);
        for (var number = 0; lines.ReadLine() is { } line; number++)
        {
            var entry = JsonSerializer.Deserialize(line, RegroupedJson.Default.RegroupedEntry)!;
            yield return merged.TryGetValue(number, out var gone)
                ? entry with { Placement = entry.Placement with { Score = gone.Score, Why = gone.Why } }
                : entry;
        }
    }

    public void Dispose() => file.Dispose();
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RegroupedEntry))]
internal sealed partial class RegroupedJson : JsonSerializerContext;

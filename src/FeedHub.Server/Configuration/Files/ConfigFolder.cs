using System.Text;
using FeedHub.Server.Configuration.Disk;
using FeedHub.Server.Configuration.Yaml;

namespace FeedHub.Server.Configuration.Files;

/// <summary>The files of a configuration directory, by path relative to it with forward slashes.</summary>
/// <param name="kept">Texts by path that stand in for all of its files; null to read the files.</param>
/// <param name="maxBytes">Maximum size of a file.</param>
internal sealed class ConfigFolder(
    string root, IReadOnlyDictionary<string, string>? kept = null, int maxBytes = ConfigFolder.MaxBytes)
{
    /// <summary>Far more than a person writes; less than a mistaken dump.</summary>
    private const int MaxBytes = 1 << 20;

    private const string Missing = "is missing; create it";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The path as the user knows it.</summary>
    public string Name(string path) => $"{root.TrimEnd('/')}/{path}";

    /// <summary>
    /// The entries of a folder, in order, without hidden files, which editors leave behind. A folder with the name of a file is reported
    /// when it is opened.
    /// </summary>
    public IReadOnlyList<string> Files(string folder) =>
        kept is null ? Entries(folder, Directory.EnumerateFileSystemEntries) : [.. Below(folder).Where(p => !p.Contains('/'))];

    /// <summary>Names of the folders of a folder, in order.</summary>
    public IReadOnlyList<string> Folders(string folder) =>
        kept is null ? Entries(folder, Directory.EnumerateDirectories)
            : [.. Below(folder).Where(p => p.Contains('/')).Select(p => p.Split('/')[0]).Distinct()];

    /// <summary>Whether there is something with this name, readable or not.</summary>
    public bool Has(string path) => kept?.ContainsKey(path) ?? Path.Exists(Path.Combine(root, path));

    /// <summary>Reads a file; one that cannot be read comes back refused, without a text.</summary>
    public ConfigFile Open(string path) => Open(path, Name(path));

    /// <param name="name">The path as the user knows it.</param>
    public ConfigFile Open(string path, string name)
    {
        var (text, wrong) = Read(path);
        var file = new ConfigFile(path, name, text);
        if (wrong is not null)
        {
            file.Refuse(1, "", wrong);
        }
        return file;
    }

    private (string? Text, string? Wrong) Read(string path)
    {
        if (kept is not null)
        {
            return kept.TryGetValue(path, out var last) ? (last, null) : (null, Missing);
        }
        try
        {
            if (RegularFile.WhyNot(Path.Combine(root, path)) is { } other)
            {
                return (null, other);
            }
            using var stream = File.OpenRead(Path.Combine(root, path));
            // As long as the file, since an array for the longest is collected with all that is in memory; longer if it grows meanwhile.
            var bytes = new byte[Math.Min(stream.Length, maxBytes) + 1];
            var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            while (length == bytes.Length && length <= maxBytes)
            {
                Array.Resize(ref bytes, (int)Math.Min(2L * length, maxBytes + 1L));
                length += stream.ReadAtLeast(bytes.AsSpan(length), bytes.Length - length, throwOnEndOfStream: false);
            }
            if (length > maxBytes)
            {
                return (null, $"is larger than {maxBytes >> 20} MiB; no file here needs to be");
            }
            var start = bytes.AsSpan(0, length).StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
            return (Strict.GetString(bytes, start, length - start), null);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return (null, Missing);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return (null, $"cannot be read: {fault.Message}");
        }
        catch (DecoderFallbackException)
        {
            return (null, "is not UTF-8; save it in that encoding");
        }
    }

    private IEnumerable<string> Below(string folder) =>
        kept!.Keys.Where(p => p.StartsWith($"{folder}/", StringComparison.Ordinal))
            .Select(p => p[(folder.Length + 1)..]).Order(StringComparer.Ordinal);

    private List<string> Entries(string folder, Func<string, IEnumerable<string>> list)
    {
        var path = Path.Combine(root, folder);
        return !Directory.Exists(path) ? [] :
            [.. list(path).Select(Path.GetFileName).OfType<string>().Where(n => n[0] != '.').Order(StringComparer.Ordinal)];
    }
}

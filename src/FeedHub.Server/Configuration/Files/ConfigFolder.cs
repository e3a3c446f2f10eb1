using System.Text;
using FeedHub.Server.Configuration.Yaml;

namespace FeedHub.Server.Configuration.Files;

/// <summary>The files of a configuration directory, by path relative to it with forward slashes.</summary>
internal sealed class ConfigFolder(string root)
{
    /// <summary>Far more than a person writes; less than a mistaken dump.</summary>
    private const int MaxBytes = 1 << 20;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The path as the user knows it.</summary>
    public string Name(string path) => $"{root.TrimEnd('/')}/{path}";

    /// <summary>
    /// What lies in a folder, in order; hidden files, which editors leave behind, are none of ours. A folder named as a file is told when it is
    /// opened.
    /// </summary>
    public IReadOnlyList<string> Files(string folder) => Entries(folder, Directory.EnumerateFileSystemEntries);

    /// <summary>Names of the folders of a folder, in order.</summary>
    public IReadOnlyList<string> Folders(string folder) => Entries(folder, Directory.EnumerateDirectories);

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
        try
        {
            if (RegularFile.WhyNot(Path.Combine(root, path)) is { } other)
            {
                return (null, other);
            }
            using var stream = File.OpenRead(Path.Combine(root, path));
            var bytes = new byte[MaxBytes + 1];
            var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length > MaxBytes)
            {
                return (null, $"is larger than {MaxBytes >> 20} MiB; nothing here needs to be");
            }
            var start = bytes.AsSpan(0, length).StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
            return (Strict.GetString(bytes, start, length - start), null);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return (null, "is missing; write it");
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

    private List<string> Entries(string folder, Func<string, IEnumerable<string>> list)
    {
        var path = Path.Combine(root, folder);
        return !Directory.Exists(path) ? [] :
            [.. list(path).Select(Path.GetFileName).OfType<string>().Where(n => n[0] != '.').Order(StringComparer.Ordinal)];
    }
}

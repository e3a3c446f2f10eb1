using FeedHub.Server.Configuration.Disk;
using FeedHub.Server.Configuration.Files;

namespace FeedHub.Server.Configuration.Mirroring;

/// <summary>
/// The files that FeedHub itself keeps below its data folder, by path relative to it, with forward slashes. Everything else there is none
/// of them, such as a copy that a text editor leaves behind.
/// </summary>
internal static class DataPath
{
    /// <summary>The key of the secret addresses of previews.</summary>
    public const string PreviewKey = "preview.key";

    /// <summary>The folder with the keys of cookies and forms.</summary>
    public const string EditorKeys = "editors";

    private const string Briefs = "briefs";
    private const string Pictures = "media";

    public static string Brief(string series, string slug) => $"{Briefs}/{series}/{slug}.md";

    public static string Picture(string series, string name) => $"{Briefs}/{series}/{Pictures}/{name}";

    public static string EditorKey(string name) => $"{EditorKeys}/{name}.xml";

    /// <summary>Whether the catalog is read from it.</summary>
    public static bool IsOfCatalog(string path) =>
        path == FindingsReader.Path || path.StartsWith($"{Briefs}/", StringComparison.Ordinal);

    public static bool Is(string path) => path.Split('/') switch
    {
        [PreviewKey] or [FindingsReader.Path] => true,
        [EditorKeys, var name] => IsNamed(name, ".xml"),
        [Briefs, var series, var name] => SeriesMedia.IsPlainName(series) && IsNamed(name, ".md"),
        [Briefs, var series, Pictures, var name] =>
            SeriesMedia.IsPlainName(series) && SeriesMedia.IsPlainName(name) && SeriesMedia.MediaType(name) is not null,
        _ => false,
    };

    /// <summary>Where the file is.</summary>
    /// <exception cref="ArgumentException">It is none of these files, and might be outside the folder.</exception>
    public static string In(string folder, string path) =>
        Is(path) ? Path.Combine(folder, path)
        : throw new ArgumentException($"'{path}' is no file that FeedHub keeps in {folder}.", nameof(path));

    /// <summary>Those that are there.</summary>
    public static IEnumerable<string> All(string folder)
    {
        var series = Names(folder, Briefs, Directory.EnumerateDirectories).Select(name => $"{Briefs}/{name}");
        return new[] { "", EditorKeys }.Concat(series.SelectMany(s => new[] { s, $"{s}/{Pictures}" }))
            .SelectMany(within => Names(folder, within, Directory.EnumerateFiles).Select(n => within.Length == 0 ? n : $"{within}/{n}"))
            .Where(Is);
    }

    private static bool IsNamed(string name, string ending) =>
        SeriesMedia.IsPlainName(name) && name.EndsWith(ending, StringComparison.Ordinal);

    private static List<string> Names(string folder, string within, Func<string, IEnumerable<string>> list)
    {
        var path = Path.Combine(folder, within);
        return Directory.Exists(path) ? [.. list(path).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)] : [];
    }
}

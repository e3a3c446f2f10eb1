namespace FeedHub.Server.Configuration.Disk;

/// <summary>The pictures of a series: plain files in its <c>media</c> folders, and nothing that leads elsewhere.</summary>
/// <param name="folders">The series' <c>media</c> folders; a file in an earlier one wins.</param>
internal sealed class SeriesMedia(params IReadOnlyList<string> folders)
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".avif"] = "image/avif",
        [".gif"] = "image/gif",
        [".jpeg"] = "image/jpeg",
        [".jpg"] = "image/jpeg",
        [".png"] = "image/png",
        [".webp"] = "image/webp",
    };

    /// <summary>The media of a series: those of the configuration, and those of imported briefs.</summary>
    public static SeriesMedia From(FeedHubOptions options, string series) =>
        new(Path.Combine(options.ConfigDirectory, "series", series, "media"), Path.Combine(options.BriefsDirectory, series, "media"));

    /// <summary>The type to serve a file as; null for a kind of file that is not served (SVG can hold script).</summary>
    public static string? MediaType(string file) => Types.GetValueOrDefault(Path.GetExtension(file));

    /// <summary>Whether it is the name of a file: no path, no hidden file, and no character that means something elsewhere.</summary>
    public static bool IsPlainName(string file) =>
        file.Length is > 0 and <= 200 && file[0] != '.' && file.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or ' ');

    /// <summary>The file of that name, or null if there is none that may be served.</summary>
    public FileInfo? Find(string file) => IsPlainName(file) && MediaType(file) is not null
        ? folders.Where(folder => !IsLinked(folder, file)).Select(folder => new FileInfo(Path.Combine(folder, file)))
            .FirstOrDefault(f => RegularFile.Is(f.FullName))
        : null;

    /// <summary>Why <see cref="Find"/> finds nothing, and how to fix it.</summary>
    public string WhyNot(string file) =>
        !IsPlainName(file) ? "is not a file name; put the picture into the series' media folder and write only its name"
        : MediaType(file) is null ? $"is not of a type that is served; use {string.Join(", ", Types.Keys)}"
        : folders.Any(folder => IsLinked(folder, file)) ? "is behind a symbolic link; put the picture itself into the series' media folder"
        : folders.Select(folder => RegularFile.WhyNot(Path.Combine(folder, file))).OfType<string>().FirstOrDefault()
            ?? "is missing; put the picture into the series' media folder";

    /// <summary>Every file that may be served, by name.</summary>
    public IEnumerable<FileInfo> All() => folders.Where(Directory.Exists).SelectMany(Directory.EnumerateFiles)
        .Select(Path.GetFileName).Distinct().Order(StringComparer.Ordinal).Select(f => Find(f!)).OfType<FileInfo>();

    private static bool IsLinked(string folder, string file) =>
        new DirectoryInfo(folder).LinkTarget is not null || new FileInfo(Path.Combine(folder, file)).LinkTarget is not null;
}

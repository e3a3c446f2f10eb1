using FeedHub.Server.Rendering.Http;

namespace FeedHub.Server.Pages;

/// <summary>The files of <c>wwwroot</c>, embedded in the assembly so that the server runs from any folder.</summary>
internal sealed class WebAssets
{
    /// <summary>What a site that runs WordPress installs (docs/publishing.md).</summary>
    public const string WordPressPlugin = "feedhub-wordpress.php";

    private const string Prefix = "wwwroot/";

    private static readonly Dictionary<string, string> MediaTypes = new()
    {
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".php"] = "text/plain; charset=utf-8",
        [".svg"] = "image/svg+xml; charset=utf-8",
    };

    private readonly Dictionary<string, Representation> files = typeof(WebAssets).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .ToDictionary(name => name[Prefix.Length..], Read);

    public Representation? Find(string file) => files.GetValueOrDefault(file);

    /// <summary>The address of a file. It changes with the file's content, so it may be cached forever.</summary>
    public string Address(string file) => $"/assets/{file}?v={Version(files[file])}";

    public static string Version(Representation file) => file[ContentCoding.Identity].ETag.Trim('"')[..12];

    private static Representation Read(string resource)
    {
        using var stream = typeof(WebAssets).Assembly.GetManifestResourceStream(resource)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return Representation.From(bytes.ToArray(), MediaTypes[Path.GetExtension(resource)], lastModified: null);
    }
}

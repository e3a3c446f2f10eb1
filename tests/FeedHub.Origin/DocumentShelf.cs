using System.Collections.Concurrent;

namespace FeedHub.Origin;

/// <summary>Finds the document of a path: one put there, a file below the root, or a built-in feed.</summary>
internal sealed class DocumentShelf(FeedOriginOptions options)
{
    private readonly string? root = options.Root is null ? null : Path.GetFullPath(options.Root);
    private readonly ConcurrentDictionary<string, OriginDocument> put = new(BuiltInFeeds.ByPath);
    private readonly ConcurrentDictionary<string, Func<OriginRequest, IQueryCollection, OriginDocument?>> answers =
        new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, OriginDocument> read = new(StringComparer.Ordinal);

    public void Put(string path, OriginDocument document) => put[path] = document;

    /// <summary>Puts at a path a function that makes the document from request and query; null is answered with 404.</summary>
    public void Put(string path, Func<OriginRequest, IQueryCollection, OriginDocument?> answer) => answers[path] = answer;

    public OriginDocument? Find(string path, OriginRequest request, IQueryCollection query) =>
        answers.TryGetValue(path, out var answer) ? answer(request, query) : Find(path);

    public OriginDocument? Find(string path) => put.GetValueOrDefault(path) ?? FromFile(path);

    /// <summary>Every file below the root as a path with forward slashes, in ordinal order.</summary>
    public IEnumerable<string> Files() => root is null
        ? []
        : Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(root, f).Replace('\\', '/')).Order(StringComparer.Ordinal);

    private OriginDocument? FromFile(string path)
    {
        if (root is null)
            return null;
        var file = new FileInfo(Path.GetFullPath(Path.Combine(root, path.TrimStart('/'))));
        if (!file.FullName.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal) || !file.Exists)
            return null;
        var modified = file.LastWriteTimeUtc;
        if (read.TryGetValue(file.FullName, out var known) && known.LastModified == modified && known.Body.Length == file.Length)
            return known;
        var relative = Path.GetRelativePath(root, file.FullName).Replace('\\', '/');
        var document = OriginDocument.Of(File.ReadAllBytes(file.FullName), ContentType(file.Extension), modified) with
        {
            Headers = options.Headers.GetValueOrDefault(relative) ?? new Dictionary<string, string>(),
        };
        return read[file.FullName] = document;
    }

    private static string ContentType(string extension) => extension.ToLowerInvariant() switch
    {
        ".rss" => "application/rss+xml",
        ".atom" => "application/atom+xml",
        ".rdf" => "application/rdf+xml",
        ".json" => "application/feed+json",
        ".xml" => "application/xml",
        ".html" or ".htm" => "text/html",
        _ => "application/octet-stream",
    };
}

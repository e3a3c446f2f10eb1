using System.Text.Json;

namespace FeedHub.Origin;

/// <summary>Reads which files have their own response headers.</summary>
internal static class HeaderMap
{
    /// <summary>
    /// Reads a JSON object of file to headers, or a list of objects with <c>file</c> and <c>http_headers</c>; files are named
    /// relative to the JSON file.
    /// </summary>
    /// <returns>Headers by path below <paramref name="root"/>.</returns>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Read(string file, string root)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        var pairs = json.RootElement.ValueKind == JsonValueKind.Array
            ? json.RootElement.EnumerateArray().Where(c => c.TryGetProperty("http_headers", out _))
                .Select(c => (File: c.GetProperty("file").GetString()!, Headers: c.GetProperty("http_headers")))
            : json.RootElement.EnumerateObject().Select(p => (File: p.Name, Headers: p.Value));
        return pairs.ToDictionary(
            p => Path.GetRelativePath(root, Path.Combine(folder, p.File)).Replace('\\', '/'),
            p => (IReadOnlyDictionary<string, string>)p.Headers.EnumerateObject().ToDictionary(h => h.Name, h => h.Value.GetString()!));
    }
}

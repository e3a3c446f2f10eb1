namespace FeedHub.Core.Urls;

/// <summary>A kind of address that contains another one; all kinds are rows of <c>link-wrappers.txt</c>.</summary>
/// <param name="Host">A host in its canonical form; one that begins with a dot stands for any host that ends with it.</param>
/// <param name="Path">The beginning of the path.</param>
/// <param name="Parameter">The query parameter with the address; null if the address is the rest of the path.</param>
/// <param name="Example">An address of this kind.</param>
public sealed record LinkWrapper(string Host, string Path, string? Parameter, string Example)
{
    /// <summary>All known kinds.</summary>
    public static IReadOnlyList<LinkWrapper> All { get; } = Read();

    private static readonly ILookup<string, LinkWrapper> ByDomain = All.ToLookup(w => Domain(w.Host.TrimStart('.')));

    /// <summary>The address that another one contains; null if there is none.</summary>
    /// <param name="host">In its canonical form.</param>
    /// <param name="segments">The segments of the path, in normal form.</param>
    /// <param name="query">The parameters, in normal form.</param>
    internal static string? Unwrap(string host, List<string> segments, List<string> query)
    {
        var wrappers = ByDomain[Domain(host)];
        if (!wrappers.Any())
            return null;
        var path = "/" + string.Join('/', segments);
        return wrappers.Where(w => w.Matches(host, path))
            .Select(w => w.Parameter is { } name ? Value(query, name) : Rest(path[w.Path.Length..], query))
            .FirstOrDefault(a => a is not null);
    }

    private bool Matches(string host, string path) =>
        (Host[0] == '.' ? host.EndsWith(Host, StringComparison.Ordinal) : host == Host) && path.StartsWith(Path, StringComparison.Ordinal);

    private static string? Value(List<string> query, string name) =>
        query.Find(p => p.StartsWith(name + "=", StringComparison.Ordinal)) is { } parameter
        && Uri.UnescapeDataString(parameter[(name.Length + 1)..]) is var value
            && value.StartsWith("http", StringComparison.OrdinalIgnoreCase)
            && value.Contains("://", StringComparison.Ordinal)
            ? value
            : null;

    /// <summary>Normalisation has removed empty segments from the path, and with them one of the slashes after the scheme.</summary>
    private static string? Rest(string path, List<string> query)
    {
        if (query.Count > 0)
            path = $"{path}?{string.Join('&', query)}";
        foreach (var scheme in (ReadOnlySpan<string>)["https:/", "http:/"])
        {
            if (path.IndexOf(scheme, StringComparison.OrdinalIgnoreCase) is >= 0 and var at)
                return scheme + "/" + path[(at + scheme.Length)..];
        }

        return path.Split('/')[0].Contains('.', StringComparison.Ordinal) ? "https://" + path : null;
    }

    private static string Domain(string host) => PublicSuffixes.RegistrableDomain(host);

    private static List<LinkWrapper> Read()
    {
        using var file = typeof(LinkWrapper).Assembly.GetManifestResourceStream("link-wrappers.txt")
            ?? throw new InvalidOperationException("The list of link wrappers is not in the assembly.");
        using var reader = new StreamReader(file);
        var rows = reader.ReadToEnd().Split('\n').Where(l => l.Length > 0 && l[0] != '#')
            .Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        // If two match, the longer path is more specific.
        return [.. rows.Select(r => new LinkWrapper(r[0].TrimStart('*'), r[1], r[2] == "*" ? null : r[2], r[3]))
            .OrderByDescending(w => w.Path.Length)];
    }
}

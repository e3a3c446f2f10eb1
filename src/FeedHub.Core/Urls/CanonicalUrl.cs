namespace FeedHub.Core.Urls;

/// <summary>
/// The canonical form of a web address, which is the same for all links to one page. It is a key for comparison, not an address to open.
/// </summary>
public static class CanonicalUrl
{
    private const int MaxLength = 2048;
    private const int MaxInput = 8192;

    /// <summary>Language codes and words used in the paths of front pages.</summary>
    private static readonly HashSet<string> FrontPages = new(
        ["az", "aze", "en", "eng", "english", "hy", "am", "arm", "ka", "ge", "geo", "ru", "rus", "russian", "tr", "tur", "home", "main",
            "index", .. CanonicalPath.IndexFiles],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Canonical form of an absolute http(s) address; null if <paramref name="url"/> is not one.</summary>
    public static string? From(string? url)
    {
        if (url is null or { Length: > MaxInput } || !Uri.TryCreate(url.Trim(), UriKind.Absolute, out var uri))
            return null;
        if (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp)
            return null;
        if (CanonicalHost.From(uri) is not { } host)
            return null;
        var query = Query(uri.Query, host);
        var path = CanonicalPath.Segments(uri.AbsolutePath);
        do
        {
            if (LinkWrapper.Unwrap(host, path, query) is { } original)
                return From(original);
        }
        while (CanonicalPath.DropEdition(path));

        // http and https lead to the same page, so both default ports are removed.
        var port = uri.Port is 80 or 443 ? "" : $":{uri.Port}";
        var canonical = $"https://{host}{port}/{string.Join('/', path)}{(query.Count == 0 ? "" : "?" + string.Join('&', query))}{Fragment(uri.Fragment)}";
        return canonical.Length <= MaxLength ? canonical : null;
    }

    /// <summary>Whether the address is a site's front page, and so not a single story.</summary>
    public static bool IsFrontPage(string canonicalUrl)
    {
        var path = canonicalUrl.AsSpan(canonicalUrl.IndexOf("//", StringComparison.Ordinal) + 2);
        var slash = path.IndexOf('/');
        path = slash < 0 ? default : path[(slash + 1)..];
        var query = path.IndexOf('?');
        if (query >= 0 && !path[query..].StartsWith("?lang="))
            return false;
        path = query < 0 ? path : path[..query];
        if (path.IndexOf('/') is >= 0 and var second && FrontPages.Contains(path[..second].ToString()))
            path = path[(second + 1)..];
        return path.IsEmpty || FrontPages.Contains(path.ToString());
    }

    /// <summary>Sorted parameters, without those that only say how a reader came.</summary>
    private static List<string> Query(string query, string host)
    {
        var kept = new List<string>();
        foreach (var raw in (query.Length > 1 ? query[1..] : "").Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parameter = PercentEncoding.Normalise(raw);
            if (!TrackingParameters.Contains(parameter) && !NamesHost(parameter, host))
                kept.Add(parameter);
        }

        kept.Sort(StringComparer.Ordinal);
        return kept;
    }

    /// <summary>Blogs add <c>ref</c> with their own name to every link; any other <c>ref</c> may identify the page.</summary>
    private static bool NamesHost(string parameter, string host) =>
        parameter.StartsWith("ref=", StringComparison.OrdinalIgnoreCase)
            && CanonicalHost.Shorten(parameter["ref=".Length..].ToLowerInvariant()) == host;

    /// <summary>Only a fragment that identifies a page, as used before the History API.</summary>
    private static string Fragment(string fragment) =>
        fragment.StartsWith("#!", StringComparison.Ordinal) ? "#" + PercentEncoding.Normalise(fragment.AsSpan(1)) : "";
}

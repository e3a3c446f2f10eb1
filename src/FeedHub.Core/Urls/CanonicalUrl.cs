namespace FeedHub.Core.Urls;

/// <summary>The form of a web address under which two links to one page are equal; a key for comparing, not an address to open.</summary>
public static class CanonicalUrl
{
    private const int MaxLength = 2048;
    private const int MaxInput = 8192;

    /// <summary>Languages and words that a site's front pages go by.</summary>
    private static readonly HashSet<string> FrontPages = new(
        ["az", "aze", "en", "eng", "english", "hy", "am", "arm", "ka", "ge", "geo", "ru", "rus", "russian", "tr", "tur", "home", "main",
            "index", .. CanonicalPath.IndexFiles],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Canonical form of an absolute http(s) address; null when <paramref name="url"/> is none.</summary>
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

        // http and https name the same page, so the ports of both are the port.
        var port = uri.Port is 80 or 443 ? "" : $":{uri.Port}";
        var canonical = $"https://{host}{port}/{string.Join('/', path)}{(query.Count == 0 ? "" : "?" + string.Join('&', query))}{Fragment(uri.Fragment)}";
        return canonical.Length <= MaxLength ? canonical : null;
    }

    /// <summary>True when the address names a site's front page and so no single story.</summary>
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

    /// <summary>Parameters in order, without those that tell how a reader came.</summary>
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

    /// <summary>Blogs add <c>ref</c> with their own name to every link; otherwise a <c>ref</c> may be the page's number.</summary>
    private static bool NamesHost(string parameter, string host) =>
        parameter.StartsWith("ref=", StringComparison.OrdinalIgnoreCase)
            && CanonicalHost.Shorten(parameter["ref=".Length..].ToLowerInvariant()) == host;

    /// <summary>Only of the kind that names a page, from before there was a history API.</summary>
    private static string Fragment(string fragment) =>
        fragment.StartsWith("#!", StringComparison.Ordinal) ? "#" + PercentEncoding.Normalise(fragment.AsSpan(1)) : "";
}

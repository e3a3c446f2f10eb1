namespace FeedHub.Core.Urls;

/// <summary>The form of a web address under which two links to one page are equal; a key for comparing, not an address to open.</summary>
public static class CanonicalUrl
{
    private const int MaxLength = 2048;
    private const int MaxInput = 8192;

    /// <summary>Languages and words that a site's front pages go by.</summary>
    private static readonly HashSet<string> FrontPages = new(
        ["az", "aze", "en", "eng", "english", "hy", "am", "arm", "ka", "ge", "geo", "ru", "rus", "russian", "tr", "tur", "home", "main", "index", "index.html", "index.htm", "index.php", "default.aspx"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Canonical form of an absolute http(s) address; null when <paramref name="url"/> is none.</summary>
    public static string? Of(string? url)
    {
        if (url is null or { Length: > MaxInput } || !Uri.TryCreate(url.Trim(), UriKind.Absolute, out var uri))
            return null;
        if (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp)
            return null;
        if (CanonicalHost.Of(uri) is not { } host)
            return null;
        if (Unwrap(host, uri.AbsolutePath) is { } original)
            return Of(original + uri.Query);
        // http and https name the same page, so the ports of both are the port.
        var port = uri.Port is 80 or 443 ? "" : $":{uri.Port}";
        var canonical = $"https://{host}{port}{Path(uri.AbsolutePath)}{Query(uri.Query, host)}{Fragment(uri.Fragment)}";
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

    /// <summary>Segments without empty and dot ones (RFC 3986 §5.2.4), session IDs, and what only says that it is the telephone's edition.</summary>
    private static string Path(string path)
    {
        var segments = new List<string>();
        foreach (var raw in path.Split('/'))
        {
            var segment = PercentEncoding.Normalise(raw);
            var session = segment.IndexOf(";jsessionid=", StringComparison.OrdinalIgnoreCase);
            if (session >= 0)
                segment = segment[..session];
            if (segment == ".." && segments.Count > 0)
                segments.RemoveAt(segments.Count - 1);
            else if (segment is not ("" or "." or ".."))
                segments.Add(segment);
        }

        while (segments.Count > 0 && DropTelephone(segments))
        {
        }

        return "/" + string.Join('/', segments);
    }

    private static bool DropTelephone(List<string> segments)
    {
        if (segments.Count > 1 && segments[^1] == "amp")
            segments.RemoveAt(segments.Count - 1);
        else if (segments.Count > 1 && segments[0] == "amp")
            segments.RemoveAt(0);
        else if (segments[^1].EndsWith(".amp", StringComparison.Ordinal) && segments[^1][..^".amp".Length].Trim('.').Length > 0)
            segments[^1] = segments[^1][..^".amp".Length];
        else
            return false;
        return true;
    }

    private static string Query(string query, string host)
    {
        if (query.Length <= 1)
            return "";
        var kept = new List<string>();
        foreach (var raw in query[1..].Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parameter = PercentEncoding.Normalise(raw);
            if (!TrackingParameters.Contains(parameter) && !NamesHost(parameter, host))
                kept.Add(parameter);
        }

        kept.Sort(StringComparer.Ordinal);
        return kept.Count == 0 ? "" : "?" + string.Join('&', kept);
    }

    /// <summary>Blogs add <c>ref</c> with their own name to every link; otherwise a <c>ref</c> may be the page's number.</summary>
    private static bool NamesHost(string parameter, string host) =>
        parameter.StartsWith("ref=", StringComparison.OrdinalIgnoreCase) && CanonicalHost.Shorten(parameter["ref=".Length..].ToLowerInvariant()) == host;

    /// <summary>Only of the kind that names a page, from before there was a history API.</summary>
    private static string Fragment(string fragment) => fragment.StartsWith("#!", StringComparison.Ordinal) ? "#" + PercentEncoding.Normalise(fragment.AsSpan(1)) : "";

    /// <summary>The address within an AMP cache's address: <c>google.com/amp/s/HOST/PATH</c>, <c>….cdn.ampproject.org/c/s/HOST/PATH</c>.</summary>
    private static string? Unwrap(string host, string path)
    {
        string[] prefixes = host == "google.com" ? ["/amp/s/"] : host.EndsWith(".cdn.ampproject.org", StringComparison.Ordinal) ? ["/c/s/", "/v/s/", "/c/", "/v/"] : [];
        var prefix = prefixes.FirstOrDefault(p => path.StartsWith(p, StringComparison.Ordinal));
        return prefix is null ? null : "https://" + path[prefix.Length..];
    }
}

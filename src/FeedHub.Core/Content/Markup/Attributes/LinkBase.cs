using System.Buffers;

namespace FeedHub.Core.Content.Markup.Attributes;

/// <summary>The address against which the links of a text are made absolute.</summary>
/// <param name="url">The address; null if there is none.</param>
/// <param name="isPage">Whether the text is on the page at the address, so that links to places in the text lead there.</param>
internal struct LinkBase(string? url, bool isPage = true)
{
    private const int MaxLength = 8192;
    private const int MaxBaseLength = 2048;

    /// <summary>Characters that must be escaped in an address before it is passed on.</summary>
    private static readonly SearchValues<char> Unsafe = SearchValues.Create(" \"<>\\^`{|}");

    private string? url = url is { Length: <= MaxBaseLength } ? url : null;
    private Uri? parsed;

    /// <summary>The link as an absolute http or https address (or mailto, where allowed); null if that is not possible.</summary>
    public string? Resolve(string link, bool mail)
    {
        link = Strip(link);
        if (link.Length is 0 or > MaxLength)
            return null;
        if (link[0] == '#' && !isPage)
            return null;
        if (HasScheme(link, out var scheme))
        {
            if (mail && scheme.Equals("mailto", StringComparison.OrdinalIgnoreCase))
                return link.Length == scheme.Length + 1 || link.AsSpan().ContainsAny(Unsafe) ? null : link;
            return scheme.Equals("http", StringComparison.OrdinalIgnoreCase) || scheme.Equals("https", StringComparison.OrdinalIgnoreCase)
                ? Absolute(link)
                : null;
        }

        if (url is not null && parsed is null && !(Uri.TryCreate(url, UriKind.Absolute, out parsed) && IsWeb(parsed)))
            url = null;
        if (url is null)
            return link.StartsWith("//", StringComparison.Ordinal) ? Absolute("https:" + link) : null;
        return Uri.TryCreate(parsed, link, out var resolved) && IsWeb(resolved) ? resolved.AbsoluteUri : null;
    }

    private static string? Absolute(string link)
    {
        var host = link.AsSpan(link.IndexOf(':', StringComparison.Ordinal) + 1);
        if (!link.AsSpan().ContainsAny(Unsafe) && host.StartsWith("//") && host.Length > 2 && char.IsLetterOrDigit(host[2]))
            return link;
        return Uri.TryCreate(link, UriKind.Absolute, out var uri) && IsWeb(uri) ? uri.AbsoluteUri : null;
    }

    private static bool IsWeb(Uri uri) => (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp) && uri.Host.Length > 0;

    /// <summary>The scheme of RFC 3986 §3.1, or anything before a colon that a browser might interpret as one.</summary>
    private static bool HasScheme(string link, out ReadOnlySpan<char> scheme)
    {
        var end = link.AsSpan().IndexOfAny(":/?#");
        scheme = end > 0 && link[end] == ':' ? link.AsSpan(0, end) : default;
        return scheme.Length > 0 || (end == 0 && link[0] == ':');
    }

    /// <summary>
    /// Removes what browsers ignore in an address (URL Standard §4.4): tabs and line ends anywhere, control characters and spaces around
    /// it.
    /// </summary>
    private static string Strip(string link)
    {
        if (link.AsSpan().ContainsAny("\t\n\r"))
            link = string.Concat(link.Where(c => c is not ('\t' or '\n' or '\r')));
        var start = 0;
        var end = link.Length;
        while (start < end && (link[start] <= ' ' || char.IsWhiteSpace(link[start])))
            start++;
        while (end > start && (link[end - 1] <= ' ' || char.IsWhiteSpace(link[end - 1])))
            end--;
        return link[start..end];
    }
}

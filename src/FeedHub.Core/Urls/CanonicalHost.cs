namespace FeedHub.Core.Urls;

/// <summary>The form of a host name under which the editions of one site are equal.</summary>
internal static class CanonicalHost
{
    private static readonly string[] Editions = ["www.", "m.", "mobile.", "amp."];

    /// <summary>What stands before a country's domain in the place of a name: <c>m.com.tr</c> is a site called "m".</summary>
    private static readonly HashSet<string> SecondLevel = ["ac", "biz", "co", "com", "edu", "gov", "info", "mil", "net", "org"];

    /// <summary>Lower-case punycode without an edition's label; null when the address has no host name that could be one.</summary>
    public static string? Of(Uri uri)
    {
        string host;
        try
        {
            host = uri.IdnHost.ToLowerInvariant();
        }
        catch (UriFormatException)
        {
            // Uri takes names that IDNA refuses ("https://İ.az/") and says so only here; nothing could be resolved under them.
            return null;
        }

        if (uri.HostNameType == UriHostNameType.IPv6)
            return $"[{host.Trim('[', ']')}]";
        host = host.TrimEnd('.');
        return host.Length == 0 || uri.HostNameType == UriHostNameType.Unknown ? null
            : uri.HostNameType == UriHostNameType.IPv4 ? host
            : Shorten(host);
    }

    /// <summary>
    /// Strips an edition's label only while a domain of two labels remains: <c>news.am</c>, <c>168.am</c>, <c>media.az</c> and <c>m.az</c> are
    /// names, not editions of a top-level domain.
    /// </summary>
    public static string Shorten(string host)
    {
        while (Editions.FirstOrDefault(e => host.StartsWith(e, StringComparison.Ordinal)) is { } edition && IsSite(host.AsSpan(edition.Length), edition))
            host = host[edition.Length..];
        return host;
    }

    private static bool IsSite(ReadOnlySpan<char> rest, string edition)
    {
        var dot = rest.IndexOf('.');
        if (dot <= 0 || dot == rest.Length - 1)
            return false;
        var country = rest[(dot + 1)..];
        return edition == "www." || country.Length != 2 || !SecondLevel.Contains(rest[..dot].ToString());
    }
}

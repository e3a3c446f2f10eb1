namespace FeedHub.Core.Urls;

/// <summary>The form of a host name under which the editions of one site are equal.</summary>
internal static class CanonicalHost
{
    private static readonly string[] Editions = ["www.", "m.", "mobile.", "amp."];

    /// <summary>Lower-case punycode without an edition's label; null when the address has no host name that could be one.</summary>
    public static string? From(Uri uri)
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
    /// Strips an edition's label only from below a registrable domain: <c>m.day.az</c> is <c>day.az</c>, but <c>news.am</c>, <c>168.am</c>,
    /// <c>m.az</c> and <c>m.com.tr</c> are names that somebody registered.
    /// </summary>
    public static string Shorten(string host)
    {
        while (Editions.FirstOrDefault(e => host.StartsWith(e, StringComparison.Ordinal)) is { } edition && IsSite(host, edition))
            host = host[edition.Length..];
        return host;
    }

    /// <summary>A government's own page may be at www below a public suffix (<c>www.gov.az</c>), and is the same without.</summary>
    private static bool IsSite(string host, string edition) =>
        edition == "www."
            ? host.AsSpan(edition.Length).TrimEnd('.').Contains('.')
            : PublicSuffixes.RegistrableDomain(host).Length < host.Length;
}

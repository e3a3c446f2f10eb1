namespace FeedHub.Core.Urls;

/// <summary>The canonical form of a host name, which is the same for all editions of a site.</summary>
internal static class CanonicalHost
{
    private static readonly string[] Editions = ["www.", "m.", "mobile.", "amp."];

    /// <summary>Lower-case punycode without an edition's label; null if the address has no valid host name.</summary>
    public static string? From(Uri uri)
    {
        string host;
        try
        {
            host = uri.IdnHost.ToLowerInvariant();
        }
        catch (UriFormatException)
        {
            // Uri accepts names that IDNA forbids ("https://İ.az/") and throws only here; such names cannot be resolved.
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
    /// Removes the label of an edition, but only below a registrable domain: <c>m.day.az</c> is <c>day.az</c>, but <c>news.am</c>,
    /// <c>168.am</c>, <c>m.az</c> and <c>m.com.tr</c> are registered names.
    /// </summary>
    public static string Shorten(string host)
    {
        while (Editions.FirstOrDefault(e => host.StartsWith(e, StringComparison.Ordinal)) is { } edition && IsSite(host, edition))
            host = host[edition.Length..];
        return host;
    }

    /// <summary>A government's own site may be at www below a public suffix (<c>www.gov.az</c>), and is the same without it.</summary>
    private static bool IsSite(string host, string edition) =>
        edition == "www."
            ? host.AsSpan(edition.Length).TrimEnd('.').Contains('.')
            : PublicSuffixes.RegistrableDomain(host).Length < host.Length;
}

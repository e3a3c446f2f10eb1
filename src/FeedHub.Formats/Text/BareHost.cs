using System.Buffers;

namespace FeedHub.Formats.Text;

/// <summary>
/// Recognises addresses whose scheme was forgotten: <c>www.outlet.example/news/20</c>. To RFC 3986 they are paths, but none was ever meant
/// as one.
/// </summary>
internal static class BareHost
{
    private const int LongestHost = 253;

    private static readonly SearchValues<char> EndOfHost = SearchValues.Create("/?#");

    /// <summary>
    /// Whether the reference begins with a host: any that begins with <c>www.</c>, or the domain of the base's own host, or a part of that
    /// domain.
    /// </summary>
    /// <param name="reference">A reference without scheme.</param>
    /// <param name="baseUrl">An absolute web address.</param>
    public static bool Begins(ReadOnlySpan<char> reference, ReadOnlySpan<char> baseUrl)
    {
        var host = FirstPart(reference);
        var dot = host.IndexOf('.');
        if (dot <= 0 || host.Length > LongestHost || !IsName(host))
            return false;
        var isWww = IsWww(host);
        var domain = isWww ? host[dot..][1..] : host;
        if (!domain.Contains('.'))
            return false;
        var own = FirstPart(baseUrl[(baseUrl.IndexOf("//") + 2)..]);
        own = own[(own.IndexOf('@') + 1)..];
        own = IsWww(own) ? own[4..] : own;
        return EndsIn(domain, own) || EndsIn(own, domain) || (isWww && !IsFileType(domain[(domain.LastIndexOf('.') + 1)..]));
    }

    private static bool IsWww(ReadOnlySpan<char> host) => host.StartsWith("www.", StringComparison.OrdinalIgnoreCase);

    /// <summary>Up to the first of <c>/?#</c>, without a port.</summary>
    private static ReadOnlySpan<char> FirstPart(ReadOnlySpan<char> reference)
    {
        var end = reference.IndexOfAny(EndOfHost);
        var part = end < 0 ? reference : reference[..end];
        var colon = part.LastIndexOf(':');
        return colon > 0 && colon + 1 < part.Length && !part[(colon + 1)..].ContainsAnyExceptInRange('0', '9') ? part[..colon] : part;
    }

    /// <summary>Labels of letters, digits and hyphens, of which the last has letters only.</summary>
    private static bool IsName(ReadOnlySpan<char> host)
    {
        var label = 0;
        var lettersOnly = true;
        foreach (var c in host)
        {
            if (c == '.')
            {
                if (label == 0)
                    return false;
                (label, lettersOnly) = (0, true);
                continue;
            }

            if (!char.IsLetterOrDigit(c) && c != '-')
                return false;
            lettersOnly &= char.IsLetter(c);
            label++;
        }

        return label >= 2 && lettersOnly;
    }

    private static bool EndsIn(ReadOnlySpan<char> host, ReadOnlySpan<char> domain) =>
        host.EndsWith(domain, StringComparison.OrdinalIgnoreCase)
        && (host.Length == domain.Length || host[^(domain.Length + 1)] == '.');

    /// <summary>Whether a name that ends in this is a file's rather than a host's.</summary>
    private static bool IsFileType(ReadOnlySpan<char> ending)
    {
        Span<char> lower = stackalloc char[5];
        return ending.Length <= lower.Length && lower[..ending.ToLowerInvariant(lower)] is
            "html" or "htm" or "shtml" or "xhtml" or "php" or "asp" or "aspx" or "jsp" or "xml" or "rss" or "atom" or "json" or "txt" or
            "pdf" or "jpg" or "jpeg" or "png" or "gif" or "svg" or "webp" or "css" or "js";
    }
}

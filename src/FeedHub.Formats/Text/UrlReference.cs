using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace FeedHub.Formats.Text;

/// <summary>Resolves references by RFC 3986 §5.2 as text: System.Uri rejects or rewrites much of what outlets send.</summary>
internal static class UrlReference
{
    private const int MaxBase = 2048;

    /// <summary>The absolute form of the reference, or the trimmed reference itself when there is no usable base.</summary>
    public static string Resolve(string reference, string? baseUrl)
    {
        var text = Strip(reference);
        if (string.IsNullOrEmpty(baseUrl) || IsWeb(text))
            return text;
        if (IsWeb(baseUrl) && BareHost.Begins(text, baseUrl))
            return $"{baseUrl[..EndOfScheme(baseUrl)]}://{text}";
        if (HasScheme(text))
            return text;
        if (!HasScheme(baseUrl))
            return text.Length == 0 ? baseUrl : text;
        var authority = EndOfScheme(baseUrl) + 1;
        if (string.CompareOrdinal(baseUrl, authority, "//", 0, 2) != 0)
            return text; // an opaque base (tag:, urn:) resolves nothing
        var path = IndexOfAnyOrEnd(baseUrl, authority + 2, "/?#");
        var query = IndexOfAnyOrEnd(baseUrl, path, "?#");
        var fragment = IndexOfAnyOrEnd(baseUrl, query, "#");
        if (text.Length == 0)
            return baseUrl[..fragment];
        if (text.StartsWith("//", StringComparison.Ordinal))
            return baseUrl[..authority] + text;
        return text[0] switch
        {
            '/' => baseUrl[..path] + RemoveDotSegments(text),
            '?' => baseUrl[..query] + text,
            '#' => baseUrl[..fragment] + text,
            _ => baseUrl[..path] + RemoveDotSegments(Directory(baseUrl[path..query]) + text),
        };
    }

    /// <summary>A base within <paramref name="outer"/>; one that is not a web address (a script, say) or is too long is ignored.</summary>
    public static string? Within(string? outer, string given) =>
        given.Length <= MaxBase && Resolve(given, outer) is var inner && IsWeb(inner) && inner.Length <= MaxBase ? inner : outer;

    public static bool IsWeb(string url) =>
        url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || url.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the text looks like the address of a page, absolute or relative, and not like a word, a number or a mail.</summary>
    public static bool IsPage(string text) =>
        IsWeb(text)
        || (!HasScheme(text)
            && text.AsSpan().IndexOfAny(" \t\n\u00A0") < 0
            && (text[0] is '/' or '?' or '#' || text.AsSpan(1).IndexOfAny("?#=") >= 0
                || (text.Length > 3 && text.Contains('/', StringComparison.Ordinal))
                || text.Contains(".htm", StringComparison.OrdinalIgnoreCase) || text.Contains(".php", StringComparison.OrdinalIgnoreCase)));

    public static bool HasScheme(string url) => EndOfScheme(url) > 0;

    /// <summary>Whether the reference names nothing: it is blank, or what is left of an address whose variable part was empty.</summary>
    public static bool IsNone([NotNullWhen(false)] string? reference) =>
        string.IsNullOrWhiteSpace(reference) || reference.AsSpan().Trim() is "#" or "http://" or "https://";

    /// <summary>Whether the reference itself says where it leads, without a document around it: with its host, or from the root.</summary>
    public static bool IsAddress(string reference) =>
        (IsWeb(reference) && reference.Length > reference.IndexOf("//", StringComparison.Ordinal) + 2)
        || (reference.Length > 1 && reference[0] == '/');

    // The URL Standard removes white space around a URL, and tabs and line ends inside it.
    private static string Strip(string reference)
    {
        var text = reference.Trim();
        return text.AsSpan().IndexOfAny('\n', '\t', '\r') < 0
            ? text
            : text.Replace("\n", "", StringComparison.Ordinal).Replace("\t", "", StringComparison.Ordinal)
                .Replace("\r", "", StringComparison.Ordinal);
    }

    private static int EndOfScheme(string url)
    {
        for (var i = 0; i < url.Length; i++)
        {
            if (url[i] == ':')
                return i;
            if (!char.IsAsciiLetter(url[i]) && (i == 0 || !(char.IsAsciiDigit(url[i]) || url[i] is '+' or '-' or '.')))
                return -1;
        }

        return -1;
    }

    private static string Directory(string path) => path.LastIndexOf('/') is var slash and >= 0 ? path[..(slash + 1)] : "/";

    private static int IndexOfAnyOrEnd(string text, int start, string any)
    {
        var at = text.AsSpan(start).IndexOfAny(any);
        return at < 0 ? text.Length : start + at;
    }

    private static string RemoveDotSegments(string pathAndRest)
    {
        if (!pathAndRest.Contains("/.", StringComparison.Ordinal))
            return pathAndRest;
        var end = IndexOfAnyOrEnd(pathAndRest, 0, "?#");
        var kept = new List<string>();
        var segments = pathAndRest[1..end].Split('/');
        for (var i = 0; i < segments.Length; i++)
        {
            var isLast = i == segments.Length - 1;
            if (segments[i] is "." or "..")
            {
                if (segments[i] == ".." && kept.Count > 0)
                    kept.RemoveAt(kept.Count - 1);
                if (isLast)
                    kept.Add("");
            }
            else
            {
                kept.Add(segments[i]);
            }
        }

        return new StringBuilder("/").AppendJoin('/', kept).Append(pathAndRest, end, pathAndRest.Length - end).ToString();
    }
}

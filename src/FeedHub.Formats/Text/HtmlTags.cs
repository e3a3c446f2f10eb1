using System.Text;

namespace FeedHub.Formats.Text;

/// <summary>
/// Tells tags from words in angle brackets: "&lt;Aurora&gt;", an e-mail address and "&lt;3" are words, for HTML has no such element.
/// </summary>
internal static class HtmlTags
{
    /// <summary>Whether the text has a tag or comment of HTML.</summary>
    public static bool Any(ReadOnlySpan<char> text)
    {
        while (text.IndexOf('<') is var at and >= 0)
        {
            text = text[at..];
            if (Length(text) > 0)
                return true;
            text = text[1..];
        }

        return false;
    }

    /// <summary>The HTML with every &lt; that begins no tag of HTML escaped, so that the words in angle brackets stay.</summary>
    public static string KeepWords(string html)
    {
        StringBuilder? kept = null;
        int copied = 0, at = 0;
        while (at < html.Length && html.AsSpan(at).IndexOf('<') is var next and >= 0)
        {
            at += next;
            var length = Length(html.AsSpan(at));
            if (length == 0)
            {
                kept ??= new StringBuilder(html.Length + 16);
                kept.Append(html, copied, at - copied).Append("&lt;");
                copied = at + 1;
            }

            at += Math.Max(1, length);
        }

        return kept is null ? html : kept.Append(html, copied, html.Length - copied).ToString();
    }

    /// <summary>Length of the opening of the tag or comment at the start of the text, up to its attributes; 0 when it is none.</summary>
    private static int Length(ReadOnlySpan<char> text)
    {
        if (text.Length < 3)
            return 0;
        if (text[1] is '!' or '?')
            return IsDeclaration(text) ? 2 : 0;
        var start = text[1] == '/' ? 2 : 1;
        var end = start;
        while (end < text.Length && char.IsAsciiLetterOrDigit(text[end]))
            end++;
        // "a<b" is no tag: none ends.
        return end < text.Length && HtmlElements.IsKnown(text[start..end]) && EndsAsTag(text[end..], end - start == 1) ? end : 0;
    }

    private static bool IsDeclaration(ReadOnlySpan<char> text) =>
        text.StartsWith("<!--") || text.StartsWith("<!doctype", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<![CDATA[")
        || text.StartsWith("<?xml", StringComparison.Ordinal);

    /// <param name="text">What follows the name.</param>
    /// <param name="isLetter">The name is one letter, which may also be a sign in a formula: "if a &lt;b and c&gt; d".</param>
    private static bool EndsAsTag(ReadOnlySpan<char> text, bool isLetter)
    {
        if (text[0] is not ('>' or '/' or ' ' or '\t' or '\n' or '\r'))
            return false;
        var end = text.IndexOfAny('<', '>');
        var attributes = end < 0 ? text : text[..end];
        if (attributes.Contains('='))
            return true;
        // A tag without attributes that is cut off, or in which another begins, is none.
        return end >= 0 && text[end] == '>' && (!isLetter || attributes.Trim(" \t\n\r/").IsEmpty);
    }
}

using System.Text;

namespace FeedHub.Formats.Text;

/// <summary>Makes the relative URLs in HTML source absolute and leaves every other character unchanged.</summary>
internal static class HtmlLinks
{
    /// <summary>The HTML with absolute URLs; the rest stay relative once it has grown by <paramref name="maxGrowth"/> characters.</summary>
    public static string Resolve(string html, string? baseUrl, int maxGrowth, LinkResolver links)
    {
        if (baseUrl is null || !html.Contains('<', StringComparison.Ordinal))
            return html;
        StringBuilder? result = null;
        var copied = 0;
        var at = 0;
        while (at < html.Length && (result?.Length ?? 0) - copied < maxGrowth && html.AsSpan(at).IndexOf('<') is var open and >= 0)
        {
            at += open + 1;
            if (at >= html.Length || !char.IsAsciiLetter(html[at]))
            {
                at = AfterComment(html, at);
                continue;
            }

            while (at < html.Length && !char.IsWhiteSpace(html[at]) && html[at] is not ('>' or '/'))
                at++;
            while (NextAttribute(html, ref at) is { } attribute)
            {
                var (name, value) = attribute;
                if (value.Start.Value == value.End.Value || !HtmlElements.HoldsUrl(html.AsSpan()[name]))
                    continue;
                var given = html[value].Trim();
                if (UrlReference.IsWeb(given) && !links.IsWithinFeed(given))
                    continue;
                var reference = given.Replace("&amp;", "&", StringComparison.Ordinal);
                var absolute = links.Absolute(reference, baseUrl);
                if (absolute == reference)
                    continue;
                result ??= new StringBuilder(html.Length + 256);
                result.Append(html, copied, value.Start.Value - copied).Append(Escaped(absolute));
                copied = value.End.Value;
            }
        }

        return result is null ? html : result.Append(html, copied, html.Length - copied).ToString();
    }

    private static string Escaped(string url) =>
        url.Replace("&", "&amp;", StringComparison.Ordinal).Replace("\"", "%22", StringComparison.Ordinal)
            .Replace("'", "%27", StringComparison.Ordinal);

    private static int AfterComment(string html, int at)
    {
        if (!html.AsSpan(at).StartsWith("!--"))
            return at;
        var end = html.IndexOf("-->", at, StringComparison.Ordinal);
        return end < 0 ? html.Length : end + 3;
    }

    /// <summary>Finds the next attribute of a tag; null at the tag's end.</summary>
    private static (Range Name, Range Value)? NextAttribute(string html, ref int at)
    {
        while (at < html.Length && (char.IsWhiteSpace(html[at]) || html[at] == '/'))
            at++;
        if (at >= html.Length || html[at] is '>' or '<')
            return null;
        var name = at++;
        while (at < html.Length && !char.IsWhiteSpace(html[at]) && html[at] is not ('=' or '>' or '/'))
            at++;
        var nameEnd = at;
        while (at < html.Length && char.IsWhiteSpace(html[at]))
            at++;
        if (at >= html.Length || html[at] != '=')
            return (name..nameEnd, at..at);
        at++;
        while (at < html.Length && char.IsWhiteSpace(html[at]))
            at++;
        if (at >= html.Length)
            return null;
        var start = at;
        int end;
        if (html[at] is '"' or '\'')
        {
            start++;
            end = html.IndexOf(html[at], start);
            at = end < 0 ? html.Length : end + 1;
            end = end < 0 ? start : end;
        }
        else
        {
            while (at < html.Length && !char.IsWhiteSpace(html[at]) && html[at] != '>')
                at++;
            end = at;
        }

        return (name..nameEnd, start..end);
    }
}

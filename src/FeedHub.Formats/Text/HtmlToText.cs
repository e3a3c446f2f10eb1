using System.Net;
using System.Text;

namespace FeedHub.Formats.Text;

/// <summary>Converts HTML source to its text, for fields that allow no markup.</summary>
internal static class HtmlToText
{
    public static string Convert(string html)
    {
        var text = new StringBuilder(html.Length);
        var at = 0;
        while (at < html.Length)
        {
            var open = html.IndexOf('<', at);
            var isTag = open >= 0 && open + 1 < html.Length && (char.IsAsciiLetter(html[open + 1]) || html[open + 1] is '/' or '!');
            var close = isTag ? html.IndexOf('>', open) : -1;
            if (close < 0)
            {
                var end = open < 0 || isTag ? html.Length : open + 1;
                text.Append(html, at, end - at);
                at = end;
                continue;
            }

            text.Append(html, at, open - at);
            at = close + 1;
        }

        return WebUtility.HtmlDecode(text.ToString()).Trim();
    }
}

using FeedHub.Core.Content.Characters;
using FeedHub.Core.Content.Markup;

namespace FeedHub.Core.Content;

/// <summary>Makes HTML from outside safe to store and show: our own allow-list, links absolute, nothing active.</summary>
/// <remarks>
/// What comes out is written anew from tables of ours and encoded texts, every element closed and properly nested, so that a parser reads
/// just that tree and no other: nothing of the input's own markup is passed on. It takes linear time whatever the input.
/// </remarks>
public static class HtmlCleaner
{
    /// <summary>Longest fragment that is read, and about the longest that comes out, in characters; what is beyond is cut off.</summary>
    public const int MaxLength = FragmentReader.MaxLength;

    /// <summary>Sanitises a fragment. Thread-safe; never throws on any input.</summary>
    /// <param name="html">Hostile HTML.</param>
    /// <param name="baseUrl">Base for relative links, or null when there is none.</param>
    public static string Clean(string html, string? baseUrl)
    {
        html = XmlCharacters.Keep(html.Length > MaxLength ? html[..MaxLength] : html);
        return html.AsSpan().ContainsAny('<', '>', '&') ? new FragmentReader(html, baseUrl).Read() : html;
    }

    /// <summary>Whether cleaned HTML shows a reader nothing: no word, no picture.</summary>
    public static bool IsBlank(string html)
    {
        var tokens = new HtmlTokenizer(html);
        while (tokens.Read())
        {
            if (tokens.Kind == HtmlTokenKind.Text ? !IsBlank(tokens.Text.TrimStart()) : tokens.Name is "img")
                return false;
        }

        return true;
    }

    /// <summary>Cleaned text shows something from its first letter on, unless that is a reference, which may stand for a space.</summary>
    private static bool IsBlank(ReadOnlySpan<char> text) =>
        text.IsEmpty || (text[0] == '&' && PlainText.FromHtml(text.ToString()).Length == 0);
}

using FeedHub.Core.Content.Characters;
using FeedHub.Core.Content.Markup;
using FeedHub.Core.Content.Markup.Attributes;

namespace FeedHub.Core.Content;

/// <summary>Makes HTML from other sites safe to store and show: our own allow-list, absolute links, no active content.</summary>
/// <remarks>
/// The output is written from our own tables and from encoded texts, with every element closed and properly nested, so that a parser reads
/// exactly that tree: none of the input's markup is passed on. Cleaning takes linear time for any input.
/// </remarks>
public static class HtmlCleaner
{
    /// <summary>Maximum characters of a fragment that are read, and about the maximum that are written; the rest is cut off.</summary>
    public const int MaxLength = FragmentReader.MaxLength;

    /// <summary>Sanitises a fragment. Thread-safe; never throws on any input.</summary>
    /// <param name="html">Hostile HTML.</param>
    /// <param name="baseUrl">Base for relative links, or null if there is none.</param>
    /// <param name="isPage">
    /// Whether the text is on the page at the base, so that links to places within it (footnotes) lead there; if not, only their words are
    /// kept.
    /// </param>
    public static string Clean(string html, string? baseUrl, bool isPage = true)
    {
        html = XmlCharacters.Keep(html.Length > MaxLength ? html[..MaxLength] : html);
        return html.AsSpan().ContainsAny('<', '>', '&') ? new FragmentReader(html, new LinkBase(baseUrl, isPage)).Read() : html;
    }

    /// <summary>Whether cleaned HTML has nothing to show: no text and no picture.</summary>
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

    /// <summary>Cleaned text is visible if it has any character, unless the first is a reference, which may stand for a space.</summary>
    private static bool IsBlank(ReadOnlySpan<char> text) =>
        text.IsEmpty || (text[0] == '&' && PlainText.FromHtml(text.ToString()).Length == 0);
}

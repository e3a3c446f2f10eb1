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
    public const int MaxLength = 512 * 1024;

    /// <summary>Sanitises a fragment. Thread-safe; never throws on any input.</summary>
    /// <param name="html">Hostile HTML.</param>
    /// <param name="baseUrl">Base for relative links, or null when there is none.</param>
    public static string Clean(string html, string? baseUrl)
    {
        html = XmlCharacters.Keep(html.Length > MaxLength ? html[..MaxLength] : html);
        return html.AsSpan().ContainsAny('<', '>', '&') ? new FragmentReader(html, baseUrl).Read() : html;
    }
}

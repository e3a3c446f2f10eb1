using AngleSharp.Html.Parser;
using FeedHub.Core.Content.Markup;
using Ganss.Xss;

namespace FeedHub.Core.Content;

/// <summary>Makes HTML from outside safe to store and show: our own allow-list, links absolute, nothing active.</summary>
/// <remarks>
/// Two locks, one list. A tokeniser of our own first makes a fragment that is bounded and properly nested, in linear time, since the parser's tree building and
/// the sanitiser's removals are super-linear on hostile input. HtmlSanitizer, on a parser that shares none of our code, has
/// the last word on every fragment that kept an attribute; one of bare tags from our own table has nothing left to judge.
/// </remarks>
public sealed class HtmlCleaner
{
    /// <summary>Longest fragment that is read, and about the longest that comes out, in characters; what is beyond is cut off.</summary>
    public const int MaxLength = 512 * 1024;

    private static readonly HtmlParser Parser = new();

    private readonly HtmlSanitizer sanitizer = new(new HtmlSanitizerOptions
    {
        AllowedTags = HtmlAllowList.Elements.ToHashSet(StringComparer.OrdinalIgnoreCase),
        AllowedAttributes = HtmlAllowList.Attributes.ToHashSet(StringComparer.OrdinalIgnoreCase),
        AllowedSchemes = new HashSet<string>(["http", "https", "mailto"], StringComparer.OrdinalIgnoreCase),
        UriAttributes = new HashSet<string>(["href", "src", "cite"], StringComparer.OrdinalIgnoreCase),
    })
    {
        KeepChildNodes = true,
        HtmlParserFactory = () => Parser,
    };

    /// <summary>Sanitises a fragment. Thread-safe; never throws on any input.</summary>
    /// <param name="html">Hostile HTML.</param>
    /// <param name="baseUrl">Base for relative links, or null when there is none.</param>
    public string Clean(string html, string? baseUrl)
    {
        html = XmlCharacters.Keep(html.Length > MaxLength ? html[..MaxLength] : html);
        if (!html.AsSpan().ContainsAny('<', '>', '&'))
            return html;
        var fragment = new FragmentReader(html, baseUrl);
        var bounded = fragment.Read();
        return fragment.KeptAttributes ? sanitizer.Sanitize(bounded) : bounded;
    }
}

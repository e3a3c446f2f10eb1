using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace FeedHub.Server.Rendering;

/// <summary>Turns pictures on other hosts into links to them: no other host may learn that a page of ours was opened.</summary>
internal static class ExternalImages
{
    /// <param name="html">Sanitised HTML.</param>
    public static string ToLinks(string html)
    {
        if (!html.Contains("<img", StringComparison.OrdinalIgnoreCase)) return html;
        var body = new HtmlParser().ParseDocument("").Body!;
        body.InnerHtml = html;
        foreach (var image in body.QuerySelectorAll<IHtmlImageElement>("img").Where(IsOutside).ToList()) Replace(image);
        return body.InnerHtml;
    }

    private static bool IsOutside(IElement image) =>
        image.GetAttribute("src") is not { } src
            || src.Contains("//", StringComparison.Ordinal)
            || src.AsSpan().ContainsAny(':', '\\')
            || image.HasAttribute("srcset");

    private static void Replace(IHtmlImageElement image)
    {
        var words = image.GetAttribute("alt") is { Length: > 0 } alt ? $"Picture: {alt}" : "Picture";
        var source = image.GetAttribute("src");
        // A link cannot be inside a link: there, only the words are shown.
        var link = image.Owner!.CreateElement(source is null || image.Closest("a") is not null ? "span" : "a");
        link.ClassName = "picture";
        link.TextContent = words;
        if (link is IHtmlAnchorElement)
        {
            link.SetAttribute("href", source);
            link.SetAttribute("rel", "external nofollow noopener noreferrer");
        }
        image.Replace(link);
    }
}

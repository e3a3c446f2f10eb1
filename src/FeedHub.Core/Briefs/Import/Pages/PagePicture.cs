using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using FeedHub.Core.Briefs.Import.Blocks;
using FeedHub.Core.Briefs.Import.Text;

namespace FeedHub.Core.Briefs.Import.Pages;

/// <summary>Reads a picture on a page: its largest file, its alternative text, its credit and licence.</summary>
internal static partial class PagePicture
{
    /// <param name="figure">The element that holds the picture and its caption, or null.</param>
    public static ImportedPicture? From(IElement image, IElement? figure, Uri? baseUrl)
    {
        if (Source(image, baseUrl) is not { } url || image.GetAttribute("width") == "1")
        {
            return null;
        }
        var caption = figure is null ? null : CaptionOf(figure);
        return new(url, OneLine(image.GetAttribute("alt")), OneLine(caption?.TextContent), Licence(caption, baseUrl));
    }

    public static IElement? CaptionOf(IElement figure) => figure.QuerySelector("figcaption, .wp-caption-text");

    /// <summary>Credit and licence from a caption in HTML.</summary>
    public static (string? Credit, string? Licence) Caption(string? html)
    {
        using var document = PageMarkup.Parse(html ?? "");
        return document?.Body is { } body ? (OneLine(body.TextContent), Licence(body, null)) : (null, null);
    }

    public static string? OneLine(string? text) =>
        text is null ? null : MarkdownText.Collapse(text).Trim() is { Length: > 0 } words ? Content.PlainText.Excerpt(words, 400) : null;

    /// <summary>Lazy loading keeps the address in another attribute, srcset has larger files, and Jetpack's CDN shows a copy.</summary>
    private static string? Source(IElement image, Uri? baseUrl)
    {
        string?[] sources =
        [
            Largest(image.GetAttribute("srcset") ?? image.GetAttribute("data-srcset") ?? image.GetAttribute("data-lazy-srcset")),
            image.GetAttribute("data-src"), image.GetAttribute("data-lazy-src"), image.GetAttribute("data-orig-file"), image
                .GetAttribute("src"),
        ];
        return sources.Select(s => PageMarkup.Address(s, baseUrl)).OfType<string>()
            .Where(s => !s.StartsWith("mailto:", StringComparison.Ordinal)).Select(Original).FirstOrDefault();
    }

    private static string? Largest(string? srcset) =>
        srcset?.Split(", ", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(c => c.TrimEnd(',').Split(' '))
        .MaxBy(c => c.Length > 1 && double.TryParse(c[^1].TrimEnd('w', 'x'), CultureInfo.InvariantCulture, out var size) ? size : 0)?[0];

    private static string Original(string url) => JetpackCopy().Replace(url, "https://");

    private static string? Licence(IElement? caption, Uri? baseUrl) => caption?.QuerySelectorAll("a[href]")
        .Select(a => PageMarkup.Address(a.GetAttribute("href"), baseUrl))
        .FirstOrDefault(
            u =>
                u is not null
                    && (
                        u.Contains("creativecommons.org/", StringComparison.OrdinalIgnoreCase)
                            || u.Contains("/licen", StringComparison.OrdinalIgnoreCase)));

    [GeneratedRegex(@"^https?://i[0-3]\.wp\.com/")]
    private static partial Regex JetpackCopy();
}

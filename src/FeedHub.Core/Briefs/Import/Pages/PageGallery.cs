using AngleSharp.Dom;

namespace FeedHub.Core.Briefs.Import.Pages;

/// <summary>Tells the figure of one picture from a gallery, whose pictures have captions of their own.</summary>
internal static class PageGallery
{
    /// <summary>The picture of a figure that shows one and nothing else; else null.</summary>
    public static IElement? Single(IElement figure)
    {
        // The twin in a noscript element is for browsers without scripts.
        var images = figure.QuerySelectorAll("img").ToList();
        var seen = images.Where(i => i.Closest("noscript") is null).ToList();
        return figure.QuerySelector("table, pre, blockquote, video, audio, iframe") is not null ? null
            : seen.Count > 0 ? seen.Count == 1 ? seen[0] : null
            : images.FirstOrDefault();
    }

    /// <summary>Whether an element is the list of a gallery, as WordPress wrote them until 5.9.</summary>
    public static bool IsGallery(IElement list) =>
        list.ClassList.Contains("wp-block-gallery") || list.ClassList.Contains("blocks-gallery-grid");

    /// <summary>Whether an element is one picture of a classic gallery with its caption.</summary>
    public static bool IsItem(IElement element) => element.ClassName is not null && element.ClassList.Contains("gallery-item");
}

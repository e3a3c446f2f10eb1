using AngleSharp.Dom;
using FeedHub.Core.Briefs.Import.Blocks;
using FeedHub.Core.Briefs.Import.Text;

namespace FeedHub.Core.Briefs.Import.Pages;

/// <summary>Reads recordings, frames and files, which become links.</summary>
internal static class PageMedia
{
    private const int MostFiles = 10;

    /// <summary>The link to what a video, audio or frame shows; null if it has no address.</summary>
    public static InlineRun? Link(IElement element, Uri? baseUrl) =>
        AddressOf(element, baseUrl) is { } href ? new InlineRun(NameOf(element, new Uri(href)), Href: href) : null;

    /// <summary>The recordings that a tree shows, besides what does not belong to its text.</summary>
    public static IReadOnlyList<ImportedFile> Files(INode root, Uri? baseUrl) =>
    [
        .. root.Descendants<IElement>().Where(e => e.LocalName is "audio" or "video" && !e.Ancestors<IElement>().Any(PageMarkup.IsChrome))
            .Select(e => AddressOf(e, baseUrl) is { } url ? ImportedFile.At(url) : null).OfType<ImportedFile>().DistinctBy(f => f.Url)
            .Take(MostFiles),
    ];

    private static string? AddressOf(IElement element, Uri? baseUrl) => PageMarkup.Address(
        element.GetAttribute("src") ?? element.GetAttribute("data-src") ?? element.QuerySelector("source")?.GetAttribute("src"), baseUrl);

    /// <summary>Whether a link is the button beside the name of a file, which leads where the name does.</summary>
    public static bool IsRepeated(IElement link) =>
        link.ClassList.Contains("wp-block-file__button")
        && link.Closest(".wp-block-file")?.QuerySelectorAll("a[href]").Any(
            a => a != link && !string.IsNullOrWhiteSpace(a.TextContent) && a.GetAttribute("href") == link.GetAttribute("href")) == true;

    /// <summary>The title of a recording or frame; else the name of the recording's file, or the host of the frame's page.</summary>
    private static string NameOf(IElement element, Uri address)
    {
        var title = element.GetAttribute("title") ?? element.GetAttribute("aria-label");
        var file = element.LocalName == "iframe" ? "" : Uri.UnescapeDataString(address.Segments[^1].Trim('/'));
        return !string.IsNullOrWhiteSpace(title) ? title : file.Length > 0 ? file : address.Host;
    }
}

using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using FeedHub.Core.Content.Markup;
using FeedHub.Core.Sources.Settings;
using FeedHub.Formats;
using FeedHub.Formats.Text.Dates;

namespace FeedHub.Core.Ingestion;

/// <summary>Reads a web page as a feed, with the selectors of a source.</summary>
public static partial class PageReader
{
    private const int MaxItems = 200;
    private const int MaxBytes = 2 * 1024 * 1024;

    /// <summary>Reads the page. If the selectors find nothing, the page is unreadable, so that a redesign is noticed.</summary>
    public static FeedReading Read(ReadOnlyMemory<byte> body, FeedOrigin origin, PageSelectors selectors)
    {
        if (body.Length > MaxBytes)
            return new FeedReading.Unreadable($"a page of more than {MaxBytes >> 20} MiB");
        using var document = HtmlTree.Parse(Decode(body, origin.ContentType));
        var found = document.QuerySelectorAll(selectors.Item);
        if (found.Length == 0)
            return new FeedReading.Unreadable($"a page in which “{selectors.Item}” selects nothing; it may have been redesigned");
        var address = BaseOf(document, origin.BaseUrl);
        var items = found.Take(MaxItems).Select(e => Item(e, selectors, address, origin.TimeZone))
            .Where(i => i.Link is not null && i.Title is not null).ToList();
        return items.Count == 0
            ? new FeedReading.Unreadable(
                $"a page on which “{selectors.Item}” selects {found.Length} elements, but none with a title and a link")
            : new FeedReading.Readable(new FeedDocument
            {
                Family = FeedFamily.Rss,
                Title = document.Title,
                Link = origin.BaseUrl,
                Language = document.DocumentElement.GetAttribute("lang"),
                // Front pages show a story in several places.
                Items = [.. items.DistinctBy(i => i.Link)],
            });
    }

    /// <summary>Whether a selector is valid.</summary>
    public static bool IsSelector(string selector)
    {
        using var empty = new HtmlParser().ParseDocument("");
        try
        {
            empty.QuerySelector(selector);
            return true;
        }
        catch (DomException)
        {
            return false;
        }
    }

    private static FeedItem Item(IElement item, PageSelectors selectors, Uri? address, TimeZoneInfo? zone)
    {
        var link = selectors.Link is { } path ? Select(item, path) : item.HasAttribute("href") ? item : item.QuerySelector("a[href]");
        var href = (link?.HasAttribute("href") == true ? link : link?.QuerySelector("a[href]"))?.GetAttribute("href");
        var title = (selectors.Title is { } where ? Select(item, where) : link)?.TextContent;
        var date = selectors.Date is { } when ? Select(item, when) : null;
        return new FeedItem
        {
            Title = OneLine(title),
            Link = href is not null && Uri.TryCreate(address, href.Trim(), out var url) && url.Scheme is "http" or "https"
                ? url.AbsoluteUri
                : null,
            Published = (date?.GetAttribute("datetime") ?? date?.GetAttribute("content") ?? date?.TextContent) is { } text
                ? FeedDate.Parse(text.Trim(), zone)
                : null,
            Summary = selectors.Summary is { } summary && Select(item, summary) is { } teaser ? FeedText.Html(teaser.InnerHtml) : null,
        };
    }

    /// <summary>The item itself if the selector matches it, else the first match within it.</summary>
    private static IElement? Select(IElement item, string selector) => item.Matches(selector) ? item : item.QuerySelector(selector);

    private static string? OneLine(string? text) =>
        text is null ? null : string.Join(
            ' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 } words ? words : null;

    private static Uri? BaseOf(IHtmlDocument document, string? pageUrl)
    {
        Uri.TryCreate(pageUrl, UriKind.Absolute, out var page);
        return document.QuerySelector("base[href]")?.GetAttribute("href") is { } href && Uri.TryCreate(page, href, out var named)
            ? named
            : page;
    }

    /// <summary>
    /// Decodes a page with the charset of its Content-Type, else the one declared in its first bytes, else UTF-8 (HTML §13.2.3.2).
    /// </summary>
    public static string Decode(ReadOnlyMemory<byte> body, string? contentType)
    {
        var named = MediaTypeHeaderValue.TryParse(contentType, out var type) ? type.CharSet?.Trim('"') : null;
        if (named is null)
        {
            var head = Encoding.Latin1.GetString(body.Span[..Math.Min(body.Length, 2048)]);
            named = CharsetInPage().Match(head) is { Success: true } meta ? meta.Groups[1].Value : null;
        }
        // A byte order mark takes precedence over any declared charset (HTML §13.2.3.2).
        using var text = new StreamReader(new MemoryStream(body.ToArray()), (named is null ? null : EncodingOf(named)) ?? Encoding.UTF8);
        return text.ReadToEnd();
    }

    [GeneratedRegex("""<meta[^>]{0,200}charset\s*=\s*["']?([\w-]+)""", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex CharsetInPage();

    private static Encoding? EncodingOf(string charset) =>
        Encoding.GetEncodings().FirstOrDefault(e => e.Name.Equals(charset, StringComparison.OrdinalIgnoreCase))?.GetEncoding()
        ?? CodePagesEncodingProvider.Instance.GetEncoding(charset);
}

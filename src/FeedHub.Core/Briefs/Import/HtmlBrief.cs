using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FeedHub.Core.Briefs.Import.Blocks;
using FeedHub.Core.Briefs.Import.Pages;
using FeedHub.Core.Briefs.Import.Text;
using FeedHub.Formats.Text.Dates;

namespace FeedHub.Core.Briefs.Import;

/// <summary>Reads a brief from the web page that shows it: WordPress' blocks, Elementor, or any page with an article.</summary>
public static class HtmlBrief
{
    /// <summary>Where the text may be, most reliable first; if several elements match, the one with the most text.</summary>
    private static readonly string[] Roots =
    [
        ".elementor-widget-theme-post-content", ".wp-block-post-content", ".entry-content", "[itemprop=articleBody]", ".post-content",
            ".article-content",
        ".article-body", ".td-post-content", ".post-body", "[data-elementor-type=wp-post]", "article", "main", "[role=main]", "body",
    ];

    private const int EnoughText = 200;

    /// <param name="url">Address of the page, or null for one without.</param>
    /// <param name="guide">Null for none.</param>
    public static ImportReading Read(string html, string? url, ImportGuide? guide = null) =>
        ImportReading.From(() => ReadPage(html, url, guide ?? ImportGuide.None));

    private static ImportReading ReadPage(string html, string? url, ImportGuide guide)
    {
        using var document = PageMarkup.Parse(html);
        if (document is null)
        {
            return new ImportReading.Refused($"is too large a page: more than {PageMarkup.MaxLength >> 20} MiB of HTML");
        }
        var address = url is not null ? new Uri(url) : null;
        var data = PageData.From(document, address);
        var root = Root(document);
        if (PageMarkup.IsPasswordForm(root))
        {
            return ImportReading.Protected;
        }
        var text = BlockReader.Read(root, address);
        var related = Related(document, address);
        return BriefShape.From(new ImportMaterial
        {
            Guide = guide,
            Id = data.Id,
            Slug = data.Url is null ? null : new Uri(data.Url).AbsolutePath.TrimEnd('/').Split('/')[^1],
            Title = Title(document, data),
            Dek = Subtitle(document),
            Excerpt = data.Description,
            Published = data.Published ?? Shown(document),
            Updated = data.Updated,
            Authors = data.Authors.Count > 0 ? data.Authors : Signed(document),
            Tags = data.Tags,
            Language = data.Language,
            Translations = data.Translations,
            Url = data.Url,
            Picture = data.Picture is { } picture ? picture with { Alt = picture.Alt ?? AltOf(document, picture.Url) } : null,
            Related = related,
            Blocks = text.Blocks,
            Footnotes = text.Footnotes,
            Files = text.Files,
            Lost = text.Lost,
        });
    }

    private static IElement Root(IHtmlDocument document)
    {
        foreach (var selector in Roots)
        {
            var (best, most, measured) = ((IElement?)null, EnoughText - 1, new HashSet<IElement>());
            foreach (var element in document.QuerySelectorAll(selector).Where(e => !IsWithin(e, PageMarkup.IsRelated)))
            {
                if (IsMeasured(element, measured))
                {
                    continue;
                }
                measured.Add(element);
                if (CountWords(element) is var words && words > most)
                {
                    (best, most) = (element, words);
                }
            }
            if (best is not null)
            {
                return best;
            }
        }
        return document.Body ?? document.DocumentElement;
    }

    /// <summary>Whether its text was already counted as part of an enclosing element, which has at least as much.</summary>
    private static bool IsMeasured(IElement element, HashSet<IElement> measured)
    {
        var around = element.GetAncestors().OfType<IElement>().ToList();
        var outer = around.FindIndex(measured.Contains);
        return outer >= 0 && !around.Take(outer).Prepend(element).Any(PageMarkup.IsChrome);
    }

    private static int CountWords(IElement element) =>
        BlockReader.Read(element, null).Blocks.SelectMany(b => b.WithInner).Sum(b => b.Text.Length);

    private static bool IsWithin(IElement element, Func<IElement, bool> holds) =>
        element.GetAncestors().OfType<IElement>().Prepend(element).Any(holds);

    /// <summary>
    /// The heading that equals, or else begins, a title in the page's metadata, else the first title in the metadata, else the first
    /// heading.
    /// </summary>
    private static string Title(IHtmlDocument document, PageData data)
    {
        var headings = document.QuerySelectorAll("h1, .entry-title, .elementor-widget-theme-post-title .elementor-heading-title")
            .Where(h => !IsWithin(h, PageMarkup.IsRelated)).Select(PageLine.From).Where(t => t.Length > 0).ToList();
        return headings.FirstOrDefault(h => data.Titles.Any(t => ImportFrame.Same(t, h)))
            ?? headings.FirstOrDefault(
                h =>
                    data.Titles.Any(
                        t => Content.PlainText.Normalise(t).StartsWith(Content.PlainText.Normalise(h), StringComparison.Ordinal)))
            ?? data.Titles.Concat(headings).DefaultIfEmpty("").First();
    }

    /// <summary>The line below the title, if the theme has a place for it.</summary>
    private static string? Subtitle(IHtmlDocument document) => PagePicture.OneLine(document.QuerySelector(
        ".entry-subtitle, .post-subtitle, .article-subtitle, .subtitle, .standfirst, .dek, .entry-dek, .post-dek, .article-dek, "
            + ".elementor-widget-theme-post-excerpt, "
        + "h1 + h2.subheading, [itemprop=alternativeHeadline], .wp-block-post-excerpt__excerpt")?.TextContent);

    /// <summary>The first date on the page that is marked up as one.</summary>
    private static DateTimeOffset? Shown(IHtmlDocument document) => document
        .QuerySelectorAll(
            "[itemprop=datePublished], time.entry-date.published, time.published, time.entry-date, time[pubdate], article time[datetime], "
                + "time[datetime]")
        .Where(e => !IsWithin(e, PageMarkup.IsRelated))
        .Select(e => e.GetAttribute("content") ?? e.GetAttribute("datetime")).OfType<string>().Select(d => FeedDate.Parse(d, null))
            .FirstOrDefault(d => d is not null);

    private static IReadOnlyList<string> Signed(IHtmlDocument document) =>
    [
        .. document.QuerySelectorAll(
            "[rel=author], .author.vcard .fn, [itemprop=author] [itemprop=name], .elementor-post-info__item--type-author")
            .Where(e => !IsWithin(e, PageMarkup.IsRelated)).Select(e => PagePicture.OneLine(e.TextContent)).OfType<string>()
            .Select(n => n.StartsWith("By ", StringComparison.OrdinalIgnoreCase) ? n[3..] : n).Where(n => n.Length <= 100).Distinct()
                .Take(5),
    ];

    private static string? AltOf(IHtmlDocument document, string url) => document.QuerySelectorAll("img[alt]")
        .Where(i => i.GetAttribute("src")?.Split('?')[0].Split('/')[^1] == url.Split('?')[0].Split('/')[^1])
            .Select(i => PagePicture.OneLine(i.GetAttribute("alt"))).FirstOrDefault(a => a is not null);

    /// <summary>The links in lists of related texts: those marked up as such, and those below a heading that says so.</summary>
    private static IReadOnlyList<RelatedLink> Related(IHtmlDocument document, Uri? address)
    {
        var links = new List<RelatedLink>();
        var below = false;
        foreach (var element in document.All)
        {
            if (!below
                && element.LocalName is "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "p" or "span" or "div"
                && element.ChildElementCount <= 1
                && ImportLines.IsRelatedLabel(MarkdownText.Collapse(element.TextContent).Trim()))
            {
                below = true;
            }
            else if (element.LocalName == "footer" && !element.GetAncestors().OfType<IElement>().Any(a => a.LocalName == "article")
                || element.Id is "comments" or "respond")
            {
                below = false;
            }
            if (element.LocalName == "a" && (below || IsWithin(element, PageMarkup.IsRelated))
                && PageMarkup.Address(element.GetAttribute("href"), address) is { } href
                && ImportFrame.IsPage(href)
                    && !IsWithin(element, e => e.LocalName is "nav" or "footer" && !IsWithin(e, PageMarkup.IsRelated))
                    && SameSite(href, address)
                    && !ImportLines.IsShareLine(element.TextContent))
            {
                links.Add(new(ImportFrame.TitleOf(element.TextContent), href));
            }
        }
        return [.. links.GroupBy(l => l.Target).Select(g => g.FirstOrDefault(l => l.Title is not null) ?? g.First())];
    }

    private static bool SameSite(string href, Uri? address) => address is null || new Uri(href).Host == address.Host;
}

using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FeedHub.Core.Briefs.Import.Blocks;
using FeedHub.Core.Briefs.Import.Text;
using FeedHub.Formats.Text.Dates;

namespace FeedHub.Core.Briefs.Import.Pages;

/// <summary>The metadata of a page: schema.org in JSON-LD, Open Graph, and WordPress' own links.</summary>
internal sealed partial record PageData
{
    private static readonly JsonDocumentOptions Lenient =
        new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 32 };

    public string? Id { get; init; }
    public string? Url { get; init; }
    /// <summary>The most likely first.</summary>
    public IReadOnlyList<string> Titles { get; init; } = [];
    public string? Description { get; init; }
    public DateTimeOffset? Published { get; init; }
    public DateTimeOffset? Updated { get; init; }
    public IReadOnlyList<string> Authors { get; init; } = [];
    public IReadOnlyList<string> Tags { get; init; } = [];
    public string? Language { get; init; }
    public IReadOnlyList<ImportedTranslation> Translations { get; init; } = [];
    public ImportedPicture? Picture { get; init; }

    public static PageData From(IHtmlDocument document, Uri? address)
    {
        var nodes = document.QuerySelectorAll("script[type='application/ld+json']").SelectMany(s => Nodes(s.TextContent)).ToList();
        var article = nodes.Where(n => TypeOf(n) is { } type && ArticleType().IsMatch(type)).Cast<JsonElement?>().FirstOrDefault();
        var site = Meta(document, "og:site_name");
        string?[] titles = [Text(article, "headline"), Meta(document, "og:title"), Meta(document, "twitter:title"), document.Title];
        var canonical = PageMarkup.Address(document.QuerySelector("link[rel=canonical]")?.GetAttribute("href"), address)
            ?? PageMarkup.Address(Meta(document, "og:url"), address);
        return new()
        {
            Id = GuidOf(document, canonical is null ? address : new Uri(canonical)),
            Url = canonical ?? address?.AbsoluteUri,
            Titles =
                [.. titles.OfType<string>().Select(t => WithoutSite(MarkdownText.Collapse(System.Net.WebUtility.HtmlDecode(t))
                    .Trim(), site)).Where(t => t.Length > 0).Distinct()],
            Description = Meta(document, "og:description") ?? Meta(document, "description") ?? Text(article, "description"),
            Published = Date(Text(article, "datePublished"))
                ?? Date(Meta(document, "article:published_time"))
                ?? Date(Meta(document, "date"))
                ?? Date(Meta(document, "dc.date")),
            Updated = Date(Text(article, "dateModified")) ?? Date(Meta(document, "article:modified_time")),
            Authors = AuthorsOf(document, article, nodes),
            Tags = [.. document.QuerySelectorAll("meta[property='article:tag']").Select(m => m.GetAttribute("content")).OfType<string>()
                .Concat(
                    document.QuerySelectorAll("a[rel~=tag]")
                        .Where(a => a.GetAttribute("href")?.Contains("/tag/", StringComparison.Ordinal) == true)
                        .Select(a => a.TextContent.Trim()))
                    .Distinct()],
            Language = LanguageOf(document),
            Translations = TranslationsOf(document, address),
            Picture = PictureOf(document, article, address),
        };
    }

    /// <summary>WordPress makes a post's guid from its number and never changes it; the short link has that number.</summary>
    private static string? GuidOf(IHtmlDocument document, Uri? address)
    {
        if (PageMarkup.Address(document.QuerySelector("link[rel=shortlink]")?.GetAttribute("href"), address) is { } link
            && ShortLink().IsMatch(link))
        {
            return link;
        }
        var names =
            $"{document.Body?.ClassName} {string.Join(' ', document.QuerySelectorAll("article[id^=post-]").Take(1).Select(a => a.Id))}";
        return address is not null && PostNumber().Match(names) is { Success: true } number
            ? $"{address.GetLeftPart(UriPartial.Authority)}/?p={number.Groups[1].Value}"
            : null;
    }

    private static ImportedPicture? PictureOf(IHtmlDocument document, JsonElement? article, Uri? address)
    {
        var url = PageMarkup.Address(
            Meta(document, "og:image:secure_url") ?? Meta(document, "og:image") ?? Text(article, "image"), address);
        return url is null || url.StartsWith("mailto:", StringComparison.Ordinal) || NoPicture().IsMatch(url)
            ? null
            : new(url, PagePicture.OneLine(Meta(document, "og:image:alt")), null, null);
    }

    private static string? LanguageOf(IHtmlDocument document) =>
        document.DocumentElement.GetAttribute("lang") is { Length: >= 2 } tag && LanguageTag().Match(tag) is { Success: true } match
            ? match.Value.ToLowerInvariant()
            : null;

    /// <summary>As sites in several languages declare them for search engines; <c>x-default</c> is none.</summary>
    private static IReadOnlyList<ImportedTranslation> TranslationsOf(IHtmlDocument document, Uri? address) =>
    [
        .. document.QuerySelectorAll("link[rel~=alternate][hreflang][href]")
            .Select(l => (Tag: LanguageTag().Match(l.GetAttribute("hreflang")!), Url: PageMarkup.Address(l.GetAttribute("href"), address)))
            .Where(l => l.Tag.Success && l.Url is not null)
            .Select(l => new ImportedTranslation(l.Tag.Value.ToLowerInvariant(), l.Url!)),
    ];

    private static IReadOnlyList<string> AuthorsOf(IHtmlDocument document, JsonElement? article, IReadOnlyList<JsonElement> nodes)
    {
        var names = new List<string?>();
        if (article is { } node && node.TryGetProperty("author", out var author))
        {
            foreach (var one in author.ValueKind == JsonValueKind.Array ? author.EnumerateArray().ToList() : [author])
            {
                names.Add(one.ValueKind == JsonValueKind.String ? one.GetString()
                    : Text(one, "name")
                        ?? (
                            Text(one, "@id") is { } id
                                ? nodes.Where(n => Text(n, "@id") == id).Select(n => Text(n, "name")).FirstOrDefault(n => n is not null)
                                : null));
            }
        }
        if (names.OfType<string>().All(string.IsNullOrWhiteSpace))
        {
            names.Add(Meta(document, "author"));
        }
        return [.. names.OfType<string>().Select(n => MarkdownText.Collapse(n).Trim())
            .Where(n => n.Length is > 0 and <= 100 && !Robot().IsMatch(n)).Distinct()];
    }

    private static IEnumerable<JsonElement> Nodes(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(JsonText.WithWholePairs(json), Lenient);
            return [.. Flatten(document.RootElement.Clone()).Take(200)];
        }
        catch (JsonException)
        {
            // Themes write broken JSON; the text of the page can be read without it.
            return [];
        }
    }

    private static IEnumerable<JsonElement> Flatten(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Flatten),
        JsonValueKind.Object => element.TryGetProperty("@graph", out var graph) ? Flatten(graph).Append(element) : [element],
        _ => [],
    };

    private static string? TypeOf(JsonElement element) => element.TryGetProperty("@type", out var type)
        ? type.ValueKind == JsonValueKind.Array ? string.Join(' ', type.EnumerateArray()) : type.ToString() : null;

    /// <summary>A property as text: the first element of a list, the address of an object.</summary>
    private static string? Text(JsonElement? element, string name)
    {
        if (element is not { ValueKind: JsonValueKind.Object } node || !node.TryGetProperty(name, out var value))
        {
            return null;
        }
        if (value.ValueKind == JsonValueKind.Array)
        {
            value = value.EnumerateArray().FirstOrDefault(v => v.ValueKind is JsonValueKind.String or JsonValueKind.Object);
        }
        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Object => Text(value, "url") ?? Text(value, "contentUrl"),
            _ => null,
        };
    }

    private static string? Meta(IHtmlDocument document, string name) =>
        document.QuerySelectorAll($"meta[property='{name}'], meta[name='{name}']").Select(m => m.GetAttribute("content"))
            .FirstOrDefault(c => !string.IsNullOrWhiteSpace(c));

    private static DateTimeOffset? Date(string? text) => text is null ? null : FeedDate.Parse(text, null);

    private static string WithoutSite(string title, string? site) => site is null ? title
        : SiteSuffix().Match(title) is { Success: true } suffix && ImportFrame.Same(suffix.Groups[1].Value, site)
            ? title[..suffix.Index]
            : title;

    [GeneratedRegex(@"\b(\w*Article|BlogPosting|Report)\b")]
    private static partial Regex ArticleType();

    [GeneratedRegex(@"[?&]p=\d+$")]
    private static partial Regex ShortLink();

    [GeneratedRegex(@"\bpost(?:id)?-(\d+)\b")]
    private static partial Regex PostNumber();

    [GeneratedRegex(@"logo|default|placeholder|favicon|\.svg($|\?)", RegexOptions.IgnoreCase)]
    private static partial Regex NoPicture();

    [GeneratedRegex(@"^[a-zA-Z]{2,3}(?![a-zA-Z])")]
    private static partial Regex LanguageTag();

    [GeneratedRegex(@"^(admin|administrator|wordpress|root|editor)$", RegexOptions.IgnoreCase)]
    private static partial Regex Robot();

    [GeneratedRegex(@"\s+[-–—|»·]\s+([^-–—|»·]+)$")]
    private static partial Regex SiteSuffix();
}

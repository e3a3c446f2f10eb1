using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FeedHub.Core.Briefs.Import.Blocks;
using FeedHub.Core.Briefs.Import.Pages;
using FeedHub.Core.Briefs.Import.Text;
using FeedHub.Core.Content;
using FeedHub.Formats.Text.Dates;

namespace FeedHub.Core.Briefs.Import.WordPress;

/// <summary>A post from WordPress' REST API (<c>/wp-json/wp/v2/posts</c>).</summary>
public sealed class WordPressPost
{
    private readonly JsonElement json;

    /// <param name="json">Something that <see cref="IsPost"/> says is a post.</param>
    internal WordPressPost(JsonElement json) => this.json = json;

    /// <summary>Number of the post on its site.</summary>
    public long Number => json.GetProperty("id").GetInt64();

    /// <summary>Null if only some fields were requested.</summary>
    public string? Guid => Rendered("guid");

    public string? Link => Text("link");

    public string? Slug => Text("slug");

    /// <summary>Such as <c>publish</c> or <c>draft</c>.</summary>
    public string? Status => Text("status");

    /// <summary>As plain text.</summary>
    public string Title => PageLine.From(Rendered("title") ?? "");

    /// <summary>When it was last saved, as written by WordPress; null if not given.</summary>
    public string? Modified => Text("modified_gmt");

    /// <summary>
    /// Differs whenever the post may have changed. WordPress moves the time of saving neither for tags and pictures that are set after it
    /// nor for a new address of the site. Empty if the time of saving is not given.
    /// </summary>
    public string Stamp => Modified is { } modified ? $"{modified} {Digest()}" : "";

    /// <summary>The fields of which <see cref="Stamp"/>, <see cref="IsPublic"/> and <see cref="Names"/> are made.</summary>
    public const string ListFields =
        "id,guid,slug,link,status,date_gmt,modified_gmt,author,tags,featured_media,content.protected," + WordPressLanguage.Fields;

    private static readonly string[] Stamped =
        ["link", "slug", "date_gmt", "author", "tags", "featured_media", .. WordPressLanguage.Fields.Split(',')];

    /// <summary>What the post refers to by number: its author, tags and picture. The names of these are kept apart.</summary>
    public IEnumerable<WordPressName> Names =>
        Numbers("author").Select(n => new WordPressName(WordPressNameKind.Author, n))
            .Concat(Numbers("tags").Select(n => new WordPressName(WordPressNameKind.Tag, n)))
            .Concat(Numbers("featured_media").Select(n => new WordPressName(WordPressNameKind.Picture, n)));

    /// <summary>The names that are embedded in a whole post, by what they name.</summary>
    public IReadOnlyDictionary<string, string> NamesEmbedded()
    {
        var terms = Embedded("wp:term").Where(t => t.ValueKind == JsonValueKind.Array).SelectMany(t => t.EnumerateArray())
            .Where(t => Text(t, "taxonomy") == "post_tag");
        return WordPressName.Read(WordPressNameKind.Author, Embedded("author"))
            .Concat(WordPressName.Read(WordPressNameKind.Tag, terms))
            .Concat(WordPressName.Read(WordPressNameKind.Picture, Embedded("wp:featuredmedia")))
            .DistinctBy(n => n.Key).ToDictionary();
    }

    /// <summary>The addresses of the same post in other languages, by their numbers; empty for one that is not public.</summary>
    public IEnumerable<KeyValuePair<string, string>> TranslationLinks(Func<long, string?> linkOf) =>
        WordPressLanguage.NumbersIn(json).Select(t => KeyValuePair.Create($"Translation {t.Number}", linkOf(t.Number) ?? ""))
            .DistinctBy(t => t.Key);

    public DateTimeOffset? Published => Date("date_gmt");

    public bool HasContent => Rendered("content") is not null;

    /// <summary>Whether the post is public.</summary>
    public bool IsPublic => Status is null or "publish" && !IsProtected;

    /// <summary>Whether the site gives it only to those who have a password.</summary>
    public bool IsProtected => json.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.Object
        && content.TryGetProperty("protected", out var locked) && locked.ValueKind == JsonValueKind.True;

    /// <param name="guide">Null for none.</param>
    public ImportReading Read(ImportGuide? guide = null) => ImportReading.From(() => ReadPost(guide ?? ImportGuide.None));

    private ImportReading ReadPost(ImportGuide guide)
    {
        if (IsProtected)
        {
            return ImportReading.Protected;
        }
        if (Rendered("content") is not { } content)
        {
            return new ImportReading.Refused("is a post without its content");
        }
        using var document = PageMarkup.Parse(content);
        if (document is null)
        {
            return new ImportReading.Refused($"has a text of more than {PageMarkup.MaxLength >> 20} MiB");
        }
        var address = Uri.TryCreate(Link, UriKind.Absolute, out var link) ? link : null;
        var text = BlockReader.Read(document.Body ?? document.DocumentElement, address);
        return BriefShape.From(new ImportMaterial
        {
            Guide = guide,
            Id = Guid,
            Slug = Slug,
            Title = Title,
            Excerpt = Rendered("excerpt") is { } excerpt ? PageLine.From(excerpt) : null,
            Published = Published,
            Updated = Date("modified_gmt"),
            Authors =
                [.. Embedded("author").Select(a => Text(a, "name")).OfType<string>().Select(PlainText.FromHtml)
                    .Where(n => n.Length is > 0 and <= 100)],
            Tags = Tags(),
            Language = WordPressLanguage.Of(json, document),
            Translations = WordPressLanguage.TranslationsOf(json, guide.LinkOf),
            Url = address is { Scheme: "http" or "https" } ? address.AbsoluteUri : null,
            Picture = Picture(address),
            Related = RelatedOf(document, address),
            Blocks = text.Blocks,
            Footnotes = text.Footnotes,
            Files = text.Files,
            Lost = text.Lost,
        });
    }

    private static IReadOnlyList<RelatedLink> RelatedOf(AngleSharp.Html.Dom.IHtmlDocument document, Uri? address) =>
    [
        .. document.All.Where(PageMarkup.IsRelated).SelectMany(r => r.QuerySelectorAll("a[href]"))
            .Select(a => (Title: ImportFrame.TitleOf(a.TextContent), Url: PageMarkup.Address(a.GetAttribute("href"), address)))
            .Where(l => l.Url is not null && ImportFrame.IsPage(l.Url)).Select(l => new RelatedLink(l.Title, l.Url))
            // A card links to its post with the picture, the title and more.
            .GroupBy(l => l.Target).Select(g => g.FirstOrDefault(l => l.Title is not null) ?? g.First()),
    ];

    private ImportedPicture? Picture(Uri? address)
    {
        if (Embedded("wp:featuredmedia").FirstOrDefault() is not { ValueKind: JsonValueKind.Object } media
            || PageMarkup.Address(Text(media, "source_url"), address) is not { } url)
        {
            return null;
        }
        var (credit, licence) = PagePicture.Caption(Rendered(media, "caption"));
        return new(url, PagePicture.OneLine(Text(media, "alt_text")), credit, licence);
    }

    /// <summary>Tags say what a post is about; categories mostly say which series it belongs to.</summary>
    private IReadOnlyList<string> Tags() =>
    [
        .. Embedded("wp:term").Where(t => t.ValueKind == JsonValueKind.Array).SelectMany(t => t.EnumerateArray())
            .Where(t => Text(t, "taxonomy") == "post_tag").Select(t => Text(t, "name")).OfType<string>().Select(PlainText.FromHtml),
    ];

    private string Digest() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
        '\0', Stamped.Select(name => json.TryGetProperty(name, out var value) ? value.GetRawText() : "")))).AsSpan(0, 8));

    private IEnumerable<long> Numbers(string name) => !json.TryGetProperty(name, out var value) ? []
        : (value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().ToList() : [value])
            .Where(v => v.ValueKind == JsonValueKind.Number).Select(v => v.TryGetInt64(out var number) ? number : 0).Where(n => n > 0);

    private List<JsonElement> Embedded(string name) =>
        json.TryGetProperty("_embedded", out var embedded) && embedded.ValueKind == JsonValueKind.Object
        && embedded.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];

    /// <summary>A date in UTC, which WordPress writes without an offset; one of zeros means none.</summary>
    private DateTimeOffset? Date(string name) =>
        Text(name) is { } text && !text.StartsWith("0000", StringComparison.Ordinal) ? FeedDate.Parse(text, null) : null;

    private string? Text(string name) => Text(json, name);

    private string? Rendered(string name) => Rendered(json, name);

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static string? Rendered(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
            && element.TryGetProperty(name, out var value) ? value.ValueKind == JsonValueKind.String ? value
                .GetString() : Text(value, "rendered") : null;

    internal static bool IsPost(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object
            && element.TryGetProperty("id", out var id)
            && id.ValueKind == JsonValueKind.Number
            && id.TryGetInt64(out _)
        && (
            element.TryGetProperty("content", out _)
                || element.TryGetProperty("modified_gmt", out _)
                || element.TryGetProperty("slug", out _));
}

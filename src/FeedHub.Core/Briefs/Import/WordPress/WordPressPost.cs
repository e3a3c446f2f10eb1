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

    /// <summary>When it was last saved, as written by WordPress; null if not given.</summary>
    public string? Modified => Text("modified_gmt");

    public bool HasContent => Rendered("content") is not null;

    /// <summary>Whether the post is public.</summary>
    public bool IsPublic => Text("status") is null or "publish" && !IsProtected;

    /// <summary>Whether the site gives it only to those who have a password.</summary>
    public bool IsProtected => json.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.Object
        && content.TryGetProperty("protected", out var locked) && locked.ValueKind == JsonValueKind.True;

    public ImportReading Read() => ImportReading.From(ReadPost);

    private ImportReading ReadPost()
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
            Id = Guid,
            Slug = Text("slug"),
            Title = PlainText.FromHtml(Rendered("title") ?? ""),
            Excerpt = Rendered("excerpt") is { } excerpt ? PlainText.FromHtml(excerpt) : null,
            Published = Date("date_gmt"),
            Updated = Date("modified_gmt"),
            Authors =
                [.. Embedded("author").Select(a => Text(a, "name")).OfType<string>().Select(PlainText.FromHtml)
                    .Where(n => n.Length is > 0 and <= 100)],
            Tags = Tags(),
            Url = address is { Scheme: "http" or "https" } ? address.AbsoluteUri : null,
            Picture = Picture(address),
            Related = RelatedOf(document, address),
            Blocks = text.Blocks,
            Footnotes = text.Footnotes,
            Lost = text.Lost,
        });
    }

    private static IReadOnlyList<string> RelatedOf(AngleSharp.Html.Dom.IHtmlDocument document, Uri? address) =>
    [
        .. document.All.Where(PageMarkup.IsRelated).SelectMany(r => r.QuerySelectorAll("a[href]"))
            .Select(a => PageMarkup.Address(a.GetAttribute("href"), address)).OfType<string>().Where(ImportFrame.IsPage).Distinct(),
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

using System.Globalization;
using System.Text;
using System.Text.Json;
using FeedHub.Core.Briefs.Import.Text;

namespace FeedHub.Core.Briefs.Import.WordPress;

/// <summary>The kinds of names that posts refer to by number.</summary>
public enum WordPressNameKind
{
    Author,
    Tag,
    Picture,
}

/// <summary>A name that posts of a site show but that is kept apart from them, so that it can change without them.</summary>
/// <param name="Number">Its number on the site.</param>
public readonly record struct WordPressName(WordPressNameKind Kind, long Number)
{
    private static readonly JsonDocumentOptions Bounded = new() { MaxDepth = 64 };

    /// <summary>Where the API lists these names, below its version (<c>wp/v2</c>), and the fields that are asked for.</summary>
    public static (string Path, string Fields) ListOf(WordPressNameKind kind) => kind switch
    {
        WordPressNameKind.Author => ("users", "id,name"),
        WordPressNameKind.Tag => ("tags", "id,name"),
        _ => ("media", "id,source_url,alt_text,caption"),
    };

    /// <summary>It as the key of a list of names.</summary>
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{Kind} {Number}");

    /// <summary>The names in elements of the API, by <see cref="Key"/>: of a picture its address, description and caption.</summary>
    internal static IEnumerable<KeyValuePair<string, string>> Read(WordPressNameKind kind, IEnumerable<JsonElement> elements) => elements
        .Where(e => e.ValueKind == JsonValueKind.Object && e.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.Number
            && id.TryGetInt64(out _))
        .Select(e => KeyValuePair.Create(new WordPressName(kind, e.GetProperty("id").GetInt64()).Key, Words(kind, e)));

    /// <summary>The names in an answer of the API; empty if it is no list: they are asked for again at the next poll.</summary>
    public static IReadOnlyDictionary<string, string> Read(WordPressNameKind kind, ReadOnlyMemory<byte> body)
    {
        try
        {
            var text = JsonText.WithWholePairs(Encoding.UTF8.GetString(body.Span)).TrimStart('\uFEFF');
            using var document = JsonDocument.Parse(text, Bounded);
            return document.RootElement.ValueKind == JsonValueKind.Array
                ? Read(kind, document.RootElement.EnumerateArray()).DistinctBy(n => n.Key).ToDictionary()
                : new Dictionary<string, string>();
        }
        catch (JsonException)
        {
            return new Dictionary<string, string>();
        }
    }

    private static string Words(WordPressNameKind kind, JsonElement element) => kind == WordPressNameKind.Picture
        ? string.Join('\n', Text(element, "source_url"), Text(element, "alt_text"), Caption(element)) : Text(element, "name");

    private static string Caption(JsonElement element) =>
        element.TryGetProperty("caption", out var caption) && caption.ValueKind == JsonValueKind.Object ? Text(caption, "rendered") : "";

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}

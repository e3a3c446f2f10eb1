using System.Text.Json;
using FeedHub.Formats.Text;

namespace FeedHub.Formats.Json;

/// <summary>The properties and items of a JSON Feed as they are found.</summary>
internal sealed class JsonFeedParts
{
    /// <summary>Maximum size of one value, in bytes: a whole item may be large, but a list of a million numbers is no item.</summary>
    public const int MaxValue = 1 << 22;

    private static readonly HashSet<string> Known =
    [
        "version", "title", "home_page_url", "feed_url", "description", "next_url", "icon", "favicon", "authors", "author", "language",
            "hubs", "_feedhub",
    ];

    /// <summary>Items left out before the rest is ignored: each costs an exception.</summary>
    private const int MaxDropped = 1000;

    private readonly Dictionary<string, JsonElement> fields = [];
    private readonly List<FeedItem> items = [];
    private readonly JsonItemReader reader;
    private readonly FeedOrigin origin;
    private int dropped;
    private bool restDropped;

    public JsonFeedParts(FeedOrigin origin)
    {
        this.origin = origin;
        Links = new LinkResolver(origin.BaseUrl);
        reader = new JsonItemReader(this, origin.TimeZone);
    }

    public FeedNotes Notes { get; } = new();

    public LinkResolver Links { get; }

    public IReadOnlyList<FeedItem> Items => items;

    public bool HasItems { get; set; }

    /// <summary>False once no further item will be taken.</summary>
    public bool TakesItems => items.Count < FeedReading.MaxItems && dropped < MaxDropped;

    public static bool IsKnown(string name) => Known.Contains(name);

    public JsonElement Field(string name) => fields.GetValueOrDefault(name);

    public void SetField(string name, JsonElement value) => fields[name] = value;

    public void AddItem(JsonElement item)
    {
        if (item.ValueKind == JsonValueKind.Object)
            items.Add(reader.Read(item, items.Count));
        else
            DropItem("an item that is not an object was left out");
    }

    public void DropItem(string why)
    {
        dropped++;
        Notes.Add(items.Count, why);
    }

    public void DropRest()
    {
        // Noted once, not built again for each of a million items.
        if (restDropped)
            return;
        restDropped = true;
        Notes.Add(
            null,
            dropped < MaxDropped
                ? $"items beyond the first {FeedReading.MaxItems} were dropped"
                : $"after {MaxDropped} broken items the rest was dropped");
    }

    public string Resolve(string url) => Links.Resolve(url, origin.BaseUrl);

    public string ResolveHtml(string html) => Links.ResolveHtml(html, origin.BaseUrl);

    public string? Url(string field) => Url(Field(field));

    /// <summary>An address made absolute; null where there is none, or a blank one.</summary>
    public string? Url(JsonElement value) => value.Text() is { } url && !UrlReference.IsNone(url) ? Resolve(url) : null;
}

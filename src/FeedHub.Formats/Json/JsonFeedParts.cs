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

    private readonly Dictionary<string, JsonElement> _fields = [];
    private readonly List<FeedItem> _items = [];
    private readonly JsonItemReader _reader;
    private readonly FeedOrigin _origin;
    private int _dropped;
    private bool _restDropped;

    public JsonFeedParts(FeedOrigin origin)
    {
        _origin = origin;
        _reader = new JsonItemReader(this, origin.TimeZone);
    }

    public FeedNotes Notes { get; } = new();

    public LinkResolver Links { get; } = new();

    public IReadOnlyList<FeedItem> Items => _items;

    public bool HasItems { get; set; }

    /// <summary>False once no further item will be taken.</summary>
    public bool TakesItems => _items.Count < FeedReading.MaxItems && _dropped < MaxDropped;

    public static bool IsKnown(string name) => Known.Contains(name);

    public JsonElement Field(string name) => _fields.GetValueOrDefault(name);

    public void SetField(string name, JsonElement value) => _fields[name] = value;

    public void AddItem(JsonElement item)
    {
        if (item.ValueKind == JsonValueKind.Object)
            _items.Add(_reader.Read(item, _items.Count));
        else
            DropItem("an item that is not an object was left out");
    }

    public void DropItem(string why)
    {
        _dropped++;
        Notes.Add(_items.Count, why);
    }

    public void DropRest()
    {
        // Noted once, not built again for each of a million items.
        if (_restDropped)
            return;
        _restDropped = true;
        Notes.Add(
            null,
            _dropped < MaxDropped
                ? $"items beyond the first {FeedReading.MaxItems} were dropped"
                : $"after {MaxDropped} broken items the rest was dropped");
    }

    public string Resolve(string url) => Links.Resolve(url, _origin.BaseUrl);

    public string ResolveHtml(string html) => Links.ResolveHtml(html, _origin.BaseUrl);

    public string? Url(string field) => Field(field).Text() is { } url ? Resolve(url) : null;
}

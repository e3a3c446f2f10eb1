using System.Text;
using System.Text.Json;
using FeedHub.Formats.Text;
using FeedHub.Formats.Xml;

namespace FeedHub.Formats.Json;

/// <summary>Reads JSON Feed 1.0 and 1.1, property by property, so that a truncated or broken feed keeps its whole items.</summary>
internal static class JsonFeedReader
{
    private const string VersionPrefix = "jsonfeed.org/version/";

    private static readonly JsonReaderOptions Options = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = 64,
    };

    public static FeedReading Read(ReadOnlySpan<char> text, string encoding, FeedOrigin origin)
    {
        // What was decoded is encoded again: the reader takes UTF-8 alone, and throws at any that is broken.
        var bytes = Encoding.UTF8.GetBytes(text.ToArray());
        var notes = new FeedNotes();
        var fields = new Dictionary<string, JsonElement>();
        var items = new List<FeedItem>();
        var hasItems = false;
        string? fault = null;
        var reader = new Utf8JsonReader(bytes, Options);
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
                return new FeedReading.Unreadable("a JSON list, no feed");
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = JsonValue.NameOf(ref reader);
                reader.Read();
                if (name == "items" && reader.TokenType == JsonTokenType.StartArray)
                {
                    hasItems = true;
                    ReadItems(ref reader, items, new JsonItemReader(origin, notes), notes);
                }
                else
                {
                    fields[name] = JsonElement.ParseValue(ref reader);
                }
            }
        }
        catch (JsonException e)
        {
            fault = $"the JSON breaks off or is wrong at line {e.LineNumber + 1}";
        }

        var version = fields.GetValueOrDefault("version").Text() ?? "";
        var isFeed = version.Contains(VersionPrefix, StringComparison.Ordinal) || (hasItems && (fields.ContainsKey("title") || fields.ContainsKey("feed_url")));
        if (!isFeed)
            return new FeedReading.Unreadable(fault is null ? "JSON that is no feed" : $"JSON that is no feed; {fault}") { IsDamaged = fault is not null };
        if (fault is not null)
            notes.Add(null, fault + "; the items before that were kept");
        return new FeedReading.Readable(Document(fields, Version(version), items, origin) with
        {
            Encoding = encoding,
            WellFormed = fault is null,
            Notes = notes.All,
        });
    }

    private static void ReadItems(ref Utf8JsonReader reader, List<FeedItem> items, JsonItemReader item, FeedNotes notes)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var element = JsonElement.ParseValue(ref reader);
            if (items.Count == XmlFeedReader.MaxItems)
                continue;
            if (element.ValueKind == JsonValueKind.Object)
                items.Add(item.Read(element, items.Count));
            else
                notes.Add(items.Count, "an item that is no object was left out");
        }
    }

    private static FeedDocument Document(Dictionary<string, JsonElement> fields, string version, List<FeedItem> items, FeedOrigin origin)
    {
        JsonElement Field(string name) => fields.GetValueOrDefault(name);
        string? Url(string name) => Field(name).Text() is { Length: > 0 } url ? UrlReference.Resolve(url, origin.BaseUrl) : null;

        var language = Field("language").Text() ?? origin.ContentLanguage;
        var (home, self, next) = (Url("home_page_url"), Url("feed_url"), Url("next_url"));
        return new FeedDocument
        {
            Family = FeedFamily.Json,
            Version = version,
            Title = Field("title").Text() is { } title ? FeedText.Plain(title) : null,
            Description = Field("description").Text() is { } description ? FeedText.Plain(description) : null,
            Link = home,
            SelfLink = self,
            Language = language,
            Icon = Url("favicon"),
            Logo = Url("icon"),
            Authors = JsonValue.Authors(Field("authors"), Field("author"), origin.BaseUrl),
            Links = [.. JsonValue.Links((home, "alternate"), (self, "self"), (next, "next")), .. Hubs(Field("hubs"))],
            Items = language is null ? items : [.. items.Select(i => i.Language is null ? i with { Language = language } : i)],
        };
    }

    private static IEnumerable<FeedLink> Hubs(JsonElement hubs) =>
        hubs.Elements().Select(hub => hub.Property("url").Text()).OfType<string>().Take(10).Select(url => new FeedLink(url, "hub"));

    private static string Version(string url)
    {
        var at = url.IndexOf(VersionPrefix, StringComparison.Ordinal);
        return at < 0 ? "" : url[(at + VersionPrefix.Length)..].Trim('/') is var version && version == "1" ? "1.0" : version;
    }
}

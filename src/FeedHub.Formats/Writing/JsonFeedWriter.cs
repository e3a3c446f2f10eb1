using System.Text.Encodings.Web;
using System.Text.Json;
using FeedHub.Formats.Json;
using FeedHub.Formats.Syndication;
using FeedHub.Formats.Text;
using FeedHub.Formats.Text.Dates;
using FeedHub.Formats.Text.Encodings;

namespace FeedHub.Formats.Writing;

/// <summary>Writes JSON Feed 1.1, with only the characters that XML can hold, so that every format has the same text.</summary>
internal static class JsonFeedWriter
{
    // The bytes are served as application/feed+json, never inside a page, so only JSON's own escapes are needed.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(FeedDocument document)
    {
        Required.Text(document.Title, "title");
        Required.Text(document.SelfLink, "self link");
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            WriteFeed(json, document);
            json.WriteStartArray("items");
            for (var i = 0; i < document.Items.Count; i++)
            {
                Required.Text(document.Items[i].Id, "ID", i);
                json.WriteStartObject();
                WriteItem(json, document.Items[i], document.Language);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void WriteFeed(Utf8JsonWriter json, FeedDocument document)
    {
        json.WriteString("version", "https://jsonfeed.org/version/1.1");
        Write(json, "title", SyndicationParts.Plain(document.Title));
        WriteUrl(json, "home_page_url", document.Link);
        WriteUrl(json, "feed_url", document.SelfLink);
        Write(json, "description", SyndicationParts.Plain(document.Description));
        WriteUrl(json, "next_url", document.Links.FirstOrDefault(link => link.Rel == "next")?.Href);
        WriteUrl(json, "icon", document.Logo ?? document.Image?.Url);
        WriteUrl(json, "favicon", document.Icon);
        WriteAuthors(json, document.Authors);
        Write(json, "language", document.Language);
        WriteHubs(json, document.Links.Where(link => link.Rel == "hub"));
        WriteExtension(json, document);
    }

    /// <summary>What JSON Feed has nothing for, in an extension object of ours: rights, licence and withdrawn items.</summary>
    private static void WriteExtension(Utf8JsonWriter json, FeedDocument document)
    {
        var licence = document.Links.FirstOrDefault(link => link.Rel == "license")?.Href;
        if (document.Rights is null && licence is null && document.Deleted.Count == 0)
            return;
        json.WriteStartObject(FeedExtension.Name);
        Write(json, "rights", SyndicationParts.Plain(document.Rights));
        WriteUrl(json, "license", licence);
        JsonTombstones.Write(json, document.Deleted);
        json.WriteEndObject();
    }

    private static void WriteItem(Utf8JsonWriter json, FeedItem item, string? feedLanguage)
    {
        Write(json, "id", item.Id);
        WriteUrl(json, "url", item.Link);
        WriteUrl(json, "external_url", item.Links.FirstOrDefault(link => link.Rel == "related")?.Href);
        Write(json, "title", SyndicationParts.Plain(item.Title));
        // One of the two is required; an item without text has an empty text.
        if (item.Content is { Kind: not FeedTextKind.Text } html)
            json.WriteString("content_html", CharacterRepair.Writable(html.Value));
        else
            json.WriteString("content_text", CharacterRepair.Writable(item.Content?.Value ?? SyndicationParts.Plain(item.Summary) ?? ""));
        Write(json, "summary", SyndicationParts.Plain(item.Summary));
        WriteUrl(json, "image", item.Image);
        Write(json, "date_published", item.Published is { } published ? AtomDate.Format(published) : null);
        Write(json, "date_modified", item.Updated is { } updated ? AtomDate.Format(updated) : null);
        WriteAuthors(json, item.Authors);
        WriteTags(json, item.Categories);
        if (item.Language != feedLanguage)
            Write(json, "language", item.Language);
        WriteAttachments(json, item.Enclosures);
        foreach (var (name, value) in item.Extensions.OrderBy(extension => extension.Key, StringComparer.Ordinal))
        {
            json.WritePropertyName(name);
            WriteValue(json, value);
        }
    }

    private static void WriteAuthors(Utf8JsonWriter json, IReadOnlyList<FeedPerson> authors)
    {
        if (authors.Count == 0)
            return;
        json.WriteStartArray("authors");
        foreach (var author in authors)
        {
            json.WriteStartObject();
            Write(json, "name", SyndicationParts.Name(author));
            WriteUrl(json, "url", author.Uri ?? (author.Email is { } email ? "mailto:" + email : null));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTags(Utf8JsonWriter json, IReadOnlyList<FeedCategory> categories)
    {
        if (categories.Count == 0)
            return;
        json.WriteStartArray("tags");
        foreach (var term in categories.Select(c => c.Term).Distinct())
            json.WriteStringValue(CharacterRepair.Writable(term));
        json.WriteEndArray();
    }

    private static void WriteAttachments(Utf8JsonWriter json, IReadOnlyList<FeedEnclosure> enclosures)
    {
        if (enclosures.Count == 0)
            return;
        json.WriteStartArray("attachments");
        foreach (var enclosure in enclosures)
        {
            json.WriteStartObject();
            WriteUrl(json, "url", enclosure.Url);
            json.WriteString("mime_type", CharacterRepair.Writable(enclosure.Type ?? "application/octet-stream"));
            if (enclosure.Length is { } length)
                json.WriteNumber("size_in_bytes", length);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteHubs(Utf8JsonWriter json, IEnumerable<FeedLink> hubs)
    {
        FeedLink[] all = [.. hubs];
        if (all.Length == 0)
            return;
        json.WriteStartArray("hubs");
        foreach (var hub in all)
        {
            json.WriteStartObject();
            json.WriteString("type", "WebSub");
            WriteUrl(json, "url", hub.Href);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            json.WriteString(name, CharacterRepair.Writable(value));
    }

    private static void WriteUrl(Utf8JsonWriter json, string name, string? url) => Write(json, name, UriForm.From(url));

    /// <summary>Writes the value of an extension, with texts written as everywhere else.</summary>
    private static void WriteValue(Utf8JsonWriter json, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var property in value.EnumerateObject())
                {
                    json.WritePropertyName(CharacterRepair.Writable(property.Name));
                    WriteValue(json, property.Value);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var element in value.EnumerateArray())
                    WriteValue(json, element);
                json.WriteEndArray();
                break;
            case JsonValueKind.String:
                json.WriteStringValue(CharacterRepair.Writable(value.GetString()!));
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }
}

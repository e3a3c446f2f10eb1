using System.Text.Json;
using FeedHub.Formats.Text;
using FeedHub.Formats.Text.Dates;

namespace FeedHub.Formats.Json;

/// <summary>Reads the items of a JSON Feed (JSON Feed 1.1, Items).</summary>
internal sealed class JsonItemReader(JsonFeedParts parts, TimeZoneInfo? timeZone)
{
    private static readonly Dictionary<string, JsonElement> None = [];

    public FeedItem Read(JsonElement item, int index)
    {
        var (link, external) = (Url(item, "url"), Url(item, "external_url"));
        var html = item.Property("content_html").Text();
        var text = item.Property("content_text").Text();
        return new FeedItem
        {
            Id = item.Property("id").Text(),
            Title = item.Property("title").Text() is { } title ? FeedText.Plain(title) : null,
            Link = link ?? external,
            Summary = item.Property("summary").Text() is { } summary ? FeedText.Plain(summary) : null,
            Content = html is not null ? FeedText.Html(parts.ResolveHtml(html)) : text is not null ? FeedText.Plain(text) : null,
            Published = Date(item, "date_published", index),
            Updated = Date(item, "date_modified", index),
            Language = item.Property("language").Text(),
            Authors = JsonValue.Authors(item.Property("authors"), item.Property("author"), parts.Resolve),
            Categories = JsonValue.Tags(item.Property("tags")),
            Links = [.. JsonValue.Links((link, "alternate"), (external, link is null ? "alternate" : "related"))],
            Enclosures = [.. item.Property("attachments").Elements().Select(Attachment).OfType<FeedEnclosure>().Take(500)],
            Image = Picture(item, "image") ?? Picture(item, "banner_image"),
            Extensions = Extensions(item),
        };
    }

    private FeedEnclosure? Attachment(JsonElement attachment) =>
        Url(attachment, "url") is { } url
            ? new FeedEnclosure(url, attachment.Property("mime_type").Text(), attachment.Property("size_in_bytes").Integer())
            : null;

    private string? Url(JsonElement element, string name) => parts.Url(element.Property(name));

    private string? Picture(JsonElement item, string name) => Url(item, name) is { } url && !PlaceholderPicture.Is(url) ? url : null;

    private DateTimeOffset? Date(JsonElement item, string name, int index)
    {
        if (item.Property(name).Text() is not { } text)
            return null;
        var date = FeedDate.Parse(text, timeZone, out var zoneAssumed);
        if (date is null)
            parts.Notes.Add(index, $"the date {FeedNotes.Quote(text)} of {name} could not be read");
        else if (zoneAssumed)
            parts.Notes.Add(null, $"dates without an offset were read as {timeZone?.Id ?? "UTC"}");
        return date;
    }

    private static Dictionary<string, JsonElement> Extensions(JsonElement item)
    {
        var extensions = None;
        foreach (var property in item.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Object
                && property.Name is ['_', _, ..] name
                && !name.Contains('.', StringComparison.Ordinal))
            {
                extensions = extensions.Count == 0 ? [] : extensions;
                extensions[name] = property.Value;
            }
        }

        return extensions;
    }
}

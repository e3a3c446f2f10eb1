using System.Text.Json;
using FeedHub.Core.Content;
using FeedHub.Formats;

namespace FeedHub.Server.Commands.Parsing;

/// <summary>Writes what was read as a normalised feed document, by which feed readers can be compared.</summary>
/// <param name="json">Where to write.</param>
/// <param name="sanitize">Write texts as they would be stored rather than as they were sent.</param>
/// <param name="baseUrl">Base URL of links that are still relative.</param>
internal sealed class NormalisedDocument(Utf8JsonWriter json, bool sanitize, string? baseUrl)
{
    /// <summary>The page of the item being written; null outside items.</summary>
    private string? page;

    public void Write(FeedReading reading)
    {
        json.WriteStartObject();
        switch (reading)
        {
            case FeedReading.Unreadable { Reason: var reason }:
                json.WriteString("error", reason);
                break;
            case FeedReading.Readable { Document: var document }:
                WriteDocument(document);
                break;
        }

        json.WriteEndObject();
    }

    private void WriteDocument(FeedDocument document)
    {
        json.WriteStartObject("format");
        json.WriteString("family", document.Family?.ToString().ToLowerInvariant());
        Write("version", document.Version);
        json.WriteEndObject();
        Write("encoding", document.Encoding);
        json.WriteBoolean("well_formed", document.WellFormed);
        json.WriteStartObject("feed");
        WriteFeed(document);
        json.WriteEndObject();
        WriteAll("entries", document.Items, WriteEntry);
        WriteAll(
            "notes", document.Notes,
            note => json.WriteString("note", note.Item is { } item ? $"entries[{item}]: {note.Message}" : note.Message));
    }

    private void WriteFeed(FeedDocument feed)
    {
        Write("title", feed.Title);
        Write("description", feed.Description);
        Write("rights", feed.Rights);
        Write("link", feed.Link);
        Write("id", feed.Id);
        Write("language", feed.Language);
        Write("updated", feed.Updated);
        Write("published", feed.Published);
        WriteOne("generator", feed.Generator, WriteGenerator);
        WriteOne("image", feed.Image, WriteImage);
        Write("icon", feed.Icon);
        Write("logo", feed.Logo);
        WritePeople(feed.Authors, feed.Contributors);
        WriteAll("categories", feed.Categories, WriteCategory);
        WriteAll("links", feed.Links, WriteLink);
        Write("ttl", feed.TtlMinutes);
        WriteOne("cloud", feed.Cloud, WriteCloud);
        WriteOne("itunes", feed.Itunes, WriteItunes);
    }

    private void WriteEntry(FeedItem item)
    {
        page = WebLink.Resolve(item.Link, baseUrl);
        Write("title", item.Title);
        Write("link", item.Link);
        Write("id", item.Id);
        Write("summary", item.Summary);
        Write("content", item.Content);
        Write("rights", item.Rights);
        Write("updated", item.Updated);
        Write("published", item.Published);
        Write("language", item.Language);
        Write("comments", item.Comments);
        WritePeople(item.Authors, item.Contributors);
        WriteAll("categories", item.Categories, WriteCategory);
        WriteAll("links", item.Links, WriteLink);
        WriteAll("enclosures", item.Enclosures, enclosure =>
        {
            Write("url", enclosure.Url);
            Write("type", enclosure.Type);
            Write("length", enclosure.Length);
        });
        WriteOne("source", item.Source, WriteSource);
        if (item.MediaThumbnails.Count + item.MediaContents.Count > 0)
        {
            json.WriteStartObject("media");
            WriteAll("thumbnails", item.MediaThumbnails, WriteMedia);
            WriteAll("contents", item.MediaContents, WriteMedia);
            json.WriteEndObject();
        }

        WriteOne("geo", item.Point, point =>
        {
            json.WriteNumber("lat", point.Latitude);
            json.WriteNumber("lon", point.Longitude);
        });
        WriteOne("image", item.Image is { } image ? new FeedImage(image) : null, WriteImage);
        WriteOne("itunes", item.Itunes, WriteItunes);
    }

    private void WriteSource(FeedSource source)
    {
        Write("title", source.Title);
        Write("description", source.Subtitle);
        Write("rights", source.Rights);
        Write("link", source.Link);
        Write("feed_url", source.FeedUrl);
        Write("id", source.Id);
        Write("updated", source.Updated);
        WriteOne("generator", source.Generator, WriteGenerator);
        Write("icon", source.Icon);
        Write("logo", source.Logo);
        WritePeople(source.Authors, source.Contributors);
        WriteAll("categories", source.Categories, WriteCategory);
        WriteAll("links", source.Links, WriteLink);
    }

    private void WritePeople(IReadOnlyList<FeedPerson> authors, IReadOnlyList<FeedPerson> contributors)
    {
        WriteAll("authors", authors, WritePerson);
        WriteAll("contributors", contributors, WritePerson);
    }

    private void WritePerson(FeedPerson person)
    {
        Write("name", person.Name);
        Write("email", person.Email);
        Write("uri", person.Uri);
    }

    private void WriteCategory(FeedCategory category)
    {
        Write("term", category.Term);
        Write("scheme", category.Scheme);
        Write("label", category.Label);
    }

    private void WriteLink(FeedLink link)
    {
        Write("rel", link.Rel);
        Write("href", link.Href);
        Write("type", link.Type);
        Write("title", link.Title);
        Write("hreflang", link.HrefLang);
        Write("length", link.Length);
    }

    private void WriteMedia(FeedMedia media)
    {
        Write("url", media.Url);
        Write("type", media.Type);
        Write("medium", media.Medium);
        Write("length", media.Length);
        Write("width", media.Width);
        Write("height", media.Height);
        Write("credit", media.Credit);
    }

    private void WriteGenerator(FeedGenerator generator)
    {
        Write("name", generator.Name);
        Write("uri", generator.Uri);
        Write("version", generator.Version);
    }

    private void WriteImage(FeedImage image)
    {
        Write("url", image.Url);
        Write("title", image.Title);
        Write("link", image.Link);
        Write("width", image.Width);
        Write("height", image.Height);
        Write("description", image.Description);
    }

    private void WriteCloud(FeedCloud cloud)
    {
        Write("domain", cloud.Domain);
        Write("port", cloud.Port);
        Write("path", cloud.Path);
        Write("registerProcedure", cloud.RegisterProcedure);
        Write("protocol", cloud.Protocol);
    }

    private void WriteItunes(FeedItunes itunes)
    {
        Write("image", itunes.Image);
        Write("explicit", itunes.Explicit);
        Write("block", itunes.Block);
        Write("duration_seconds", itunes.DurationSeconds);
        Write("episode", itunes.Episode);
        Write("season", itunes.Season);
    }

    private void Write(string name, FeedText? text)
    {
        if (text is null)
            return;
        var isText = text.Kind == FeedTextKind.Text;
        json.WriteString(name, isText || !sanitize ? text.Value : HtmlCleaner.Clean(text.Value, page ?? baseUrl, isPage: page is not null));
        json.WriteString(name + "_type", text.Kind.ToString().ToLowerInvariant());
    }

    private void Write(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            json.WriteString(name, value);
    }

    private void Write(string name, DateTimeOffset? value)
    {
        if (value is { } instant)
        {
            json.WriteString(name, instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'",
                System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private void Write(string name, long? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
    }

    private void Write(string name, bool? value)
    {
        if (value is { } flag)
            json.WriteBoolean(name, flag);
    }

    private void WriteOne<T>(string name, T? value, Action<T> write)
        where T : class
    {
        if (value is null)
            return;
        json.WriteStartObject(name);
        write(value);
        json.WriteEndObject();
    }

    private void WriteAll<T>(string name, IReadOnlyList<T> values, Action<T> write)
    {
        if (values.Count == 0)
            return;
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStartObject();
            write(value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

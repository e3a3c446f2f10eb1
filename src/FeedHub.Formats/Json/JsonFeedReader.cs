using System.Text.Json;
using FeedHub.Formats.Text.Encodings;

namespace FeedHub.Formats.Json;

/// <summary>Reads JSON Feed 1.0 and 1.1: strictly first; a broken document is then read as far as its values can be separated.</summary>
internal static class JsonFeedReader
{
    private const string VersionPrefix = "jsonfeed.org/version/";

    public static FeedReading Read(DecodedText text, FeedOrigin origin)
    {
        var content = text.Span.TrimStart();
        if (content[0] == '[')
            return new FeedReading.Unreadable("a JSON list, not a feed");
        var halves = JsonSurrogates.Mend(content);
        if (halves is not null)
            content = halves.ToCharArray();
        var parts = new JsonFeedParts(origin);
        var fault = StrictJson.Read(content, parts);
        // Once all the items that may be taken have been read whole, there is nothing more to look for.
        if (fault is not null && parts.TakesItems)
        {
            parts = new JsonFeedParts(origin);
            BrokenJson.Read(content, parts);
        }

        var version = parts.Field("version").Text() ?? "";
        var isFeed = version.Contains(VersionPrefix, StringComparison.Ordinal)
            || (parts.HasItems && (parts.Field("title").Text() ?? parts.Field("feed_url").Text()) is not null);
        if (!isFeed)
        {
            return new FeedReading.Unreadable(
                fault is null ? "JSON that is not a feed" : $"JSON that is not a feed; {fault}")
            { IsDamaged = fault is not null };
        }

        foreach (var note in new[] { text.Note, halves is null ? null : "half an escaped character was replaced", fault }.OfType<string>())
            parts.Notes.Add(null, note);
        if (parts.Links.Exhausted)
            parts.Notes.Add(null, "relative links beyond the limit were not resolved");
        return new FeedReading.Readable(Document(parts, Version(version), origin) with
        {
            Encoding = text.Name,
            WellFormed = fault is null && halves is null && text.Note is null,
            Notes = parts.Notes.All,
        });
    }

    private static FeedDocument Document(JsonFeedParts parts, string version, FeedOrigin origin)
    {
        var language = parts.Field("language").Text() ?? origin.ContentLanguage;
        var (home, self, next) = (parts.Url("home_page_url"), parts.Url("feed_url"), parts.Url("next_url"));
        return new FeedDocument
        {
            Family = FeedFamily.Json,
            Version = version,
            Title = parts.Field("title").Text() is { } title ? FeedText.Plain(title) : null,
            Description = parts.Field("description").Text() is { } description ? FeedText.Plain(description) : null,
            Link = home,
            SelfLink = self,
            Language = language,
            Icon = parts.Url("favicon"),
            Logo = parts.Url("icon"),
            Authors = JsonValue.Authors(parts.Field("authors"), parts.Field("author"), parts.Resolve),
            Links = [.. JsonValue.Links((home, "alternate"), (self, "self"), (next, "next")), .. Hubs(parts.Field("hubs"))],
            Deleted = JsonTombstones.Read(parts),
            Items = language is null ? parts.Items : [.. parts.Items.Select(i => i.Language is null ? i with { Language = language } : i)],
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

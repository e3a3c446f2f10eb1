using FeedHub.Formats.Text;
using FeedHub.Formats.Text.Encodings;
using FeedHub.Formats.Xml;

namespace FeedHub.Formats.Reading;

/// <summary>Says what bytes are when they are not a feed, and which feeds an HTML page links to.</summary>
internal static class NoFeed
{
    private const int MaxElements = 2000;
    private const int MaxFeeds = 20;

    /// <summary>Maximum characters of a refresh with its address.</summary>
    private const int MaxTarget = 2048;

    public static FeedReading.Unreadable Describe(DecodedText text, string firstElement, string? baseUrl)
    {
        var content = text.Span.TrimStart();
        if (content.IsEmpty)
            return new("the body contains no text");
        if (firstElement.Length == 0)
        {
            return content[0] == '<'
                ? new("a document without elements, not a feed") { IsDamaged = true }
                : new($"plain text, not a feed; it begins {Beginning(content)}");
        }

        if (firstElement.Equals("html", StringComparison.OrdinalIgnoreCase)
            || content.StartsWith("<!DOCTYPE html", StringComparison.OrdinalIgnoreCase))
        {
            return Page(text, baseUrl);
        }

        return new(firstElement.ToLowerInvariant() switch
        {
            "opml" => "an OPML list of feeds, not a feed",
            "urlset" or "sitemapindex" => "a sitemap, not a feed",
            "head" or "body" or "title" or "div" or "p" or "br" or "b" =>
                $"HTML without a page around it, not a feed; it begins {Beginning(content)}",
            _ => $"XML with the root element <{firstElement[..Math.Min(firstElement.Length, 60)]}>, not a feed",
        });
    }

    private static FeedReading.Unreadable Page(DecodedText text, string? baseUrl)
    {
        var xml = new XmlScanner(text.Chars, text.Length, baseUrl);
        var feeds = new List<FeedLink>();
        var title = "";
        string? sendsTo = null;
        for (var seen = 0; seen < MaxElements && feeds.Count < MaxFeeds && xml.Read();)
        {
            if (xml.Token != XmlToken.Start)
                continue;
            seen++;
            switch (xml.Name)
            {
                case "title" when title.Length == 0:
                    title = xml.ReadText();
                    break;
                case "base" when xml.Attribute("href") is { } href:
                    baseUrl = UrlReference.Resolve(href, baseUrl);
                    break;
                case "meta" when sendsTo is null && IsRefresh(xml):
                    sendsTo = RefreshTarget(xml.Attribute("content"), baseUrl);
                    break;
                case "link" when IsFeed(xml):
                    feeds.Add(
                        new FeedLink(
                            UrlReference.Resolve(xml.Attribute("href")!, baseUrl), "alternate", xml.Attribute("type"),
                            xml.Attribute("title").OrNull()));
                    break;
            }
        }

        var reason = title.Length == 0 ? "an HTML page, not a feed" : $"an HTML page titled {FeedNotes.Quote(title)}, not a feed";
        if (feeds.Count > 0)
            reason += "; it links to " + string.Join(", ", feeds.Select(f => f.Href));
        if (sendsTo is not null)
            reason += $"; it sends browsers on to {sendsTo}";
        return new(reason) { Feeds = feeds, SendsTo = sendsTo };
    }

    private static bool IsRefresh(XmlScanner xml) =>
        xml.Attribute("http-equiv")?.Trim().Equals("refresh", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The address in <c>0; url=…</c> (HTML §4.2.5.3, shared declarative refresh steps); null if the page only reloads.</summary>
    private static string? RefreshTarget(string? content, string? baseUrl)
    {
        var rest = content.AsSpan().TrimStart().TrimStart("0123456789.").TrimStart();
        if (rest.Length == 0 || rest.Length > MaxTarget || content.AsSpan().TrimStart()[0] is not ((>= '0' and <= '9') or '.'))
            return null;
        rest = rest.TrimStart(";,").TrimStart();
        if (rest.StartsWith("url", StringComparison.OrdinalIgnoreCase) && rest[3..].TrimStart() is ['=', .. var named])
            rest = named.TrimStart();
        if (rest is [('"' or '\'') and var quote, .. var quoted])
            rest = quoted.IndexOf(quote) is var end and >= 0 ? quoted[..end] : quoted;
        if (rest.IsWhiteSpace())
            return null;
        var url = UrlReference.Resolve(rest.ToString(), baseUrl);
        return UrlReference.IsWeb(url) && url != baseUrl ? url : null;
    }

    private static bool IsFeed(XmlScanner xml) =>
        xml.Attribute("href") is { Length: > 0 }
        && xml.Attribute("rel")?.Contains("alternate", StringComparison.OrdinalIgnoreCase) == true
        && xml.Attribute("type")?.Trim()
            .ToLowerInvariant() is "application/rss+xml" or "application/atom+xml" or "application/feed+json" or "application/rdf+xml";

    /// <summary>The kind of file that the first bytes show, when it is not text; null for text.</summary>
    public static string? Signature(ReadOnlySpan<byte> body) => body switch
    {
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] => "a PDF, not a feed",
        [(byte)'P', (byte)'K', 3, 4, ..] => "a ZIP archive, not a feed",
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] or [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] or [0xFF, 0xD8, 0xFF, ..] =>
            "a picture, not a feed",
        _ => null,
    };

    private static string Beginning(ReadOnlySpan<char> content) =>
        FeedNotes.Quote(content[..Math.Min(content.Length, 60)].ToString().ReplaceLineEndings(" "));
}

using FeedHub.Formats.Text;
using FeedHub.Formats.Text.Dates;
using FeedHub.Formats.Text.Encodings;
using FeedHub.Formats.Xml;

namespace FeedHub.Formats.Opml;

/// <summary>Reads OPML 1.0 to 2.0 as feed readers export it.</summary>
public static class OpmlReader
{
    /// <summary>Nobody has more subscriptions than this; outlines beyond it are dropped.</summary>
    private const int MaxOutlines = 100_000;

    private static readonly string[] Schemes = ["feed:", "pcast:", "itpc:", "rss:"];

    /// <summary>Reads a subscription list.</summary>
    /// <exception cref="FormatException">The bytes are not OPML; the message says why.</exception>
    public static OpmlDocument Read(ReadOnlyMemory<byte> body)
    {
        using var text = DecodedText.Decode(body.Span, null);
        var xml = new XmlScanner(text.Chars, text.Length, null);
        while (xml.Read())
        {
            if (xml.Token == XmlToken.Start)
                return xml.Name == "opml" ? ReadRoot(xml) : throw new FormatException($"the root element is <{xml.RawName}>, not <opml>");
        }

        throw new FormatException("the file contains no XML element, so it is not OPML");
    }

    private static OpmlDocument ReadRoot(XmlScanner xml)
    {
        string? title = null;
        DateTimeOffset? modified = null;
        var outlines = new List<OpmlOutline>();
        var count = 0;
        var depth = xml.Depth;
        while (xml.ReadChild(depth))
        {
            switch (xml.Name)
            {
                case "head":
                    (title, modified) = ReadHead(xml);
                    break;
                case "body":
                    outlines.AddRange(ReadOutlines(xml, ref count));
                    break;
                // Some exports forget the body.
                case "outline" when ReadOutline(xml, ref count) is { } outline:
                    outlines.Add(outline);
                    break;
            }
        }

        return new OpmlDocument { Title = title, Modified = modified, Outlines = outlines };
    }

    private static (string? Title, DateTimeOffset? Modified) ReadHead(XmlScanner xml)
    {
        string? title = null;
        DateTimeOffset? modified = null;
        var depth = xml.Depth;
        while (xml.ReadChild(depth))
        {
            switch (xml.Name)
            {
                case "title": title = xml.ReadText().OrNull(); break;
                case "datemodified": modified = FeedDate.Parse(xml.ReadText(), null); break;
            }
        }

        return (title, modified);
    }

    private static List<OpmlOutline> ReadOutlines(XmlScanner xml, ref int count)
    {
        var outlines = new List<OpmlOutline>();
        var depth = xml.Depth;
        while (xml.ReadChild(depth))
        {
            if (xml.Name == "outline" && ReadOutline(xml, ref count) is { } outline)
                outlines.Add(outline);
        }

        return outlines;
    }

    private static OpmlOutline? ReadOutline(XmlScanner xml, ref int count)
    {
        if (++count > MaxOutlines)
            return null;
        string? Value(string name) => xml.Attribute(name)?.Trim().OrNull();

        // "url" is OPML 1.0's name for a link; with type "rss" it is a feed.
        var type = Value("type")?.ToLowerInvariant();
        var xmlUrl = WithoutFeedScheme(Value("xmlUrl") ?? (type is "rss" or "atom" ? Value("url") : null));
        var outline = new OpmlOutline
        {
            Text = Value("text") ?? Value("title") ?? xmlUrl ?? "",
            Line = xml.Line,
            XmlUrl = xmlUrl,
            HtmlUrl = Value("htmlUrl"),
            Type = xmlUrl is null ? type : type ?? "rss",
            Language = Value("language"),
            Description = Value("description"),
        };
        return outline with { Children = ReadOutlines(xml, ref count) };
    }

    /// <summary>
    /// The web address that a scheme of older readers stands for: <c>feed://host/</c> is http, and <c>feed:https://host/</c> says itself
    /// what it is.
    /// </summary>
    private static string? WithoutFeedScheme(string? url)
    {
        if (url is null || Schemes.FirstOrDefault(s => url.StartsWith(s, StringComparison.OrdinalIgnoreCase)) is not { } scheme)
            return url;
        var rest = url[scheme.Length..];
        var inner = rest.TrimStart('/');
        return UrlReference.IsWeb(inner) ? inner : rest.StartsWith("//", StringComparison.Ordinal) ? "http:" + rest : url;
    }
}

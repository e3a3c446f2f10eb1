using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace FeedHub.Server.Sample;

/// <summary>Writes a sample outlet's feed the way outlets do: independent of FeedHub's own writer, and not always in UTF-8.</summary>
internal static class SampleFeed
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static readonly XNamespace Rss1 = "http://purl.org/rss/1.0/";
    private static readonly XNamespace Dc = "http://purl.org/dc/elements/1.1/";

    public static string MediaType(SampleOutlet outlet) => outlet.Format switch
    {
        SampleFormat.Atom => "application/atom+xml",
        SampleFormat.Json => "application/feed+json",
        SampleFormat.Rdf => "application/rdf+xml",
        _ => "application/rss+xml",
    } + $"; charset={outlet.Charset}";

    /// <param name="stories">Newest first.</param>
    public static byte[] Write(SampleOutlet outlet, IReadOnlyList<SampleStory> stories) => outlet.Format switch
    {
        SampleFormat.Atom => Xml(AtomFeed(outlet, stories), outlet.Charset),
        SampleFormat.Json => JsonFeed(outlet, stories),
        SampleFormat.Rdf => Xml(RdfFeed(outlet, stories), outlet.Charset),
        _ => Xml(RssFeed(outlet, stories), outlet.Charset),
    };

    private static XElement RssFeed(SampleOutlet outlet, IReadOnlyList<SampleStory> stories) =>
        new("rss", new XAttribute("version", "2.0"), new XElement("channel",
            new XElement("title", outlet.Title),
            new XElement("link", outlet.Home),
            new XElement("description", outlet.Title),
            new XElement("language", outlet.Language),
            stories.Select(story => new XElement("item",
                new XElement("title", story.Title),
                new XElement("link", story.Url),
                new XElement("guid", story.Url),
                new XElement("pubDate", story.Published.ToString("r", CultureInfo.InvariantCulture)),
                new XElement("description", story.Summary)))));

    private static XElement RdfFeed(SampleOutlet outlet, IReadOnlyList<SampleStory> stories) =>
        new(Rdf + "RDF", new XAttribute(XNamespace.Xmlns + "rdf", Rdf), new XAttribute(XNamespace.Xmlns + "dc", Dc),
            new XElement(Rss1 + "channel", new XAttribute(Rdf + "about", outlet.Home),
                new XElement(Rss1 + "title", outlet.Title),
                new XElement(Rss1 + "link", outlet.Home),
                new XElement(Rss1 + "description", outlet.Title),
                new XElement(Dc + "language", outlet.Language),
                new XElement(Rss1 + "items", new XElement(Rdf + "Seq",
                    stories.Select(story => new XElement(Rdf + "li", new XAttribute(Rdf + "resource", story.Url)))))),
            stories.Select(story => new XElement(Rss1 + "item", new XAttribute(Rdf + "about", story.Url),
                new XElement(Rss1 + "title", story.Title),
                new XElement(Rss1 + "link", story.Url),
                new XElement(Rss1 + "description", story.Summary),
                new XElement(Dc + "date", Rfc3339(story.Published)))));

    private static XElement AtomFeed(SampleOutlet outlet, IReadOnlyList<SampleStory> stories) =>
        new(Atom + "feed", new XAttribute(XNamespace.Xml + "lang", outlet.Language),
            new XElement(Atom + "id", $"tag:{outlet.Id}.example,2025:feed"),
            new XElement(Atom + "title", outlet.Title),
            new XElement(Atom + "updated", Rfc3339(stories[0].Published)),
            new XElement(Atom + "author", new XElement(Atom + "name", outlet.Title)),
            new XElement(Atom + "link", new XAttribute("href", outlet.Home)),
            stories.Select(story => new XElement(Atom + "entry",
                new XElement(Atom + "id", $"tag:{outlet.Id}.example,2025:{story.Id}"),
                new XElement(Atom + "title", story.Title),
                new XElement(Atom + "link", new XAttribute("href", story.Url)),
                new XElement(Atom + "published", Rfc3339(story.Published)),
                new XElement(Atom + "updated", Rfc3339(story.Published)),
                new XElement(Atom + "summary", story.Summary))));

    private static byte[] JsonFeed(SampleOutlet outlet, IReadOnlyList<SampleStory> stories)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("version", "https://jsonfeed.org/version/1.1");
            json.WriteString("title", outlet.Title);
            json.WriteString("home_page_url", outlet.Home);
            json.WriteString("language", outlet.Language);
            json.WriteStartArray("items");
            foreach (var story in stories)
            {
                json.WriteStartObject();
                json.WriteString("id", story.Id);
                json.WriteString("url", story.Url);
                json.WriteString("title", story.Title);
                json.WriteString("content_text", story.Summary);
                json.WriteString("date_published", story.Published);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return bytes.ToArray();
    }

    private static byte[] Xml(XElement root, string charset)
    {
        var encoding = (charset == "utf-8" ? null : CodePagesEncodingProvider.Instance.GetEncoding(charset)) ?? new UTF8Encoding(false);
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = encoding, Indent = true }))
            root.Save(writer);
        return bytes.ToArray();
    }

    private static string Rfc3339(DateTimeOffset instant) => XmlConvert.ToString(instant);
}

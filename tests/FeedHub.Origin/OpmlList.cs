using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace FeedHub.Origin;

/// <summary>The files of an origin as a subscription list.</summary>
internal static class OpmlList
{
    public static void Write(FeedOrigin origin, string file)
    {
        using var writer = XmlWriter.Create(file, new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(false) });
        Of(origin).Save(writer);
    }

    /// <summary>Every file once, distributed over the host addresses in turn.</summary>
    public static XDocument Of(FeedOrigin origin)
    {
        var outlines = origin.Paths().Select((path, i) => new XElement(
            "outline",
            new XAttribute("text", Uri.UnescapeDataString(path[1..])),
            new XAttribute("type", "rss"),
            new XAttribute("xmlUrl", origin.Url(path, i % origin.Addresses.Count))));
        return new XDocument(new XElement(
            "opml", new XAttribute("version", "2.0"),
            new XElement("head", new XElement("title", "Feeds of the origin")),
            new XElement("body", outlines)));
    }
}

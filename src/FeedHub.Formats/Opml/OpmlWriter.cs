using System.Globalization;
using FeedHub.Formats.Syndication;

namespace FeedHub.Formats.Opml;

/// <summary>Writes OPML 2.0; the bytes are a pure function of the document.</summary>
public static class OpmlWriter
{
    public static byte[] Write(OpmlDocument document) => FeedXmlWriter.Write(xml =>
    {
        xml.WriteStartElement("opml");
        xml.WriteAttributeString("version", "2.0");
        xml.WriteStartElement("head");
        xml.WriteField("title", document.Title);
        xml.WriteField(
            "dateModified", document.Modified?.ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss 'GMT'", CultureInfo.InvariantCulture));
        xml.WriteEndElement();
        xml.WriteStartElement("body");
        foreach (var outline in document.Outlines)
            Write(xml, outline);
        xml.WriteEndElement();
        xml.WriteEndElement();
    });

    private static void Write(FeedXmlWriter xml, OpmlOutline outline)
    {
        xml.WriteStartElement("outline");
        xml.WriteAttributeString("text", outline.Text);
        if (outline.XmlUrl is { } url)
        {
            // Readers look for type="rss" whatever the feed's own format.
            xml.WriteAttributeString("type", outline.Type ?? "rss");
            xml.WriteAttribute("title", outline.Text);
            xml.WriteAttributeString("xmlUrl", url);
        }
        else
        {
            xml.WriteAttribute("type", outline.Type);
        }

        xml.WriteAttribute("htmlUrl", outline.HtmlUrl);
        xml.WriteAttribute("language", outline.Language);
        xml.WriteAttribute("description", outline.Description);
        foreach (var child in outline.Children)
            Write(xml, child);
        xml.WriteEndElement();
    }
}

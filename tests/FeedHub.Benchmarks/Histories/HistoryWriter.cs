using System.Text;
using System.Xml;

namespace FeedHub.Benchmarks.Histories;

/// <summary>Writes the document of one poll.</summary>
internal static class HistoryWriter
{
    private const string Atom = "http://www.w3.org/2005/Atom";

    public static byte[] Write(IReadOnlyList<HistoryItem> items, bool asAtom)
    {
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true }))
        {
            if (asAtom)
                WriteAtom(xml, items);
            else
                WriteRss(xml, items);
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>The address of the enclosure by which an entry names its item.</summary>
    public static string Mark(int number) => $"https://marks.example/{number}";

    private static void WriteRss(XmlWriter xml, IReadOnlyList<HistoryItem> items)
    {
        xml.WriteStartElement("rss");
        xml.WriteAttributeString("version", "2.0");
        xml.WriteStartElement("channel");
        xml.WriteElementString("title", "Outlet");
        xml.WriteElementString("link", "https://outlet.example/");
        foreach (var item in items)
        {
            xml.WriteStartElement("item");
            xml.WriteElementString("title", item.Title);
            if (item.Link is { } link)
                xml.WriteElementString("link", link);
            if (item.Id is { } id)
            {
                xml.WriteStartElement("guid");
                xml.WriteAttributeString("isPermaLink", "false");
                xml.WriteString(id);
                xml.WriteEndElement();
            }
            if (item.Date is { } date)
                xml.WriteElementString("pubDate", date.ToString("R"));
            if (item.Text.Length + item.Unseen.Length > 0)
                xml.WriteElementString("description", $"<p>{item.Text}</p>{item.Unseen}");
            xml.WriteStartElement("enclosure");
            xml.WriteAttributeString("url", Mark(item.Number));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteAtom(XmlWriter xml, IReadOnlyList<HistoryItem> items)
    {
        xml.WriteStartElement("feed", Atom);
        xml.WriteElementString("title", Atom, "Outlet");
        foreach (var item in items)
        {
            xml.WriteStartElement("entry", Atom);
            xml.WriteElementString("title", Atom, item.Title);
            if (item.Id is { } id)
                xml.WriteElementString("id", Atom, id);
            foreach (var (rel, href) in new[] { ("alternate", item.Link), ("enclosure", Mark(item.Number)) })
            {
                if (href is null)
                    continue;
                xml.WriteStartElement("link", Atom);
                xml.WriteAttributeString("rel", rel);
                xml.WriteAttributeString("href", href);
                xml.WriteEndElement();
            }
            if (item.Date is { } date)
                xml.WriteElementString("updated", Atom, date.ToString("O"));
            if (item.Text.Length + item.Unseen.Length > 0)
            {
                xml.WriteStartElement("content", Atom);
                xml.WriteAttributeString("type", "html");
                xml.WriteString($"<p>{item.Text}</p>{item.Unseen}");
                xml.WriteEndElement();
            }
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }
}

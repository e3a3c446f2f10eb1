using System.Globalization;
using FeedHub.Formats.Drafts;
using FeedHub.Formats.Syndication;
using FeedHub.Formats.Text;
using FeedHub.Formats.Xml;

namespace FeedHub.Formats.Extensions;

/// <summary>Atom Threading (RFC 4685): what an item replies to, and how many replies it has.</summary>
internal static class Threading
{
    private const string Prefix = "thr";

    public static void Read(ElementReader xml, FeedDraft draft)
    {
        switch (xml.Name)
        {
            case "total": draft.CommentCount = xml.ReadInteger() ?? draft.CommentCount; break;
            case "in-reply-to" when draft.IsItem:
                var reply = new FeedReply(
                    xml.Attribute("ref"), xml.UrlAttribute("href"), xml.Attribute("type"), xml.UrlAttribute("source"));
                if (reply.Id is not null || reply.Href is not null)
                    draft.AddReply(reply);
                break;
        }
    }

    public static void Write(FeedXmlWriter xml, FeedItem item)
    {
        xml.WriteField(Prefix, "total", XmlNamespaces.Thread, item.CommentCount?.ToString(CultureInfo.InvariantCulture));
        foreach (var reply in item.InReplyTo)
        {
            xml.WriteStartElement(Prefix, "in-reply-to", XmlNamespaces.Thread);
            xml.WriteAttribute("ref", reply.Id);
            xml.WriteAttribute("href", UriForm.From(reply.Href));
            xml.WriteAttribute("type", reply.Type);
            xml.WriteAttribute("source", UriForm.From(reply.Source));
            xml.WriteEndElement();
        }
    }
}

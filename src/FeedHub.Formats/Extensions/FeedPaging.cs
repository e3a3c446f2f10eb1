using FeedHub.Formats.Drafts;
using FeedHub.Formats.Syndication;
using FeedHub.Formats.Xml;

namespace FeedHub.Formats.Extensions;

/// <summary>Feed Paging and Archiving (RFC 5005): what part of its feed's history a document holds. Its links are ordinary ones.</summary>
internal static class FeedPaging
{
    public static void Read(ElementReader xml, FeedDraft draft)
    {
        switch (xml.Name)
        {
            case "complete": draft.History = FeedHistory.Complete; break;
            case "archive": draft.History = FeedHistory.Archive; break;
        }
    }

    public static void Write(FeedXmlWriter xml, FeedHistory history)
    {
        if (history == FeedHistory.Latest)
            return;
        xml.WriteStartElement("fh", history == FeedHistory.Complete ? "complete" : "archive", XmlNamespaces.History);
        xml.WriteEndElement();
    }
}

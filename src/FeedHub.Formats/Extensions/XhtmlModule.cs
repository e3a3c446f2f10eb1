using FeedHub.Formats.Drafts;

namespace FeedHub.Formats.Extensions;

/// <summary>XHTML in an item: its body is the full text.</summary>
internal static class XhtmlModule
{
    public static void Read(ElementReader xml, FeedDraft draft)
    {
        if (xml.Name is "body" or "div")
            draft.Content.Offer(xml.ReadHtml(escapeText: true), Rank.StrongExtension);
    }
}

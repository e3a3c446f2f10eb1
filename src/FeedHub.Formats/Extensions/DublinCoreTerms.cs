using FeedHub.Formats.Drafts;

namespace FeedHub.Formats.Extensions;

/// <summary>Dublin Core terms, which repeat the elements and refine the dates.</summary>
internal static class DublinCoreTerms
{
    public static void Read(ElementReader xml, FeedDraft draft)
    {
        switch (xml.Name)
        {
            case "issued": draft.Published.Offer(xml.ReadDate(), Rank.StrongExtension); break;
            case "created": draft.Published.Offer(xml.ReadDate(), Rank.Fallback); break;
            case "modified": draft.Updated.Offer(xml.ReadDate(), Rank.StrongExtension); break;
            case "abstract": draft.Summary.Offer(xml.ReadHtml(), Rank.Fallback); break;
            case "license": draft.AddLink(new FeedLink(xml.ReadUrl() ?? "", "license"), Rank.Extension); break;
            default: DublinCore.Read(xml, draft); break;
        }
    }
}

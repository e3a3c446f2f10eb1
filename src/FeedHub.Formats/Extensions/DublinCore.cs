using FeedHub.Formats.Drafts;

namespace FeedHub.Formats.Extensions;

/// <summary>Dublin Core 1.1 elements.</summary>
internal static class DublinCore
{
    public static void Read(ElementReader xml, FeedDraft draft)
    {
        switch (xml.Name)
        {
            case "title": draft.Title.Offer(xml.ReadTitle(), Rank.Extension); break;
            case "description": draft.Summary.Offer(xml.ReadHtml(), Rank.Extension); break;
            case "creator" or "author": draft.AddAuthor(PersonText.Parse(xml.ReadText())); break;
            case "contributor": draft.AddContributor(PersonText.Parse(xml.ReadText())); break;
            case "subject": draft.AddCategory(xml.ReadText()); break;
            case "rights": draft.Rights.Offer(xml.ReadTitle(), Rank.Extension); break;
            case "language": draft.Language.Offer(xml.ReadText(), Rank.Extension); break;
            case "date": ReadDate(xml, draft); break;
            case "identifier": draft.Id.Offer(xml.ReadText(), Rank.LastResort); break;
        }
    }

    // The date of an item is when it was published; that of a feed is when it last changed.
    private static void ReadDate(ElementReader xml, FeedDraft draft)
    {
        if (draft.IsItem)
            draft.Published.Offer(xml.ReadDate(), Rank.Extension);
        else
            draft.Updated.Offer(xml.ReadDate(), Rank.Extension);
    }
}

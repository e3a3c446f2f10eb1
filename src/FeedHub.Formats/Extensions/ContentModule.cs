using FeedHub.Formats.Drafts;

namespace FeedHub.Formats.Extensions;

/// <summary>mod_content of RSS 1.0: the full text as escaped HTML.</summary>
internal static class ContentModule
{
    public static void Read(ElementReader xml, FeedDraft draft)
    {
        if (xml.Name == "encoded")
            draft.Content.Offer(xml.ReadHtml(), Rank.Core);
    }
}

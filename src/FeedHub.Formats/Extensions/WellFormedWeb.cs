using FeedHub.Formats.Drafts;

namespace FeedHub.Formats.Extensions;

/// <summary>The Comment API's elements: the feed of an item's comments, which Atom gives as a link (RFC 4685 §4).</summary>
internal static class WellFormedWeb
{
    public static void Read(ElementReader xml, FeedDraft draft)
    {
        if (xml.Name == "commentrss" && xml.ReadUrl() is { } feed)
            draft.AddLink(new FeedLink(feed, "replies", "application/rss+xml"), Rank.Extension);
    }
}

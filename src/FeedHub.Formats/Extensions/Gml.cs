using FeedHub.Formats.Drafts;

namespace FeedHub.Formats.Extensions;

/// <summary>The points of GML.</summary>
internal static class Gml
{
    public static void Read(ElementReader xml, FeedDraft draft)
    {
        switch (xml.Name)
        {
            case "pos": GeoRss.Read(xml, draft, Rank.Extension); break;
            case "point": ReadWithin(xml, draft); break;
        }
    }

    public static void ReadWithin(ElementReader xml, FeedDraft draft)
    {
        var depth = xml.Depth;
        while (xml.ReadChild(depth))
            Read(xml, draft);
    }
}

using FeedHub.Formats.Drafts;

namespace FeedHub.Formats.Extensions;

/// <summary>The W3C's Basic Geo vocabulary.</summary>
internal static class W3cGeo
{
    public static void Read(ElementReader xml, FeedDraft draft)
    {
        switch (xml.Name)
        {
            case "lat": draft.Latitude ??= GeoRss.Degrees(xml.ReadText()); break;
            case "long" or "lon": draft.Longitude ??= GeoRss.Degrees(xml.ReadText()); break;
            case "point":
                var depth = xml.Depth;
                while (xml.ReadChild(depth))
                    Read(xml, draft);
                break;
        }
    }
}

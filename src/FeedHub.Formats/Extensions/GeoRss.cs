using System.Globalization;
using FeedHub.Formats.Drafts;
using FeedHub.Formats.Syndication;
using FeedHub.Formats.Xml;

namespace FeedHub.Formats.Extensions;

/// <summary>GeoRSS Simple points, and GeoRSS GML's <c>where</c>.</summary>
internal static class GeoRss
{
    public static void Read(ElementReader xml, FeedDraft draft)
    {
        switch (xml.Name)
        {
            case "point": Read(xml, draft, Rank.Core); break;
            case "where": Gml.ReadWithin(xml, draft); break;
        }
    }

    /// <summary>Reads the element's text as a point.</summary>
    public static void Read(ElementReader xml, FeedDraft draft, int rank)
    {
        var element = xml.Name;
        if (xml.ReadText() is not { } text)
            return;
        if (Point(text) is { } point)
            draft.Point.Offer(point, rank);
        else
            xml.NoteDropped(text, element);
    }

    public static void Write(FeedXmlWriter xml, FeedPoint? point)
    {
        if (point is not null)
        {
            xml.WriteField("georss", "point", XmlNamespaces.GeoRss, string.Create(CultureInfo.InvariantCulture,
                $"{point.Latitude} {point.Longitude}"));
        }
    }

    /// <summary>Latitude and longitude in that order, in degrees; null when they are not two numbers within range.</summary>
    private static FeedPoint? Point(string text)
    {
        var parts = text.Split([' ', ',', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return parts.Length is 2 or 3 ? Point(parts[0], parts[1]) : null;
    }

    private static FeedPoint? Point(string latitude, string longitude) =>
        Degrees(latitude) is { } lat and >= -90 and <= 90 && Degrees(longitude) is { } lon and >= -180 and <= 180
            ? new FeedPoint(lat, lon)
            : null;

    public static double? Degrees(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && double.IsFinite(degrees)
            ? degrees
            : null;
}

using System.Globalization;
using FeedHub.Formats.Drafts;
using FeedHub.Formats.Syndication;
using FeedHub.Formats.Text;
using FeedHub.Formats.Xml;

namespace FeedHub.Formats.Extensions;

/// <summary>Media RSS 1.5: an item's images, audio and video, alone, in groups, and nested in contents.</summary>
internal static class MediaRss
{
    private const string Prefix = "media";
    private const string DefaultScheme = "http://search.yahoo.com/mrss/category_schema";

    public static void Read(ElementReader xml, FeedDraft draft)
    {
        switch (xml.Name)
        {
            case "title": draft.Title.Offer(xml.ReadTitle(), Rank.Fallback); break;
            case "description": draft.Summary.Offer(xml.ReadHtml(), Rank.Fallback); break;
            case "thumbnail": ReadThumbnail(xml, draft); break;
            case "content": ReadContent(xml, draft); break;
            case "group": ReadGroup(xml, draft); break;
            case "credit": draft.MediaCredit ??= xml.ReadText(); break;
            case "keywords": ReadKeywords(xml, draft); break;
            case "license": draft.AddLink(new FeedLink(xml.UrlAttribute("href") ?? "", "license"), Rank.Extension); break;
            case "category":
                var (scheme, label) = (xml.Attribute("scheme"), xml.Attribute("label"));
                draft.AddCategory(xml.ReadText(), scheme ?? DefaultScheme, label);
                break;
        }
    }

    /// <summary>Writes the media of an item; its image, if not among them, becomes the first thumbnail.</summary>
    public static void Write(FeedXmlWriter xml, FeedItem item)
    {
        if (item.Image is { } image
            && item.Itunes?.Image != image
            && item.MediaThumbnails.Concat(item.MediaContents).All(m => m.Url != image))
        {
            Write(xml, "thumbnail", new FeedMedia(image));
        }

        foreach (var thumbnail in item.MediaThumbnails)
            Write(xml, "thumbnail", thumbnail);
        foreach (var content in item.MediaContents)
            Write(xml, "content", content);
    }

    public static void Write(FeedXmlWriter xml, string element, FeedMedia media)
    {
        xml.WriteStartElement(Prefix, element, XmlNamespaces.Media);
        xml.WriteAttributeString("url", UriForm.From(media.Url));
        xml.WriteAttribute("type", media.Type);
        xml.WriteAttribute("medium", media.Medium);
        xml.WriteAttribute("fileSize", media.Length?.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttribute("width", media.Width?.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttribute("height", media.Height?.ToString(CultureInfo.InvariantCulture));
        xml.WriteField(Prefix, "credit", XmlNamespaces.Media, media.Credit);
        WriteRights(xml, media);
        xml.WriteEndElement();
    }

    private static void WriteRights(FeedXmlWriter xml, FeedMedia media)
    {
        if ((media.Rights ?? media.Licence) is null)
            return;
        xml.WriteStartElement(Prefix, "copyright", XmlNamespaces.Media);
        xml.WriteAttribute("url", UriForm.From(media.Licence));
        xml.WriteString(media.Rights ?? UriForm.From(media.Licence));
        xml.WriteEndElement();
    }

    private static void ReadKeywords(ElementReader xml, FeedDraft draft)
    {
        foreach (var keyword in xml.ReadText()?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [])
            draft.AddCategory(keyword);
    }

    private static void ReadThumbnail(ElementReader xml, FeedDraft draft)
    {
        var (width, height) = (Size(xml, "width"), Size(xml, "height"));
        if ((xml.UrlAttribute("url") ?? xml.ReadUrl()) is { } url)
            draft.AddThumbnail(new FeedMedia(url, Width: width, Height: height));
    }

    private static void ReadContent(ElementReader xml, FeedDraft draft)
    {
        var url = xml.UrlAttribute("url");
        var media = new FeedMedia(
            url
                ?? "", xml.Attribute("type"), xml.Attribute("medium"), xml
                    .NumberAttribute("fileSize"), Size(xml, "width"), Size(xml, "height"));
        var (credit, rights, licence) = ReadWithin(xml, draft);
        if (url is not null)
            draft.AddMedia(media with { Credit = credit, Rights = rights, Licence = licence });
    }

    // Media RSS, Optional Elements: an element of a group applies to each content in it.
    private static void ReadGroup(ElementReader xml, FeedDraft draft)
    {
        var first = draft.MediaContents?.Count ?? 0;
        if (ReadWithin(xml, draft).Credit is { } credit)
            draft.CreditMedia(first, credit);
    }

    /// <summary>Reads the children of a content or a group; returns the first credit and copyright among them.</summary>
    private static (string? Credit, string? Rights, string? Licence) ReadWithin(ElementReader xml, FeedDraft draft)
    {
        var depth = xml.Depth;
        string? credit = null, rights = null, licence = null;
        while (xml.ReadChild(depth))
        {
            if (xml.Vocabulary != XmlVocabulary.Media)
                continue;
            switch (xml.Name)
            {
                case "credit":
                    credit ??= xml.ReadText();
                    break;
                case "copyright":
                    licence ??= xml.UrlAttribute("url");
                    // Where there is no text, the address was written in its place.
                    rights ??= xml.ReadText() is { } text && text != licence ? text : null;
                    break;
                default:
                    Read(xml, draft);
                    break;
            }
        }

        return (credit, rights, licence);
    }

    // "100%" and "auto" are sizes in HTML but not here.
    private static int? Size(ElementReader xml, string name) => ElementReader.Integer(xml.Attribute(name));
}

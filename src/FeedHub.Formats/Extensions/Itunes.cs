using System.Globalization;
using FeedHub.Formats.Drafts;
using FeedHub.Formats.Syndication;
using FeedHub.Formats.Text;
using FeedHub.Formats.Xml;

namespace FeedHub.Formats.Extensions;

/// <summary>Apple's podcast tags.</summary>
internal static class Itunes
{
    private const string Prefix = "itunes";

    public static void Read(ElementReader xml, FeedDraft draft)
    {
        var itunes = draft.Itunes ?? new FeedItunes();
        switch (xml.Name)
        {
            case "title": draft.Title.Offer(xml.ReadTitle(), Rank.Fallback); return;
            case "summary": draft.Summary.Offer(xml.ReadHtml(), Rank.Fallback); return;
            case "subtitle": draft.Summary.Offer(xml.ReadHtml(), Rank.LastResort); return;
            case "author": draft.AddAuthor(PersonText.Parse(xml.ReadText())); return;
            case "owner": draft.AddAuthor(Atom.AtomElements.ReadPerson(xml)); return;
            case "category": ReadCategory(xml, draft); return;
            case "keywords": ReadKeywords(xml.ReadText(), draft); return;
            case "image":
                itunes =
                itunes with { Image = itunes.Image ?? xml.UrlAttribute("href") ?? xml.UrlAttribute("url") ?? xml.ReadUrl() }; break;
            case "link" when xml.Attribute("rel") == "image":
                itunes =
                itunes with { Image = itunes.Image ?? xml.UrlAttribute("href") }; break;
            case "explicit": itunes = itunes with { Explicit = YesOrNo(xml.ReadText()) }; break;
            case "block": itunes = itunes with { Block = YesOrNo(xml.ReadText()) }; break;
            case "duration": itunes = itunes with { DurationSeconds = Duration(xml.ReadText()) }; break;
            case "episode": itunes = itunes with { Episode = xml.ReadInteger() }; break;
            case "season": itunes = itunes with { Season = xml.ReadInteger() }; break;
            default: return;
        }

        if (itunes == new FeedItunes())
            return;
        draft.Itunes = itunes;
        draft.Image.Offer(itunes.Image, Rank.StrongExtension);
    }

    public static void Write(FeedXmlWriter xml, FeedItunes? itunes)
    {
        if (itunes is null)
            return;
        if (itunes.Image is { } image)
        {
            xml.WriteStartElement(Prefix, "image", XmlNamespaces.Itunes);
            xml.WriteAttributeString("href", UriForm.From(image));
            xml.WriteEndElement();
        }

        Write(xml, "explicit", itunes.Explicit is { } isExplicit ? (isExplicit ? "true" : "false") : null);
        Write(xml, "block", itunes.Block is { } isBlocked ? (isBlocked ? "Yes" : "No") : null);
        Write(xml, "duration", itunes.DurationSeconds?.ToString(CultureInfo.InvariantCulture));
        Write(xml, "episode", itunes.Episode?.ToString(CultureInfo.InvariantCulture));
        Write(xml, "season", itunes.Season?.ToString(CultureInfo.InvariantCulture));
    }

    private static void Write(FeedXmlWriter xml, string name, string? value) => xml.WriteField(Prefix, name, XmlNamespaces.Itunes, value);

    private static void ReadCategory(ElementReader xml, FeedDraft draft)
    {
        draft.AddCategory(xml.Attribute("text"), "http://www.itunes.com/");
        var depth = xml.Depth;
        while (xml.ReadChild(depth))
        {
            if (xml.Name == "category")
                ReadCategory(xml, draft);
        }
    }

    private static void ReadKeywords(string? keywords, FeedDraft draft)
    {
        foreach (var keyword in keywords?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [])
            draft.AddCategory(keyword, "http://www.itunes.com/");
    }

    private static bool? YesOrNo(string? text) => text?.ToLowerInvariant() switch
    {
        "yes" or "true" or "explicit" => true,
        "no" or "false" or "clean" => false,
        _ => null,
    };

    /// <summary>Seconds, or hours, minutes and seconds between colons.</summary>
    private static int? Duration(string? text)
    {
        long seconds = 0;
        foreach (var part in text?.Split(':', 4) ?? [])
        {
            if (!double.TryParse(
                part, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
                CultureInfo.InvariantCulture, out var number)
                || number > 1e6)
            {
                return null;
            }

            seconds = (seconds * 60) + (long)number;
        }

        return text is null || seconds > int.MaxValue ? null : (int)seconds;
    }
}

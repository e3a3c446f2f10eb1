using FeedHub.Formats.Drafts;
using FeedHub.Formats.Text;
using FeedHub.Formats.Xml;

namespace FeedHub.Formats.Atom;

/// <summary>The elements of Atom 1.0 (RFC 4287 §4.2) and 0.3, in a feed, an entry or a source.</summary>
internal static class AtomElements
{
    private const string IanaRelations = "http://www.iana.org/assignments/relation/";

    /// <summary>Reads the current element if it is one of Atom's; RSS's own elements win over an Atom element inside RSS.</summary>
    public static bool Read(ElementReader xml, FeedDraft draft)
    {
        var rank = xml.Family == FeedFamily.Atom ? Rank.Core : Rank.StrongExtension;
        switch (xml.Name)
        {
            case "title": draft.Title.Offer(AtomText.Read(xml), rank); return true;
            case "subtitle" or "tagline": draft.Summary.Offer(AtomText.Read(xml), rank); return true;
            case "summary": draft.Summary.Offer(AtomText.Read(xml), rank); return true;
            case "content": ReadContent(xml, draft, rank); return true;
            case "rights" or "copyright": draft.Rights.Offer(AtomText.Read(xml), rank); return true;
            case "id": draft.Id.Offer(xml.ReadText(), rank); return true;
            case "updated": draft.Updated.Offer(xml.ReadDate(), rank); return true;
            case "modified": draft.Updated.Offer(xml.ReadDate(), Rank.Extension); return true;
            case "published": draft.Published.Offer(xml.ReadDate(), rank); return true;
            case "issued": draft.Published.Offer(xml.ReadDate(), Rank.Extension); return true;
            case "created": draft.Published.Offer(xml.ReadDate(), Rank.Fallback); return true;
            case "author": draft.AddAuthor(ReadPerson(xml)); return true;
            case "contributor": draft.AddContributor(ReadPerson(xml)); return true;
            case "generator": draft.Generator.Offer(ReadGenerator(xml), rank); return true;
            case "icon": draft.Icon ??= xml.ReadUrl(); return true;
            case "logo": draft.Logo ??= xml.ReadUrl(); return true;
            case "link": ReadLink(xml, draft, rank); return true;
            case "category":
                draft.AddCategory(xml.Attribute("term") ?? xml.ReadText(), xml.Attribute("scheme"), xml.Attribute("label"));
                return true;
            case "source" when draft.IsItem: draft.Source ??= ReadSource(xml); return true;
            default: return false;
        }
    }

    /// <summary>Reads a person construct, or the bare "Name (mail)" that some feeds have in its place.</summary>
    public static FeedPerson? ReadPerson(ElementReader xml)
    {
        string? name = null, email = null, uri = null;
        var text = "";
        var depth = xml.Depth;
        var scanner = xml.Scanner;
        while (scanner.Read() && !(scanner.Token == XmlToken.End && scanner.Depth == depth))
        {
            if (scanner.Token == XmlToken.Text)
            {
                if (text.Length < PersonText.MaxLength)
                    text += scanner.TextValue();
                continue;
            }

            if (scanner.Token != XmlToken.Start || scanner.Depth != depth + 1)
                continue;
            switch (xml.Name)
            {
                case "name": name ??= xml.ReadText(); break;
                case "email": email ??= xml.ReadText(); break;
                case "uri" or "url" or "homepage": uri ??= xml.ReadUrl(); break;
            }
        }

        return name is null && email is null && uri is null ? PersonText.Parse(text) : PersonText.Complete(name, email, uri);
    }

    public static FeedLink? LinkOf(ElementReader xml)
    {
        var rel = (xml.Attribute("rel") ?? "alternate").Replace(IanaRelations, "", StringComparison.OrdinalIgnoreCase);
        var (type, title, language, length) = (
            xml.Attribute("type"), xml.Attribute("title"), xml.Attribute("hreflang"), xml.NumberAttribute("length"));
        var href = xml.Scanner.Attribute("href") switch
        {
            null => xml.ReadUrl(),
            // Only of the feed's own address can a blank one be meant as RFC 3986 §4.4 says.
            "" when rel == "self" && xml.Item is null => xml.Scanner.Links.Resolve("", xml.Base).OrNull(),
            var given => xml.Resolve(given),
        };
        return href is null ? null : new FeedLink(href, rel, type, title, language, length);
    }

    private static void ReadLink(ElementReader xml, FeedDraft draft, int rank)
    {
        if (LinkOf(xml) is not { } link)
            return;
        draft.AddLink(link, rank);
        if (link.Rel == "self" && xml.Item is null)
            xml.Scanner.Links.SelfLink ??= link.Href;
    }

    private static void ReadContent(ElementReader xml, FeedDraft draft, int rank)
    {
        // RFC 4287 §4.1.3.2: content that is elsewhere.
        if (xml.UrlAttribute("src") is { } src)
            draft.AddLink(new FeedLink(src, "enclosure", xml.Attribute("type")), rank);
        draft.Content.Offer(AtomText.Read(xml), rank);
    }

    private static FeedGenerator? ReadGenerator(ElementReader xml)
    {
        var uri = xml.UrlAttribute("uri") ?? xml.UrlAttribute("url");
        var version = xml.Attribute("version");
        var name = xml.ReadText();
        return name is null && uri is null ? null : new FeedGenerator(name ?? uri!, uri, version);
    }

    private static FeedSource ReadSource(ElementReader xml)
    {
        var draft = new FeedDraft();
        var depth = xml.Depth;
        while (xml.ReadChild(depth))
            xml.ReadField(draft);
        return draft.ToSource();
    }
}

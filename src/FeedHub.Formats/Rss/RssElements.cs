using FeedHub.Formats.Atom;
using FeedHub.Formats.Drafts;
using FeedHub.Formats.Text;

namespace FeedHub.Formats.Rss;

/// <summary>The elements of RSS 0.90 to 2.0 and RSS 1.0, and the few of CDF that RSS does not have, in a channel or an item.</summary>
internal static class RssElements
{
    /// <summary>Reads the current element if it is one of RSS's.</summary>
    public static bool Read(ElementReader xml, FeedDraft draft)
    {
        switch (xml.Name)
        {
            case "title": draft.Title.Offer(xml.ReadTitle(), Rank.Core); return true;
            case "description" or "abstract": draft.Summary.Offer(xml.ReadHtml(), Rank.Core); return true;
            case "link": ReadLink(xml, draft); return true;
            case "guid": ReadGuid(xml, draft); return true;
            case "pubdate": draft.Published.Offer(xml.ReadDate(), Rank.Core); return true;
            case "lastbuilddate": draft.Updated.Offer(xml.ReadDate(), Rank.Core); return true;
            case "language": draft.Language.Offer(xml.ReadText(), Rank.Core); return true;
            case "copyright": draft.Rights.Offer(xml.ReadTitle(), Rank.Core); return true;
            case "author" or "managingeditor": draft.AddAuthor(AtomElements.ReadPerson(xml)); return true;
            case "category": ReadCategory(xml, draft); return true;
            case "generator": draft.Generator.Offer(xml.ReadText() is { } name ? new FeedGenerator(name) : null, Rank.Core); return true;
            case "comments": draft.Comments ??= ReadComments(xml); return true;
            case "enclosure": ReadEnclosure(xml, draft); return true;
            case "image": ReadImage(xml, draft); return true;
            case "ttl": draft.TtlMinutes ??= xml.ReadInteger(); return true;
            case "skiphours": draft.SkipHours ??= SkipTimes.ReadHours(xml); return true;
            case "skipdays": draft.SkipDays ??= SkipTimes.ReadDays(xml); return true;
            case "cloud": draft.Cloud ??= ReadCloud(xml); return true;
            case "source" when draft.IsItem && xml.Attribute("url") is not null: draft.Source ??= ReadSource(xml); return true;
            case "fullitem" or "body": draft.Content.Offer(xml.ReadHtml(escapeText: xml.Name == "body"), Rank.Extension); return true;
            // Its title, description and link are those of a form field.
            case "textinput": return true;
            default: return false;
        }
    }

    private static void ReadLink(ElementReader xml, FeedDraft draft)
    {
        if (xml.Attribute("href") is not null && AtomElements.LinkOf(xml) is { } atomLink)
            draft.AddLink(atomLink, Rank.Core);
        else if (xml.ReadUrl() is { } url)
            draft.AddLink(new FeedLink(url), Rank.Core);
    }

    private static void ReadGuid(ElementReader xml, FeedDraft draft)
    {
        var isPermaLink = !string.Equals(xml.Attribute("isPermaLink"), "false", StringComparison.OrdinalIgnoreCase);
        if (xml.ReadText() is not { } guid || draft.Id.Value is not null)
            return;
        draft.Id.Offer(guid, Rank.Core);
        draft.IdIsPermaLink = isPermaLink;
        // Many publishers forget to say that their numbers are no addresses.
        if (isPermaLink && UrlReference.IsAddress(guid) && xml.Resolve(guid) is { } address && UrlReference.IsWeb(address))
            draft.Link.Offer(address, Rank.Fallback);
    }

    // The element holds an address, but some write how many comments there are, or whether there may be any.
    private static string? ReadComments(ElementReader xml)
    {
        if (xml.ReadText() is not { } text)
            return null;
        if (UrlReference.IsPage(text))
            return xml.Resolve(text);
        xml.NoteDropped(text, "address of comments");
        return null;
    }

    private static void ReadCategory(ElementReader xml, FeedDraft draft)
    {
        var (scheme, term, label) = (xml.Attribute("domain") ?? xml.Attribute("scheme"), xml.Attribute("term"), xml.Attribute("label"));
        draft.AddCategory(xml.ReadText() ?? term, scheme, label);
    }

    private static void ReadEnclosure(ElementReader xml, FeedDraft draft)
    {
        if ((xml.UrlAttribute("url") ?? xml.UrlAttribute("href") ?? xml.Resolve(xml.Scanner.PrefixedAttribute("resource"))) is { } url)
            draft.AddEnclosure(new FeedEnclosure(url, xml.Attribute("type"), xml.NumberAttribute("length")));
    }

    private static void ReadImage(ElementReader xml, FeedDraft draft)
    {
        var depth = xml.Depth;
        string? url = xml.UrlAttribute("href") ?? xml.UrlAttribute("url"), title = null, link = null, description = null;
        int? width = null, height = null;
        while (xml.ReadChild(depth))
        {
            switch (xml.Name)
            {
                case "url": url ??= xml.ReadUrl(); break;
                case "title": title ??= xml.ReadText(); break;
                case "link": link ??= xml.ReadUrl(); break;
                case "width": width ??= xml.ReadInteger(); break;
                case "height": height ??= xml.ReadInteger(); break;
                case "description": description ??= xml.ReadText(); break;
            }
        }

        if (url is null)
            return;
        if (draft.IsItem)
            draft.Image.Offer(url, Rank.Core);
        else
            draft.ChannelImage.Offer(new FeedImage(url, title, link, width, height, description), Rank.Core);
    }

    private static FeedCloud ReadCloud(ElementReader xml) => new(
        xml.Attribute("domain"), xml.Attribute("port"), xml.Attribute("path"), xml.Attribute("registerProcedure"), xml
            .Attribute("protocol"));

    private static FeedSource ReadSource(ElementReader xml)
    {
        var url = xml.UrlAttribute("url");
        return new FeedSource { FeedUrl = url, Title = xml.ReadTitle() };
    }
}

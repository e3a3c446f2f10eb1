using FeedHub.Formats.Atom;
using FeedHub.Formats.Drafts;
using FeedHub.Formats.Extensions;
using FeedHub.Formats.Rss;
using FeedHub.Formats.Xml;

namespace FeedHub.Formats.Reading;

/// <summary>Passes an element to the vocabulary that knows it. An element that no vocabulary knows is skipped.</summary>
internal static class FeedElements
{
    public static void Read(ElementReader xml, FeedDraft draft)
    {
        if (xml.Name is "title" or "summary" or "description" or "content" or "encoded")
            xml.OfferLanguage(draft, xml.Name == "title" ? Rank.Extension : Rank.StrongExtension);
        switch (xml.Vocabulary)
        {
            case XmlVocabulary.None:
                _ = xml.Family == FeedFamily.Atom
                    ? AtomElements.Read(xml, draft) || RssElements.Read(xml, draft)
                    : RssElements.Read(xml, draft) || AtomElements.Read(xml, draft);
                break;
            case XmlVocabulary.Rss or XmlVocabulary.Rss10 or XmlVocabulary.Rss090: RssElements.Read(xml, draft); break;
            case XmlVocabulary.Atom or XmlVocabulary.Atom03:
                _ = AtomElements.Read(xml, draft) || (xml.Family == FeedFamily.Atom && RssElements.Read(xml, draft));
                break;
            case XmlVocabulary.Admin: Admin.Read(xml, draft); break;
            case XmlVocabulary.Content: ContentModule.Read(xml, draft); break;
            case XmlVocabulary.CreativeCommons: CreativeCommons.Read(xml, draft); break;
            case XmlVocabulary.DublinCore: DublinCore.Read(xml, draft); break;
            case XmlVocabulary.DublinCoreTerms: DublinCoreTerms.Read(xml, draft); break;
            case XmlVocabulary.GeoRss: GeoRss.Read(xml, draft); break;
            case XmlVocabulary.Gml: Gml.Read(xml, draft); break;
            case XmlVocabulary.Itunes: Itunes.Read(xml, draft); break;
            case XmlVocabulary.History: FeedPaging.Read(xml, draft); break;
            case XmlVocabulary.Media: MediaRss.Read(xml, draft); break;
            case XmlVocabulary.Slash: Slash.Read(xml, draft); break;
            case XmlVocabulary.Syndication: SyndicationModule.Read(xml, draft); break;
            case XmlVocabulary.Thread: Threading.Read(xml, draft); break;
            case XmlVocabulary.Tombstones: Tombstones.Read(xml, draft); break;
            case XmlVocabulary.W3cGeo: W3cGeo.Read(xml, draft); break;
            case XmlVocabulary.FeedProxy: FeedProxy.Read(xml, draft); break;
            case XmlVocabulary.WellFormedWeb: WellFormedWeb.Read(xml, draft); break;
            case XmlVocabulary.Xhtml: XhtmlModule.Read(xml, draft); break;
        }
    }
}

using FeedHub.Formats.Syndication;
using FeedHub.Formats.Text;
using FeedHub.Formats.Text.Dates;
using FeedHub.Formats.Xml;

namespace FeedHub.Formats.Writing;

/// <summary>
/// Writes the feed that an entry came from (RFC 4287 §4.2.11). It stands at the end of the entry, where the library would not put it: some
/// readers take the first link that they meet for the entry's own, even one within the source.
/// </summary>
internal static class AtomSource
{
    private const string NoPrefix = "";

    public static void Write(FeedXmlWriter xml, FeedSource? source)
    {
        if (source is null)
            return;
        xml.WriteStartElement("source", XmlNamespaces.Atom);
        AtomParts.WriteElement(xml, "id", source.Id);
        AtomParts.WriteText(xml, "title", source.Title);
        AtomParts.WriteText(xml, "subtitle", source.Subtitle);
        AtomParts.WriteText(xml, "rights", source.Rights);
        AtomParts.WriteElement(xml, "updated", source.Updated is { } updated ? AtomDate.Format(updated) : null);
        AtomParts.WritePeople(xml, "author", source.Authors);
        AtomParts.WritePeople(xml, "contributor", source.Contributors);
        AtomParts.WriteCategories(xml, source.Categories);
        AtomParts.WriteGenerator(xml, source.Generator);
        AtomParts.WriteElement(xml, "icon", UriForm.From(source.Icon));
        AtomParts.WriteElement(xml, "logo", UriForm.From(source.Logo));
        SyndicationParts.WriteLink(xml, NoPrefix, SyndicationParts.PageLink(source.Links, source.Link));
        if (source.FeedUrl is { } self)
            SyndicationParts.WriteLink(xml, NoPrefix, new FeedLink(self, "self"));
        SyndicationParts.WriteLinks(xml, NoPrefix, SyndicationParts.OtherLinks(source.Links, source.Link, source.FeedUrl));
        xml.WriteEndElement();
    }
}

using System.Globalization;
using System.ServiceModel.Syndication;
using FeedHub.Formats.Text;
using FeedHub.Formats.Xml;

namespace FeedHub.Formats.Syndication;

/// <summary>Converts parts of a feed to those of System.ServiceModel.Syndication, and writes those that it gets wrong.</summary>
internal static class SyndicationParts
{
    // XHTML is written as HTML: the library writes it raw, so that one bad tag would break the document.
    public static TextSyndicationContent? Text(FeedText? text) => text is null
        ? null
        : new TextSyndicationContent(
            text.Value, text.Kind == FeedTextKind.Text ? TextSyndicationContentKind.Plaintext : TextSyndicationContentKind.Html);

    /// <summary>The text as plain text, for fields that hold nothing else.</summary>
    public static string? Plain(FeedText? text) => text is { Kind: not FeedTextKind.Text } ? HtmlToText.Convert(text.Value) : text?.Value;

    // RFC 4287 §3.2.1 requires a name.
    public static SyndicationPerson Person(FeedPerson person) =>
        new(person.Email, person.Name ?? person.Email ?? person.Uri, person.Uri);

    public static SyndicationCategory Category(FeedCategory category) => new(category.Term, category.Scheme, category.Label);

    /// <summary>The links to write besides those that have their own fields, without duplicates.</summary>
    public static IEnumerable<FeedLink> OtherLinks(IReadOnlyList<FeedLink> links, string? link, string? selfLink) => links
        .Where(l => l.Rel != "enclosure" && (l.Rel != "self" || selfLink is null))
        .Where(l => l.Rel != "alternate" || l.Href != link)
        .DistinctBy(l => (l.Rel, l.Href, l.HrefLang, l.Type));

    /// <summary>The alternate link as the document has it, with its type and language, or made from the field alone.</summary>
    public static FeedLink? PageLink(IReadOnlyList<FeedLink> links, string? link) =>
        link is null ? null : links.FirstOrDefault(l => l.Rel == "alternate" && l.Href == link) ?? new FeedLink(link);

    public static void WriteLink(FeedXmlWriter xml, string prefix, FeedLink? link)
    {
        if (link is null)
            return;
        xml.WriteStartElement(prefix, "link", XmlNamespaces.Atom);
        xml.WriteAttribute("rel", link.Rel);
        xml.WriteAttribute("type", link.Type);
        xml.WriteAttribute("hreflang", link.HrefLang);
        xml.WriteAttribute("title", link.Title);
        xml.WriteAttribute("length", link.Length?.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("href", link.Href);
        xml.WriteEndElement();
    }
}

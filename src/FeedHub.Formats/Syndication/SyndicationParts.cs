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

    /// <summary>The text as HTML, for fields that hold nothing else.</summary>
    public static FeedText? AsHtml(FeedText? text) => text is { Kind: FeedTextKind.Text } ? FeedText.Html(Escaped(text.Value)) : text;

    private static string Escaped(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);

    // RFC 4287 §3.2.1 requires a name.
    public static SyndicationPerson Person(FeedPerson person) =>
        new(person.Email, Name(person), UriForm.From(person.Uri));

    /// <summary>What a person is called: by name, or else by what else is known.</summary>
    public static string? Name(FeedPerson person) => person.Name ?? person.Email ?? person.Uri;

    public static SyndicationCategory Category(FeedCategory category) => new(category.Term, UriForm.From(category.Scheme), category.Label);

    /// <summary>The links to write besides those that have their own fields, without duplicates.</summary>
    public static IEnumerable<FeedLink> OtherLinks(IReadOnlyList<FeedLink> links, string? link, string? selfLink) => links
        .Where(l => l.Rel != "enclosure" && (l.Rel != "self" || selfLink is null))
        .Where(l => l.Rel != "alternate" || l.Href != link)
        .DistinctBy(l => (l.Rel, l.Href, l.HrefLang, l.Type));

    /// <summary>The alternate link as the document has it, with its type and language, or made from the field alone.</summary>
    public static FeedLink? PageLink(IReadOnlyList<FeedLink> links, string? link) =>
        link is null ? null : links.FirstOrDefault(l => l.Rel == "alternate" && l.Href == link) ?? new FeedLink(link);

    public static void WriteLinks(FeedXmlWriter xml, string prefix, IEnumerable<FeedLink> links)
    {
        foreach (var link in links)
            WriteLink(xml, prefix, link);
    }

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
        xml.WriteAttributeString("href", UriForm.From(link.Href));
        xml.WriteEndElement();
    }
}

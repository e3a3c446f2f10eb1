using System.Globalization;
using System.ServiceModel.Syndication;
using System.Xml.Serialization;
using FeedHub.Formats.Extensions;
using FeedHub.Formats.Syndication;
using FeedHub.Formats.Text;
using FeedHub.Formats.Text.Dates;
using FeedHub.Formats.Xml;

namespace FeedHub.Formats.Writing;

/// <summary>Writes RSS 2.0 according to the RSS Advisory Board's profile.</summary>
internal static class RssWriter
{
    private const string Atom = "atom";

    public static byte[] Write(FeedDocument document)
    {
        Required.Text(document.Title, "title");
        Required.Text(document.Link, "link");
        Required.Text(document.SelfLink, "self link");
        var feed = new WrittenFeed(xml => WriteChannel(xml, document))
        {
            Title = SyndicationParts.Text(SyndicationParts.Plain(document.Title)),
            // RSS 2.0 requires a description; a feed without one is described by its title.
            Description = SyndicationParts.Text(
                SyndicationParts.AsHtml(document.Description ?? FeedText.Plain(SyndicationParts.Plain(document.Title)!))),
            Copyright = SyndicationParts.Text(SyndicationParts.Plain(document.Rights)),
            Language = document.Language,
            Items = document.Items.Select(item => Item(item, document.Language)),
        };
        foreach (var category in document.Categories)
            feed.Categories.Add(SyndicationParts.Category(category));
        return FeedXmlWriter.Write(xml =>
        {
            xml.WriteStartElement("rss");
            xml.Declare(Atom, XmlNamespaces.Atom);
            xml.Declare("content", XmlNamespaces.Content);
            xml.Declare("dc", XmlNamespaces.DublinCore);
            xml.Declare("georss", XmlNamespaces.GeoRss);
            xml.Declare("itunes", XmlNamespaces.Itunes);
            xml.Declare("media", XmlNamespaces.Media);
            xml.Declare("thr", XmlNamespaces.Thread);
            CreativeCommons.Declare(xml, document);
            ((IXmlSerializable)new Rss20FeedFormatter(feed, serializeExtensionsAsAtom: false)).WriteXml(xml);
            xml.WriteEndElement();
        });
    }

    private static void WriteChannel(FeedXmlWriter xml, FeedDocument document)
    {
        xml.WriteField("link", UriForm.From(document.Link));
        SyndicationParts.WriteLink(xml, Atom, new FeedLink(document.SelfLink!, "self", FeedFormats.Rss.MediaType));
        WriteLinks(xml, SyndicationParts.OtherLinks(document.Links, document.Link, document.SelfLink));
        CreativeCommons.Write(xml, document.Links);
        xml.WriteField("lastBuildDate", Date(document.Updated));
        xml.WriteField("pubDate", Date(document.Published));
        xml.WriteField("generator", document.Generator?.Name);
        xml.WriteField("ttl", document.TtlMinutes?.ToString(CultureInfo.InvariantCulture));
        WriteEditor(xml, document.Authors);
        WriteNames(xml, "contributor", document.Contributors);
        WriteCloud(xml, document.Cloud);
        WriteImage(xml, document);
        Itunes.Write(xml, document.Itunes);
        SyndicationModule.Write(xml, document.UpdatePeriod);
        FeedPaging.Write(xml, document.History);
        Tombstones.Write(xml, document.Deleted, document.Updated);
    }

    private static WrittenItem Item(FeedItem item, string? feedLanguage)
    {
        var title = SyndicationParts.Plain(item.Title);
        // RSS 2.0 requires a title or a description; an item that has neither gets its address as its title.
        var description = SyndicationParts.AsHtml(item.Summary) ?? (title is null ? SyndicationParts.AsHtml(item.Content) : null);
        var written = new WrittenItem(xml => WriteItem(xml, item, feedLanguage))
        {
            Title = SyndicationParts.Text(title ?? (description is null ? item.Link ?? item.Id : null)),
            Summary = SyndicationParts.Text(description),
        };
        foreach (var category in item.Categories)
            written.Categories.Add(SyndicationParts.Category(category));
        return written;
    }

    private static void WriteItem(FeedXmlWriter xml, FeedItem item, string? feedLanguage)
    {
        xml.WriteField("link", UriForm.From(item.Link));
        WriteGuid(xml, item);
        xml.WriteField("pubDate", Date(item.Published ?? item.Updated));
        if (item.Updated is { } updated && updated != item.Published)
        {
            // SimplePie, and so WordPress, takes any date of Atom before RSS's own, but published before updated. It rounds, so both
            // say the same second.
            if (item.Published is { } published)
                xml.WriteField(Atom, "published", XmlNamespaces.Atom, AtomDate.Format(ToSecond(published)));
            xml.WriteField(Atom, "updated", XmlNamespaces.Atom, AtomDate.Format(updated));
        }

        // Most readers show the whole of <author>, address and all: a name is a name only in Dublin Core.
        WriteNames(xml, "creator", item.Authors);
        WriteNames(xml, "contributor", item.Contributors);
        xml.WriteField("comments", UriForm.From(item.Comments));
        WriteSource(xml, item.Source);
        WriteEnclosures(xml, item.Enclosures);
        WriteLinks(xml, SyndicationParts.OtherLinks(item.Links, item.Link, null));
        CreativeCommons.Write(xml, item.Links);
        xml.WriteField("dc", "rights", XmlNamespaces.DublinCore, SyndicationParts.Plain(item.Rights));
        if (item.Language != feedLanguage)
            xml.WriteField("dc", "language", XmlNamespaces.DublinCore, item.Language);
        if (item.Summary is not null || item.Title is not null)
            xml.WriteField("content", "encoded", XmlNamespaces.Content, SyndicationParts.AsHtml(item.Content)?.Value);
        GeoRss.Write(xml, item.Point);
        Itunes.Write(xml, item.Itunes);
        MediaRss.Write(xml, item);
        Threading.Write(xml, item);
    }

    private static void WriteLinks(FeedXmlWriter xml, IEnumerable<FeedLink> links)
    {
        SyndicationParts.WriteLinks(xml, Atom, links.Where(l => !CreativeCommons.IsLicence(l)));
    }

    // isPermaLink is true by default, which is wrong for tag URIs and opaque IDs. An ID that is an IRI must not be encoded, and a
    // permanent link must be.
    private static void WriteGuid(FeedXmlWriter xml, FeedItem item)
    {
        if (item.Id is not { Length: > 0 } id)
            return;
        xml.WriteStartElement("guid");
        var isPermaLink = item.IdIsPermaLink ?? id == item.Link;
        xml.WriteAttribute("isPermaLink", isPermaLink && UrlReference.IsWeb(id) && UriForm.Is(id) ? "true" : "false");
        xml.WriteString(id);
        xml.WriteEndElement();
    }

    // A channel has room for one e-mail address and its name; people without an address, or several, are written in Dublin Core.
    private static void WriteEditor(FeedXmlWriter xml, IReadOnlyList<FeedPerson> authors)
    {
        if (authors is [{ Email: { Length: > 0 } email } author])
            xml.WriteField("managingEditor", author.Name is null ? email : $"{email} ({author.Name})");
        else
            WriteNames(xml, "creator", authors);
    }

    private static void WriteNames(FeedXmlWriter xml, string element, IReadOnlyList<FeedPerson> people)
    {
        foreach (var person in people)
            xml.WriteField("dc", element, XmlNamespaces.DublinCore, SyndicationParts.Name(person));
    }

    private static void WriteSource(FeedXmlWriter xml, FeedSource? source)
    {
        if ((source?.FeedUrl ?? source?.Link) is not { } url)
            return;
        xml.WriteStartElement("source");
        xml.WriteAttributeString("url", UriForm.From(url));
        xml.WriteString(SyndicationParts.Plain(source!.Title));
        xml.WriteEndElement();
    }

    // Feed readers agree only on one enclosure per item; the others are written in Media RSS.
    private static void WriteEnclosures(FeedXmlWriter xml, IReadOnlyList<FeedEnclosure> enclosures)
    {
        if (enclosures is not [var first, ..])
            return;
        xml.WriteStartElement("enclosure");
        xml.WriteAttributeString("url", UriForm.From(first.Url));
        xml.WriteAttributeString("length", (first.Length ?? 0).ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("type", first.Type ?? "application/octet-stream");
        xml.WriteEndElement();
        foreach (var other in enclosures.Skip(1))
            MediaRss.Write(xml, "content", new FeedMedia(other.Url, other.Type, Length: other.Length));
    }

    private static void WriteCloud(FeedXmlWriter xml, FeedCloud? cloud)
    {
        if (cloud is null)
            return;
        xml.WriteStartElement("cloud");
        xml.WriteAttribute("domain", cloud.Domain);
        xml.WriteAttribute("port", cloud.Port);
        xml.WriteAttribute("path", cloud.Path);
        xml.WriteAttribute("registerProcedure", cloud.RegisterProcedure);
        xml.WriteAttribute("protocol", cloud.Protocol);
        xml.WriteEndElement();
    }

    private static void WriteImage(FeedXmlWriter xml, FeedDocument document)
    {
        if ((document.Image ?? (document.Logo is { } logo ? new FeedImage(logo) : null)) is not { } image)
            return;
        xml.WriteStartElement("image");
        xml.WriteField("url", UriForm.From(image.Url));
        xml.WriteField("title", image.Title ?? SyndicationParts.Plain(document.Title));
        xml.WriteField("link", UriForm.From(image.Link ?? document.Link));
        xml.WriteField("width", image.Width?.ToString(CultureInfo.InvariantCulture));
        xml.WriteField("height", image.Height?.ToString(CultureInfo.InvariantCulture));
        xml.WriteField("description", image.Description);
        xml.WriteEndElement();
    }

    private static DateTimeOffset ToSecond(DateTimeOffset date) => date.AddTicks(-(date.Ticks % TimeSpan.TicksPerSecond));

    // RFC 822 with a four-digit year; "GMT", because many feed readers do not know RFC 822's "Z".
    private static string? Date(DateTimeOffset? date) =>
        date?.ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss 'GMT'", CultureInfo.InvariantCulture);
}

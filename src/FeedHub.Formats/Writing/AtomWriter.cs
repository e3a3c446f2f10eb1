using System.ServiceModel.Syndication;
using System.Xml.Serialization;
using FeedHub.Formats.Extensions;
using FeedHub.Formats.Syndication;
using FeedHub.Formats.Text.Dates;
using FeedHub.Formats.Xml;

namespace FeedHub.Formats.Writing;

/// <summary>Writes Atom 1.0 (RFC 4287).</summary>
internal static class AtomWriter
{
    private const string NoPrefix = "";

    public static byte[] Write(FeedDocument document)
    {
        Required.Text(document.Title, "title");
        Required.Text(document.Id, "ID");
        Required.Text(document.SelfLink, "self link");
        var feed = new WrittenFeed(xml => WriteFeed(xml, document))
        {
            Id = document.Id,
            Title = SyndicationParts.Text(document.Title),
            Description = SyndicationParts.Text(document.Description),
            Copyright = SyndicationParts.Text(document.Rights),
            LastUpdatedTime = Required.Date(document.Updated, "updated").ToUniversalTime(),
            Items = document.Items.Select((item, index) => Item(item, index, document.Language)),
        };
        // RFC 4287 §4.1.1: a feed has an author unless each of its entries has one. If need be, the feed's title is its author's name.
        var authors = document.Authors.Count > 0 || document.Items.All(item => item.Authors.Count > 0)
            ? document.Authors
            : [new FeedPerson(SyndicationParts.Plain(document.Title))];
        AddParts(feed, authors, document.Contributors, document.Categories);
        return FeedXmlWriter.Write(xml =>
        {
            xml.WriteStartElement("feed", XmlNamespaces.Atom);
            xml.Declare("georss", XmlNamespaces.GeoRss);
            xml.Declare("itunes", XmlNamespaces.Itunes);
            xml.Declare("media", XmlNamespaces.Media);
            xml.Declare("thr", XmlNamespaces.Thread);
            xml.WriteLanguage(document.Language);
            ((IXmlSerializable)new Atom10FeedFormatter(feed)).WriteXml(xml);
            xml.WriteEndElement();
        });
    }

    private static void WriteFeed(FeedXmlWriter xml, FeedDocument document)
    {
        SyndicationParts.WriteLink(xml, NoPrefix, new FeedLink(document.SelfLink!, "self", FeedFormats.Atom.MediaType));
        SyndicationParts.WriteLink(xml, NoPrefix, SyndicationParts.PageLink(document.Links, document.Link));
        WriteLinks(xml, SyndicationParts.OtherLinks(document.Links, document.Link, document.SelfLink));
        WriteGenerator(xml, document.Generator);
        WriteElement(xml, "icon", document.Icon);
        WriteElement(xml, "logo", document.Logo ?? document.Image?.Url);
        Itunes.Write(xml, document.Itunes);
        SyndicationModule.Write(xml, document.UpdatePeriod);
        FeedPaging.Write(xml, document.History);
        Tombstones.Write(xml, document.Deleted, document.Updated!.Value);
    }

    private static WrittenItem Item(FeedItem item, int index, string? feedLanguage)
    {
        Required.Text(item.Id, "ID", index);
        var written = new WrittenItem(xml => WriteEntry(xml, item), item.Language == feedLanguage ? null : item.Language)
        {
            Id = item.Id,
            // RFC 4287 §4.1.2 requires a title, which may be empty.
            Title = SyndicationParts.Text(item.Title ?? FeedText.Plain("")),
            Summary = SyndicationParts.Text(item.Summary),
            Content = SyndicationParts.Text(item.Content),
            Copyright = SyndicationParts.Text(item.Rights),
            LastUpdatedTime = Required.Date(item.Updated ?? item.Published, "updated", index).ToUniversalTime(),
            SourceFeed = Source(item.Source),
        };
        if (item.Published is { } published)
            written.PublishDate = published.ToUniversalTime();
        foreach (var author in item.Authors)
            written.Authors.Add(SyndicationParts.Person(author));
        foreach (var contributor in item.Contributors)
            written.Contributors.Add(SyndicationParts.Person(contributor));
        foreach (var category in item.Categories)
            written.Categories.Add(SyndicationParts.Category(category));
        return written;
    }

    private static void WriteEntry(FeedXmlWriter xml, FeedItem item)
    {
        // RFC 4287 §4.1.1.1: an entry without content has an alternate link.
        var page = item.Link ?? (item.Content is null ? item.Id : null);
        SyndicationParts.WriteLink(xml, NoPrefix, SyndicationParts.PageLink(item.Links, page));
        WriteLinks(xml, SyndicationParts.OtherLinks(item.Links, item.Link, null)
            .Where(link => link.Rel != "replies" || link.Href != item.Comments));
        foreach (var enclosure in item.Enclosures)
            SyndicationParts.WriteLink(xml, NoPrefix, new FeedLink(enclosure.Url, "enclosure", enclosure.Type, Length: enclosure.Length));
        if (item.Comments is { } comments)
            SyndicationParts.WriteLink(xml, NoPrefix, new FeedLink(comments, "replies", "text/html"));
        GeoRss.Write(xml, item.Point);
        Itunes.Write(xml, item.Itunes);
        MediaRss.Write(xml, item);
        Threading.Write(xml, item);
    }

    private static WrittenFeed? Source(FeedSource? source)
    {
        if (source is null)
            return null;
        var feed = new WrittenFeed(xml =>
        {
            if (source.FeedUrl is { } self)
                SyndicationParts.WriteLink(xml, NoPrefix, new FeedLink(self, "self"));
            SyndicationParts.WriteLink(xml, NoPrefix, SyndicationParts.PageLink(source.Links, source.Link));
            WriteLinks(xml, SyndicationParts.OtherLinks(source.Links, source.Link, source.FeedUrl));
            WriteGenerator(xml, source.Generator);
            WriteElement(xml, "icon", source.Icon);
            WriteElement(xml, "logo", source.Logo);
            if (source.Updated is { } updated)
                WriteElement(xml, "updated", AtomDate.Format(updated));
        })
        {
            Id = source.Id,
            Title = SyndicationParts.Text(source.Title),
            Description = SyndicationParts.Text(source.Subtitle),
            Copyright = SyndicationParts.Text(source.Rights),
        };
        AddParts(feed, source.Authors, source.Contributors, source.Categories);
        return feed;
    }

    private static void AddParts(
        SyndicationFeed feed, IEnumerable<FeedPerson> authors, IEnumerable<FeedPerson> contributors, IEnumerable<FeedCategory> categories)
    {
        foreach (var author in authors)
            feed.Authors.Add(SyndicationParts.Person(author));
        foreach (var contributor in contributors)
            feed.Contributors.Add(SyndicationParts.Person(contributor));
        foreach (var category in categories)
            feed.Categories.Add(SyndicationParts.Category(category));
    }

    private static void WriteLinks(FeedXmlWriter xml, IEnumerable<FeedLink> links)
    {
        foreach (var link in links)
            SyndicationParts.WriteLink(xml, NoPrefix, link);
    }

    private static void WriteGenerator(FeedXmlWriter xml, FeedGenerator? generator)
    {
        if (generator is null)
            return;
        xml.WriteStartElement("generator", XmlNamespaces.Atom);
        xml.WriteAttribute("uri", generator.Uri);
        xml.WriteAttribute("version", generator.Version);
        xml.WriteString(generator.Name);
        xml.WriteEndElement();
    }

    private static void WriteElement(FeedXmlWriter xml, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            xml.WriteElementString(name, XmlNamespaces.Atom, value);
    }
}

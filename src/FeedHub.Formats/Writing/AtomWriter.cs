using System.ServiceModel.Syndication;
using System.Xml.Serialization;
using FeedHub.Formats.Extensions;
using FeedHub.Formats.Syndication;
using FeedHub.Formats.Text;
using FeedHub.Formats.Xml;

namespace FeedHub.Formats.Writing;

/// <summary>Writes Atom 1.0 (RFC 4287).</summary>
internal static class AtomWriter
{
    private const string NoPrefix = "";

    /// <summary>Characters of markup around a text, beyond which a content is not compared with its summary.</summary>
    private const int MostMarkup = 200;

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
        // Some readers take the first link for the page, whatever its relation.
        SyndicationParts.WriteLink(xml, NoPrefix, SyndicationParts.PageLink(document.Links, document.Link));
        SyndicationParts.WriteLink(xml, NoPrefix, new FeedLink(document.SelfLink!, "self", FeedFormats.Atom.MediaType));
        SyndicationParts.WriteLinks(xml, NoPrefix, SyndicationParts.OtherLinks(document.Links, document.Link, document.SelfLink));
        AtomParts.WriteGenerator(xml, document.Generator);
        AtomParts.WriteElement(xml, "icon", UriForm.From(document.Icon));
        AtomParts.WriteElement(xml, "logo", UriForm.From(document.Logo ?? document.Image?.Url));
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
            Summary = SyndicationParts.Text(SummaryBeside(item.Content, item.Summary)),
            Content = SyndicationParts.Text(item.Content),
            Copyright = SyndicationParts.Text(item.Rights),
            LastUpdatedTime = Required.Date(item.Updated ?? item.Published, "updated", index).ToUniversalTime(),
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
        SyndicationParts.WriteLinks(xml, NoPrefix, SyndicationParts.OtherLinks(item.Links, item.Link, null)
            .Where(link => link.Rel != "replies" || link.Href != item.Comments));
        foreach (var enclosure in item.Enclosures)
            SyndicationParts.WriteLink(xml, NoPrefix, new FeedLink(enclosure.Url, "enclosure", enclosure.Type, Length: enclosure.Length));
        if (item.Comments is { } comments)
            SyndicationParts.WriteLink(xml, NoPrefix, new FeedLink(comments, "replies", "text/html"));
        GeoRss.Write(xml, item.Point);
        Itunes.Write(xml, item.Itunes);
        MediaRss.Write(xml, item);
        Threading.Write(xml, item);
        AtomSource.Write(xml, item.Source);
    }

    /// <summary>
    /// Readers that choose between forms of a text take a plain summary for the whole of it, so a summary has the form of its content. One
    /// that says the same as the content is left out (RFC 4287 §4.2.13).
    /// </summary>
    private static FeedText? SummaryBeside(FeedText? content, FeedText? summary)
    {
        if (content is null || summary is null)
            return summary;
        var mayRepeat = content.Value.Length <= (2 * summary.Value.Length) + MostMarkup;
        return mayRepeat && SyndicationParts.Plain(content) == SyndicationParts.Plain(summary) ? null
            : content.Kind == FeedTextKind.Text ? summary
            : SyndicationParts.AsHtml(summary);
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
}

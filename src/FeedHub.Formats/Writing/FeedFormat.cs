namespace FeedHub.Formats.Writing;

/// <summary>A format that feeds are written in: one row of <see cref="FeedFormats"/>, compared by reference.</summary>
public sealed class FeedFormat
{
    internal FeedFormat()
    {
    }

    /// <summary>Extension of a feed's file name, without the dot; addresses, configuration and caches use it to name the format.</summary>
    public required string Extension { get; init; }

    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>Media type without parameters, such as <c>application/atom+xml</c>.</summary>
    public required string MediaType { get; init; }

    /// <summary>The media type as HTTP sends it.</summary>
    public string ContentType => $"{MediaType}; charset=utf-8";

    /// <summary>What the format is offered for.</summary>
    public required FeedOffer OfferedFor { get; init; }

    /// <summary>
    /// Writes a document as UTF-8 without a byte order mark; the bytes are a pure function of the document. Throws an
    /// <see cref="ArgumentException"/> when a field that the format requires is missing: title and self link; for RSS the link; for Atom
    /// the ID and updated, of the feed and of each item; for JSON Feed the ID of each item.
    /// </summary>
    public required Func<FeedDocument, byte[]> Write { get; init; }

    /// <summary>
    /// Whether links in the format have a relation (<c>rel</c>). Where they have none, an item has one link besides its own, and a feed
    /// one link to older items.
    /// </summary>
    public bool HasLinkRelations { get; init; } = true;

    /// <summary>
    /// Whether the format has a standard way to say that an item was withdrawn (RFC 6721). Where it has none, the item must stay with a
    /// notice in place of its text: readers keep what merely disappears.
    /// </summary>
    public bool HasTombstones { get; init; }

    /// <summary>Whether it writes the extensions of items (<see cref="FeedItem.Extensions"/>); otherwise none need be made.</summary>
    public bool WritesExtensions { get; init; }

    /// <summary>The format's type in OPML; feed readers know <c>rss</c> and <c>atom</c>, and accept any feed as the first.</summary>
    public string OpmlType { get; init; } = "rss";

    public override string ToString() => Name;
}

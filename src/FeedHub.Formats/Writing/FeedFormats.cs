namespace FeedHub.Formats.Writing;

/// <summary>
/// Every format that feeds are written in. Routes, caches, pages, autodiscovery, OPML, limits and the aliases of series take their formats
/// from here, so a new format needs only a writer and a row.
/// </summary>
public static class FeedFormats
{
    public static readonly FeedFormat Atom = new()
    {
        Extension = "atom",
        Name = "Atom",
        MediaType = "application/atom+xml",
        OfferedFor = FeedOffer.Everything,
        Write = AtomWriter.Write,
        HasTombstones = true,
        OpmlType = "atom",
    };

    public static readonly FeedFormat Rss = new()
    {
        Extension = "rss",
        Name = "RSS",
        MediaType = "application/rss+xml",
        OfferedFor = FeedOffer.Everything,
        Write = RssWriter.Write,
    };

    public static readonly FeedFormat Json = new()
    {
        Extension = "json",
        Name = "JSON Feed",
        MediaType = "application/feed+json",
        OfferedFor = FeedOffer.Everything,
        Write = JsonFeedWriter.Write,
        HasLinkRelations = false,
        WritesExtensions = true,
    };

    /// <summary>All formats, in the order in which pages and lists name them.</summary>
    public static IReadOnlyList<FeedFormat> All { get; } = [Atom, Rss, Json];

    /// <summary>The formats that are offered for <paramref name="offer"/>.</summary>
    public static IEnumerable<FeedFormat> From(FeedOffer offer) => All.Where(f => f.OfferedFor.HasFlag(offer));

    /// <summary>The format with that extension if it is offered for <paramref name="offer"/>, else null.</summary>
    public static FeedFormat? Find(string extension, FeedOffer offer) => From(offer).FirstOrDefault(f => f.Extension == extension);
}

using FeedHub.Formats.Atom;
using FeedHub.Formats.Json;
using FeedHub.Formats.Rss;

namespace FeedHub.Formats;

/// <summary>Writes RSS 2.0, Atom 1.0 and JSON Feed 1.1; the bytes are a pure function of the document.</summary>
public static class FeedWriter
{
    /// <summary>Writes the document as UTF-8 without a byte order mark.</summary>
    /// <exception cref="ArgumentException">
    /// A field that the format requires is missing: title and self link; for RSS the link; for Atom the ID and updated, of the
    /// feed and of each item; for JSON Feed the ID of each item.
    /// </exception>
    public static byte[] Write(FeedDocument document, FeedFamily family) => family switch
    {
        FeedFamily.Rss => RssWriter.Write(document),
        FeedFamily.Atom => AtomWriter.Write(document),
        FeedFamily.Json => JsonFeedWriter.Write(document),
        _ => throw new ArgumentOutOfRangeException(nameof(family)),
    };

    /// <summary>The media type to serve, such as <c>application/atom+xml; charset=utf-8</c>.</summary>
    public static string MediaType(FeedFamily family) => family switch
    {
        FeedFamily.Rss => "application/rss+xml; charset=utf-8",
        FeedFamily.Atom => "application/atom+xml; charset=utf-8",
        FeedFamily.Json => "application/feed+json; charset=utf-8",
        _ => throw new ArgumentOutOfRangeException(nameof(family)),
    };
}

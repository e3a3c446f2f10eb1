using FeedHub.Core.Sources;
using FeedHub.Formats;
using FeedHub.Formats.Reading;

namespace FeedHub.Core.Ingestion;

/// <summary>Reads the response from a source: a feed, or a page with the source's selectors.</summary>
public static class SourceReading
{
    public static FeedReading From(Source source, FetchResult.Fetched body)
    {
        var zone = source.TimeZone is { } name ? TimeZoneInfo.FindSystemTimeZoneById(name) : null;
        // The operator's declaration is more reliable than a header that servers send by default.
        var language = source.Language is null ? body.ContentLanguage : null;
        var origin = new FeedOrigin(body.ContentType, body.ContentLocation, body.FinalUrl, zone, language, source.Language);
        if (source.MaxBytes is { } maxBytes)
            origin = origin with { MaxBytes = maxBytes };
        return source.Page is { } selectors ? PageReader.Read(body.Body, origin, selectors) : FeedReader.Read(body.Body, origin);
    }
}

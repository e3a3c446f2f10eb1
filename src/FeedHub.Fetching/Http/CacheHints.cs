namespace FeedHub.Fetching.Http;

/// <summary>What a response says of when to come back.</summary>
internal static class CacheHints
{
    /// <summary>Retry-After in both forms (RFC 9110 §10.2.3); a date counts from the server's own clock, where it tells it.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now)
    {
        var header = response.Headers.RetryAfter;
        return AtLeastZero(header?.Delta ?? header?.Date - (response.Headers.Date ?? now));
    }

    /// <summary>Freshness lifetime left (RFC 9111 §4.2.1): max-age less Age, else Expires less Date; null where caching is refused.</summary>
    public static TimeSpan? FreshFor(HttpResponseMessage response, DateTimeOffset now)
    {
        var control = response.Headers.CacheControl;
        if (control is { NoCache: true } or { NoStore: true })
            return null;
        return AtLeastZero(control?.MaxAge is { } age
            ? age - (response.Headers.Age ?? TimeSpan.Zero)
            : response.Content.Headers.Expires - (response.Headers.Date ?? now));
    }

    private static TimeSpan? AtLeastZero(TimeSpan? span) => span < TimeSpan.Zero ? TimeSpan.Zero : span;
}

using System.Net;
using FeedHub.Core.Sources;
using FeedHub.Fetching.Resilience;

namespace FeedHub.Fetching.Http;

/// <summary>Makes a reply of a response, reading its body where it is wanted.</summary>
internal static class FeedResponse
{
    public static async Task<Reply> ReadAsync(
        HttpResponseMessage response, Uri address, bool conditional, FetchingOptions options, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        return response.StatusCode switch
        {
            HttpStatusCode.NotModified when conditional =>
                new Reply.Final(new FetchResult.NotModified(NewValidators(response), CacheHints.FreshFor(response, now))),
            HttpStatusCode.NotModified => Failed(FetchFailure.HttpServerError, "HTTP 304, though nothing was known of it"),
            // Part of a feed would pass for the whole of it.
            HttpStatusCode.PartialContent => Failed(FetchFailure.HttpServerError, "HTTP 206, though the whole was asked for"),
            HttpStatusCode.Gone => Failed(FetchFailure.Gone, "HTTP 410: the feed is gone for good"),
            HttpStatusCode.TooManyRequests => Failed(FetchFailure.RateLimited, "HTTP 429"),
            >= HttpStatusCode.InternalServerError => Failed(FetchFailure.HttpServerError, $"HTTP {status}"),
            >= HttpStatusCode.BadRequest => Failed(FetchFailure.HttpClientError, $"HTTP {status}"),
            >= HttpStatusCode.MultipleChoices => First(response.Headers.NonValidated, "Location") is { } location
                ? new Reply.Redirect(location)
                : Failed(FetchFailure.HttpServerError, $"HTTP {status} without an address to go to"),
            _ => new Reply.Final(await FetchedAsync(response, address, options, now, cancellationToken)),
        };

        Reply Failed(FetchFailure failure, string detail)
        {
            var retryAfter = CacheHints.RetryAfter(response, now);
            var failed = new FetchResult.Failed { Failure = failure, Detail = detail, StatusCode = status, RetryAfter = retryAfter };
            return new Reply.Final(failed) { Transient = status is 502 or 503 or 504 && retryAfter is null };
        }
    }

    private static async Task<FetchResult> FetchedAsync(
        HttpResponseMessage response, Uri address, FetchingOptions options, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var headers = response.Content.Headers.NonValidated;
        var body = await BodyAsync(response, options.MaxBytes, cancellationToken);
        return new FetchResult.Fetched
        {
            Body = ContentCoding.Decode(body, headers.TryGetValues("Content-Encoding", out var codings) ? codings : [], options.MaxBytes),
            FinalUrl = WebAddress.Text(address),
            ContentType = First(headers, "Content-Type"),
            ContentLocation = First(headers, "Content-Location"),
            Validators = NewValidators(response) ?? FeedValidators.None,
            FreshFor = CacheHints.FreshFor(response, now),
        };
    }

    private static async Task<byte[]> BodyAsync(HttpResponseMessage response, int maxBytes, CancellationToken cancellationToken)
    {
        using var buffer = new GrowingBuffer(maxBytes);
        if (response.Content.Headers.ContentLength is { } promised && promised > maxBytes)
            throw new TransportException(FetchFailure.TooLarge, $"the body is larger than {maxBytes.ByteWords()}", transient: false);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        while (await stream.ReadAsync(buffer.FreeMemory(), cancellationToken) is var read and > 0)
            buffer.Advance(read);
        return buffer.ToArray();
    }

    private static FeedValidators? NewValidators(HttpResponseMessage response)
    {
        var etag = FeedRequest.Usable(First(response.Headers.NonValidated, "ETag"));
        var lastModified = FeedRequest.Usable(First(response.Content.Headers.NonValidated, "Last-Modified"));
        return etag is null && lastModified is null ? null : new FeedValidators(etag, lastModified);
    }

    private static string? First(System.Net.Http.Headers.HttpHeadersNonValidated headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}

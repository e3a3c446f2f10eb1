using System.Net;
using FeedHub.Core.Sources;

namespace FeedHub.Fetching.Http;

/// <summary>Turns a response into a reply, reading its body where needed.</summary>
internal static class FeedResponse
{
    public static async Task<Reply> ReadAsync(
        HttpResponseMessage response, Uri address, bool conditional, int maxBytes, FetchingOptions options, TimeProvider time,
            CancellationToken cancellationToken)
    {
        var (status, now) = ((int)response.StatusCode, time.GetUtcNow());
        if ((BotWall.Detect(response) ?? await BehindErrorAsync(response, options, time, cancellationToken)) is { } wall)
            return Failed(FetchFailure.BotWall, Behind(wall, status));
        return response.StatusCode switch
        {
            HttpStatusCode.NotModified when conditional =>
                new Reply.Final(
                    new FetchResult.NotModified(NewValidators(response), CacheHints.FreshFor(response, now)) { StatusCode = status }),
            HttpStatusCode.NotModified => Failed(FetchFailure.HttpServerError, "HTTP 304, though the request had no condition"),
            // Part of a feed would be mistaken for the whole.
            HttpStatusCode.PartialContent => Failed(FetchFailure.HttpServerError, "HTTP 206, though the whole feed was requested"),
            HttpStatusCode.Gone => Failed(FetchFailure.Gone, "HTTP 410: the feed is permanently gone"),
            HttpStatusCode.ProxyAuthenticationRequired =>
                Failed(FetchFailure.ProxyError, "HTTP 407: the proxy requires a user name and password, or rejects those sent"),
            HttpStatusCode.TooManyRequests => Failed(FetchFailure.RateLimited, "HTTP 429"),
            >= HttpStatusCode.InternalServerError => Failed(FetchFailure.HttpServerError, $"HTTP {status}"),
            >= HttpStatusCode.BadRequest => Failed(FetchFailure.HttpClientError, $"HTTP {status}"),
            >= HttpStatusCode.MultipleChoices => response.Headers.First("Location") is { } location
                ? new Reply.Redirect(location, Permanent: status is 301 or 308, response.Headers.All("Set-Cookie"))
                : Failed(FetchFailure.HttpServerError, $"HTTP {status} without an address to redirect to"),
            < HttpStatusCode.OK => Failed(FetchFailure.HttpServerError, $"HTTP {status}, which is not a final answer"),
            _ => new Reply.Final(await FetchedAsync(response, address, maxBytes, now, cancellationToken)),
        };

        Reply Failed(FetchFailure failure, string detail)
        {
            var retryAfter = status is 429 or 503 ? CacheHints.RetryAfter(response, now) : null;
            var failed = new FetchResult.Failed { Failure = failure, Detail = detail, StatusCode = status, RetryAfter = retryAfter };
            return new Reply.Final(failed)
            {
                Transient = failure == FetchFailure.HttpServerError && status is 502 or 503 or 504
                && retryAfter is null
            };
        }
    }

    private static async Task<FetchResult> FetchedAsync(
        HttpResponseMessage response, Uri address, int maxBytes, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var headers = response.Content.Headers;
        var sent = await response.BodyAsync(maxBytes, cancellationToken);
        var body = ContentDecoder.Decode(sent, headers.All("Content-Encoding"), maxBytes);
        var status = (int)response.StatusCode;
        if (BotWall.Detect(body) is { } wall)
        {
            return new FetchResult.Failed
            {
                Failure = FetchFailure.BotWall,
                Detail = Behind(wall, status),
                StatusCode = status,
                Bytes = sent.Length
            };
        }

        return new FetchResult.Fetched
        {
            Body = body,
            Bytes = sent.Length,
            StatusCode = status,
            FinalUrl = WebAddress.Text(address),
            ContentType = headers.First("Content-Type"),
            ContentLocation = headers.First("Content-Location"),
            ContentLanguage = headers.First("Content-Language"),
            Links = response.Headers.All("Link"),
            Validators = NewValidators(response) ?? FeedValidators.None,
            FreshFor = CacheHints.FreshFor(response, now),
        };
    }

    private static string Behind(string wall, int status) => $"HTTP {status} from {wall}, which admits only browsers";

    /// <summary>The bot wall whose page an error is; an error page that cannot be read, or not in time, is just an error.</summary>
    private static async Task<string?> BehindErrorAsync(
        HttpResponseMessage response, FetchingOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!BotWall.MayStandBehind(response))
            return null;
        using var patience = new CancellationTokenSource(options.AttemptTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return BotWall.Detect(await response.DecodedBodyAsync(BotWall.MaxPage, either.Token));
        }
        catch (Exception e) when (e is TransportException or HttpRequestException or IOException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }

    private static FeedValidators? NewValidators(HttpResponseMessage response)
    {
        var etag = FeedRequest.Usable(response.Headers.First("ETag"));
        var lastModified = FeedRequest.Usable(response.Content.Headers.First("Last-Modified"));
        return etag is null && lastModified is null ? null : new FeedValidators(etag, lastModified);
    }
}

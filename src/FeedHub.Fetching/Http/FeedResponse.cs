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
            >= HttpStatusCode.MultipleChoices => First(response.Headers.NonValidated, "Location") is { } location
                ? new Reply.Redirect(location, Permanent: status is 301 or 308, All(response.Headers.NonValidated, "Set-Cookie"))
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
        var headers = response.Content.Headers.NonValidated;
        var sent = await BodyAsync(response, maxBytes, cancellationToken);
        var body = ContentDecoder.Decode(sent, headers.TryGetValues("Content-Encoding", out var codings) ? codings : [], maxBytes);
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
            ContentType = First(headers, "Content-Type"),
            ContentLocation = First(headers, "Content-Location"),
            ContentLanguage = First(headers, "Content-Language"),
            Links = All(response.Headers.NonValidated, "Link"),
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
            var codings = response.Content.Headers.NonValidated.TryGetValues("Content-Encoding", out var values) ? values : [];
            return BotWall.Detect(
                ContentDecoder.Decode(await BodyAsync(response, BotWall.MaxPage, either.Token), codings, BotWall.MaxPage));
        }
        catch (Exception e) when (e is TransportException or HttpRequestException or IOException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }

    private static async Task<byte[]> BodyAsync(HttpResponseMessage response, int maxBytes, CancellationToken cancellationToken)
    {
        using var buffer = new GrowingBuffer(maxBytes);
        // RFC 9112 §6.3: when there are two lengths, neither can be trusted.
        if (response.Content.Headers.NonValidated.TryGetValues("Content-Length", out var lengths) && lengths.Distinct().Skip(1).Any())
        {
            throw new TransportException(
                FetchFailure.ConnectionBroken, $"the answer states its length as {string.Join(" and as ", lengths.Distinct().Take(3))}",
                transient: true);
        }

        if (response.Content.Headers.ContentLength is { } promised && promised > maxBytes)
            throw new TransportException(FetchFailure.TooLarge, $"the body is larger than {maxBytes.DescribeBytes()}", transient: false);
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

    private static IReadOnlyList<string> All(System.Net.Http.Headers.HttpHeadersNonValidated headers, string name) =>
        headers.TryGetValues(name, out var values) ? [.. values] : [];

    private static string? First(System.Net.Http.Headers.HttpHeadersNonValidated headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}

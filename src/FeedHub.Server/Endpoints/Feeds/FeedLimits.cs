using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using FeedHub.Formats.Writing;
using FeedHub.Server.Limits;

namespace FeedHub.Server.Endpoints.Feeds;

/// <summary>
/// Slows down clients that request one feed again and again as if for the first time: 429 with <c>Retry-After</c> (RFC 6585 §4).
/// Conditional requests are never refused: they cost almost nothing and are what readers should send.
/// </summary>
internal static class FeedLimits
{
    /// <summary>Unconditional requests for a feed from one address before the first is refused.</summary>
    public const int Burst = 120;
    /// <summary>One more is granted after each of these intervals.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    /// <summary>The endings of the paths of feeds and lists of feeds.</summary>
    private static readonly string[] Endings = [.. FeedFormats.All.Select(f => $".{f.Extension}"), ".opml"];

    public static IApplicationBuilder UseFeedLimits(this WebApplication app)
    {
        var limiter = new KeyedLimiter<(IPAddress Client, string Path)>(() => new TokenBucketRateLimiter(new()
        {
            TokenLimit = Burst,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = Every,
            AutoReplenishment = false,
        }));
        app.Lifetime.ApplicationStopped.Register(limiter.Dispose);
        return app.Use((http, next) =>
        {
            if (ClientAddress.PublicFrom(http) is not { } client || !IsUnconditional(http.Request)) return next(http);
            using var lease = limiter.AttemptAcquire((client, http.Request.Path.Value!));
            return lease.IsAcquired ? next(http) : RefuseAsync(http);
        });
    }

    private static bool IsUnconditional(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers.IfNoneMatch.Count == 0 && request.Headers.IfModifiedSince.Count == 0
        && request.Path.Value is { } path && Endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal));

    private static Task RefuseAsync(HttpContext http)
    {
        http.Response.Headers.RetryAfter = Every.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Problem(
            "You have requested this feed very often, each time as if for the first. Send back the ETag or Last-Modified of your last "
                + "answer " +
            "(If-None-Match, If-Modified-Since): such requests are always answered.",
            statusCode: StatusCodes.Status429TooManyRequests).ExecuteAsync(http);
    }
}

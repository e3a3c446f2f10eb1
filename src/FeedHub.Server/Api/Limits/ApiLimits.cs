using System.Globalization;
using FeedHub.Core.Catalog;
using FeedHub.Server.Configuration;
using FeedHub.Server.Limits;
using FeedHub.Server.Rendering.Http;
using FeedHub.Server.Security;

namespace FeedHub.Server.Api.Limits;

/// <summary>
/// Bounds the requests to the API, by key if there is one, else by client address: 429 with <c>Retry-After</c> (RFC 6585 §4), and
/// <c>RateLimit</c> on every answer (draft-ietf-httpapi-ratelimit-headers). A 304 is not counted.
/// </summary>
internal static class ApiLimits
{
    /// <summary>Needs to know the caller, so it comes after admission.</summary>
    public static IApplicationBuilder UseApiLimits(this WebApplication app)
    {
        var catalog = app.Services.GetRequiredService<CurrentCatalog>();
        var buckets = new ApiBuckets(ApiQuota.Usual);
        app.Lifetime.ApplicationStopped.Register(() => buckets.Dispose());
        return app.Use((http, next) =>
        {
            if (http.GetEndpoint()?.Metadata.GetMetadata<CountedByApi>() is null || HttpMethods.IsOptions(http.Request.Method))
                return next(http);
            if (catalog.Value.Site.Api is var quota && quota != buckets.Quota)
            {
                // The old ones are left to the collector: requests under way still take from them.
                buckets = new ApiBuckets(quota);
            }
            return CountAsync(http, next, buckets);
        });
    }

    private static Task CountAsync(HttpContext http, RequestDelegate next, ApiBuckets buckets)
    {
        if (BucketOf(http, buckets) is not { } bucket)
            return next(http);
        // One that may turn out to be a 304 is counted when it has not.
        var isConditional = http.Request.Headers.IfNoneMatch.Count > 0 || http.Request.Headers.IfModifiedSince.Count > 0;
        if (isConditional ? bucket.Remaining == 0 : !bucket.Take())
            return RefuseAsync(http, bucket);
        http.Response.OnStarting(() =>
        {
            if (isConditional && http.Response.StatusCode != StatusCodes.Status304NotModified)
                bucket.Take();
            Tell(http.Response.Headers, bucket);
            return Task.CompletedTask;
        });
        return next(http);
    }

    /// <summary>What the request is counted for; null if it is not counted.</summary>
    private static ApiBucket? BucketOf(HttpContext http, ApiBuckets buckets) => KeyHolder.Of(http) is { } holder
        ? buckets.Of(holder)
        : ClientAddress.PublicFrom(http) is { } client ? buckets.Of(client) : null;

    private static void Tell(IHeaderDictionary headers, ApiBucket bucket)
    {
        headers["RateLimit-Policy"] = bucket.Policy;
        headers["RateLimit"] = bucket.State;
        CrossOrigin.Expose(headers, "RateLimit, RateLimit-Policy, Retry-After");
    }

    private static Task RefuseAsync(HttpContext http, ApiBucket bucket)
    {
        Tell(http.Response.Headers, bucket);
        http.Response.Headers.RetryAfter = bucket.Wait.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Problem(bucket.Refusal, statusCode: StatusCodes.Status429TooManyRequests).ExecuteAsync(http);
    }
}

/// <summary>Marks a route of which the requests are counted.</summary>
internal sealed class CountedByApi
{
    public static readonly CountedByApi Instance = new();
}

using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace FeedHub.Server.Rendering.Http;

/// <summary>
/// Answers GET and HEAD with a representation: negotiates the coding, judges preconditions, writes prepared bytes. It holds no
/// state of a request, so that one can answer many.
/// </summary>
internal sealed class RepresentationResult : IResult
{
    private readonly Representation representation;
    private readonly StringValues cacheControl;
    private readonly StringValues link;
    private readonly StringValues lastModified;
    private readonly bool shared;
    private readonly TimeProvider clock;

    /// <param name="cacheControl">The value of <c>Cache-Control</c>.</param>
    /// <param name="link">The value of <c>Link</c> (RFC 8288), or null.</param>
    /// <param name="shared">Whether any page on the web may read it (CORS).</param>
    /// <param name="clock">Gives the time of each answer.</param>
    public RepresentationResult(Representation representation, string cacheControl, string? link, bool shared, TimeProvider clock)
    {
        this.representation = representation;
        this.cacheControl = cacheControl;
        this.link = link;
        this.shared = shared;
        this.clock = clock;
        lastModified = representation.LastModified is { } modified ? HeaderUtilities.FormatDate(modified) : default;
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        var variant = representation[ContentCodings.Choose(request.Headers.AcceptEncoding)];
        var unchanged = Preconditions.Unchanged(request.Headers, representation, variant);

        var headers = response.Headers;
        headers.ETag = unchanged ?? variant.ETag;
        // RFC 9110 §8.8.2.1: Last-Modified is never later than Date, which is set here since Kestrel's own lags by up to a second. A story
        // stored by a node whose clock runs ahead has only its tag for a moment.
        var now = clock.GetUtcNow();
        headers.Date = HttpDate.Format(now);
        headers.LastModified = representation.LastModified <= now ? lastModified : default;
        headers.CacheControl = cacheControl;
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.Link = link;
        if (shared) CrossOrigin.Allow(headers);
        if (unchanged is not null)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        headers.ContentType = representation.MediaType;
        headers.ContentLength = variant.Body.Length;
        if (variant.Coding.Token() is { } token) headers.ContentEncoding = token;
        return HttpMethods.IsHead(request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(variant.Body, httpContext.RequestAborted).AsTask();
    }
}

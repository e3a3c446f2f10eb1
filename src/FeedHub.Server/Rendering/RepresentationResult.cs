using Microsoft.Net.Http.Headers;

namespace FeedHub.Server.Rendering;

/// <summary>Answers GET and HEAD with a representation: negotiates the coding, judges preconditions, writes prepared bytes.</summary>
/// <param name="CacheControl">The value of <c>Cache-Control</c>.</param>
/// <param name="Link">The value of <c>Link</c> (RFC 8288), or null.</param>
/// <param name="Shared">Whether any page on the web may read it (CORS).</param>
public sealed record RepresentationResult(Representation Representation, string CacheControl, string? Link, bool Shared) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        var now = httpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var variant = Representation[ContentCodings.Choose(request.Headers.AcceptEncoding)];
        var unchanged = Preconditions.Unchanged(request.Headers, Representation, variant);

        response.Headers.ETag = unchanged ?? variant.ETag;
        // RFC 9110 §8.8.2.1: never later than Date; a story stored by a node whose clock runs ahead has only its tag for a moment.
        if (Representation.LastModified is { } modified && modified <= now) response.Headers.LastModified = HeaderUtilities.FormatDate(modified);
        response.Headers.CacheControl = CacheControl;
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (Link is not null) response.Headers.Link = Link;
        if (Shared) CrossOrigin.Allow(response.Headers);
        if (unchanged is not null)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        response.ContentType = Representation.MediaType;
        response.ContentLength = variant.Body.Length;
        if (variant.Coding.Token() is { } token) response.Headers.ContentEncoding = token;
        if (!HttpMethods.IsHead(request.Method)) await response.Body.WriteAsync(variant.Body, httpContext.RequestAborted);
    }
}

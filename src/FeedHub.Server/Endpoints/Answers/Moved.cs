using FeedHub.Server.Rendering.Http;
using Microsoft.Net.Http.Headers;

namespace FeedHub.Server.Endpoints.Answers;

/// <summary>Redirects permanently from a former address of ours to the present one.</summary>
internal sealed class Moved : IResult
{
    private readonly string location;

    private Moved(string location) => this.location = location;

    /// <param name="address">The present address, absolute.</param>
    public static IResult To(string address) => new Moved(address);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status301MovedPermanently;
        httpContext.Response.Headers[HeaderNames.Location] = location;
        httpContext.Response.Headers.CacheControl = CachePolicy.Redirect;
        return Task.CompletedTask;
    }
}

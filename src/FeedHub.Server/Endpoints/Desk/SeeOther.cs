using FeedHub.Server.Configuration;
using Microsoft.Net.Http.Headers;

namespace FeedHub.Server.Endpoints.Desk;

/// <summary>Leads to another page of the desk, which a browser then gets (303), so that loading it again sends nothing twice.</summary>
internal sealed class SeeOther : IResult
{
    private readonly string location;

    private SeeOther(string location) => this.location = location;

    /// <param name="path">Below the base path.</param>
    public static IResult To(CurrentCatalog current, string path) => new SeeOther(current.Value.Site.BasePath + path);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers[HeaderNames.Location] = location;
        return Task.CompletedTask;
    }
}

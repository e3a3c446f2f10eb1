using FeedHub.Server.Configuration;
using FeedHub.Server.Configuration.Disk;
using FeedHub.Server.Endpoints.Answers;
using FeedHub.Server.Endpoints.Pages;
using FeedHub.Server.Rendering.Http;

namespace FeedHub.Server.Endpoints.Desk;

/// <summary>The pictures of a series for its editors, whether or not a public brief shows them.</summary>
internal static class DeskMediaEndpoint
{
    public static IResult Get(
        string series, string file, HttpContext http, CurrentCatalog current, FeedHubOptions options, TimeProvider clock)
    {
        http.Response.Headers.CacheControl = CachePolicy.Nobody;
        return current.Value.Series.FirstOrDefault(s => s.Slug == series) is { } found
            && SeriesMedia.From(options, found.Slug).Find(file) is { } picture
                ? PictureResult.From(picture, clock.GetUtcNow())
                : Problems.NotFound("There is no such picture.");
    }
}

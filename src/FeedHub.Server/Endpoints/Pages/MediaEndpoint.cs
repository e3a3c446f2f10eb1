using FeedHub.Core.Briefs;
using FeedHub.Server.Configuration;
using FeedHub.Server.Configuration.Disk;
using FeedHub.Server.Endpoints.Answers;
using FeedHub.Server.Rendering;
using FeedHub.Server.Rendering.Http;

namespace FeedHub.Server.Endpoints.Pages;

/// <summary>The pictures of public briefs, and no other file.</summary>
internal static class MediaEndpoint
{
    public static async Task<IResult> GetAsync(
        string series, string file, HttpContext http, CurrentCatalog current, FeedHubOptions options, PictureTags tags, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var catalog = current.Value;
        var path = catalog.Site.BasePath + BriefAddresses.Media(series);
        // A picture of a brief that is not yet public is as secret as the brief.
        if (catalog.Series.FirstOrDefault(s => s.Slug == series) is not { } found
            || !found.PublicAt(clock.GetUtcNow()).Any(b => b.Shows(file, path))
            || SeriesMedia.From(options, found.Slug).Find(file) is not { } picture)
        {
            return Problems.NotFound("There is no such picture.");
        }
        http.Response.Headers.CacheControl = CachePolicy.Series;
        CrossOrigin.Allow(http.Response.Headers);
        return PictureResult.From(picture, clock.GetUtcNow(), await tags.OfAsync(picture, cancellationToken));
    }
}

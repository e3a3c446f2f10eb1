using FeedHub.Core.Briefs;
using FeedHub.Server.Configuration;
using FeedHub.Server.Configuration.Disk;
using FeedHub.Server.Endpoints.Answers;
using FeedHub.Server.Publishing;

namespace FeedHub.Server.Endpoints.Pages;

/// <summary>Briefs that are not public, at addresses known only to people who were given them.</summary>
internal static class PreviewEndpoint
{
    public static async Task<IResult> GetAsync(
        string token, HttpContext http, CurrentCatalog current, PreviewSecret secret, BriefPreview preview, TimeProvider clock)
    {
        Hide(http);
        if (await secret.FindAsync(current.Value.Series, token, clock.GetUtcNow(), http.RequestAborted) is not var (series, brief))
        {
            return Problems.NotFound("There is nothing at this address.");
        }
        var root = current.Value.Site.BasePath;
        var html = await preview.HtmlAsync(series, brief);
        return TypedResults.Content(
            html.Replace($"\"{root}{BriefAddresses.Media(series.Slug)}/", $"\"{root}/preview/{token}/media/", StringComparison.Ordinal),
            "text/html; charset=utf-8");
    }

    public static async Task<IResult> MediaAsync(
        string token, string file, HttpContext http, CurrentCatalog current, PreviewSecret secret, FeedHubOptions options,
        TimeProvider clock)
    {
        Hide(http);
        return await secret.FindAsync(current.Value.Series, token, clock.GetUtcNow(), http.RequestAborted) is var (series, brief)
            && brief.Shows(file, current.Value.Site.BasePath + BriefAddresses.Media(series.Slug))
            && SeriesMedia.From(options, series.Slug).Find(file) is { } picture
            ? PictureResult.From(picture, clock.GetUtcNow())
            : Problems.NotFound("There is nothing at this address.");
    }

    private static void Hide(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Robots-Tag"] = "noindex, nofollow, noarchive";
    }
}

using FeedHub.Server.Endpoints.Answers;
using FeedHub.Server.Pages;
using FeedHub.Server.Rendering.Http;

namespace FeedHub.Server.Endpoints.Pages;

/// <summary>The style sheet, the script and the icon of our pages, and the plugin for WordPress.</summary>
internal static class AssetEndpoint
{
    public static IResult Get(string file, HttpContext http, WebAssets assets, TimeProvider clock)
    {
        if (assets.Find(file) is not { } asset)
        {
            return Problems.NotFound("There is no such file.");
        }
        // A plugin is a file to keep. It never runs here, and no browser should show it as a page.
        if (file == WebAssets.WordPressPlugin)
        {
            http.Response.Headers.ContentDisposition = "attachment; filename=feedhub.php";
        }
        var policy = http.Request.Query["v"] == WebAssets.Version(asset) ? CachePolicy.Immutable : CachePolicy.Page;
        return new RepresentationResult(asset, policy, null, shared: false, clock);
    }
}

using FeedHub.Server.Endpoints.Answers;
using FeedHub.Server.Pages;
using FeedHub.Server.Rendering.Http;

namespace FeedHub.Server.Endpoints.Pages;

/// <summary>The style sheet, the script and the icon of our pages.</summary>
internal static class AssetEndpoint
{
    public static IResult Get(string file, HttpRequest request, WebAssets assets, TimeProvider clock) => assets.Find(file) is not { } asset
        ? Problems.NotFound("There is no such file.")
        : new RepresentationResult(
            asset, request.Query["v"] == WebAssets.Version(asset) ? CachePolicy.Immutable : CachePolicy.Page, null, shared: false, clock);
}

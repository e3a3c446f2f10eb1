using System.Security.Cryptography;
using System.Text;
using FeedHub.Core.Catalog;
using FeedHub.Server.Configuration;

namespace FeedHub.Server.Security;

/// <summary>Asks for the timeline's key where <c>site.yaml</c> says <c>timeline: key</c>; without a configured key nobody passes.</summary>
public sealed class TimelineKey(CurrentCatalog catalog, FeedHubOptions options) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (catalog.Value.Site.Timeline == TimelineAccess.Public || Presents(http.Request)) return await next(context);
        http.Response.Headers.WWWAuthenticate = "Basic realm=\"FeedHub timeline\", charset=\"UTF-8\"";
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Problem(
            "The timeline of this site needs its key: send it as “Authorization: Bearer KEY”, or as the password of Basic authentication with any name.",
            statusCode: StatusCodes.Status401Unauthorized);
    }

    // Hashes have one length, so that the comparison's time tells nothing of the key's.
    private bool Presents(HttpRequest request) =>
        !string.IsNullOrEmpty(options.TimelineKey) && PresentedKey.BearerOrBasic(request) is { } key
        && CryptographicOperations.FixedTimeEquals(Hash(key), Hash(options.TimelineKey));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}

using System.Net.Http.Headers;
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
        if (catalog.Value.Site.Timeline == TimelineAccess.Public || Presents(http.Request.Headers.Authorization.ToString())) return await next(context);
        http.Response.Headers.WWWAuthenticate = "Basic realm=\"FeedHub timeline\", charset=\"UTF-8\"";
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Problem(
            "The timeline of this site needs its key: send it as “Authorization: Bearer KEY”, or as the password of Basic authentication with any name.",
            statusCode: StatusCodes.Status401Unauthorized);
    }

    private bool Presents(string authorization)
    {
        if (string.IsNullOrEmpty(options.TimelineKey) || !AuthenticationHeaderValue.TryParse(authorization, out var given)) return false;
        var key = given.Scheme.ToUpperInvariant() switch
        {
            "BEARER" => given.Parameter,
            "BASIC" => Password(given.Parameter),
            _ => null,
        };
        // Hashes have one length, so that the comparison's time tells nothing of the key's.
        return key is not null && CryptographicOperations.FixedTimeEquals(Hash(key), Hash(options.TimelineKey));
    }

    /// <summary>What follows the first colon of the credentials (RFC 7617 §2).</summary>
    private static string? Password(string? credentials)
    {
        var bytes = new byte[(credentials?.Length ?? 0) + 1];
        if (!Convert.TryFromBase64String(credentials ?? "", bytes, out var length)) return null;
        var pair = Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2);
        return pair.Length == 2 ? pair[1] : null;
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}

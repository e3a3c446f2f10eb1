using System.Net.Http.Headers;
using System.Text;
using FeedHub.Core.Access;

namespace FeedHub.Server.Security;

/// <summary>Lets through who holds a key of the role editor or admin: as bearer token, or as the password of HTTP Basic, which browsers know.</summary>
public sealed class EditorOnly(IAccessKeyStore keys) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers.CacheControl = "no-store";
        if (KeyOf(http.Request.Headers.Authorization.ToString()) is { } key
            && await keys.RoleOfAsync(AccessKey.Hash(key), http.RequestAborted) is AccessRole.Editor or AccessRole.Admin)
        {
            return await next(context);
        }
        http.Response.Headers.WWWAuthenticate = "Basic realm=\"FeedHub editors\", charset=\"UTF-8\"";
        return TypedResults.Problem(
            "This needs a key of the role editor: send it as “Authorization: Bearer KEY”, or as the password of Basic authentication with any name. “feedhub key add --role editor” gives one out.",
            statusCode: StatusCodes.Status401Unauthorized);
    }

    private static string? KeyOf(string authorization)
    {
        if (!AuthenticationHeaderValue.TryParse(authorization, out var given) || given.Parameter is not { Length: > 0 and < 1000 } parameter)
        {
            return null;
        }
        if (given.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
        {
            return parameter;
        }
        var bytes = new byte[parameter.Length];
        // What follows the first colon of the credentials (RFC 7617 §2).
        return given.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase) && Convert.TryFromBase64String(parameter, bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [_, var password] ? password : null;
    }
}

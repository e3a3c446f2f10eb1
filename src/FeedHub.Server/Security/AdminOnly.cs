using System.Net;
using FeedHub.Core.Access;

namespace FeedHub.Server.Security;

/// <summary>Lets through who holds a key of the role admin.</summary>
public class AdminKey(IAccessKeyStore keys) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (Exempts(http) || await HoldsKeyAsync(http))
            return await next(context);
        http.Response.Headers.WWWAuthenticate = "Bearer";
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Problem(
            "This needs a key of the role admin: send it as “Authorization: Bearer KEY”. “feedhub key add --role admin” gives one out.",
            statusCode: StatusCodes.Status401Unauthorized);
    }

    /// <summary>Whether a request needs no key.</summary>
    protected virtual bool Exempts(HttpContext http) => false;

    private async Task<bool> HoldsKeyAsync(HttpContext http) =>
        PresentedKey.Bearer(http.Request) is { } key && await keys.RoleOfAsync(AccessKey.Hash(key), http.RequestAborted) == AccessRole.Admin;
}

/// <summary>Lets through who is on this machine as well: for what only reads.</summary>
public sealed class AdminOnly(IAccessKeyStore keys) : AdminKey(keys)
{
    /// <summary>A request that a proxy on this machine passed on came from elsewhere, whether or not the proxy is trusted.</summary>
    protected override bool Exempts(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && !http.Request.Headers.ContainsKey("X-Forwarded-For") && !http.Request.Headers.ContainsKey("X-Original-For")
        && !http.Request.Headers.ContainsKey("Forwarded") && !http.Request.Headers.ContainsKey("Via");
}

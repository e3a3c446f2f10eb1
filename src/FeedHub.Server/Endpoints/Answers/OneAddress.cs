using FeedHub.Server.Rendering.Http;

namespace FeedHub.Server.Endpoints.Answers;

/// <summary>
/// Redirects an address of ours that is written with a slash at its end or in capitals permanently to its proper form (308, RFC 9110
/// §15.4.9): routes match either way, but caches and readers would take them for two resources.
/// </summary>
internal static class OneAddress
{
    public static IApplicationBuilder UseOneAddress(this WebApplication app) => app.Use((http, next) =>
    {
        var request = http.Request;
        if (http.GetEndpoint() is null || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            || request.Path.Value is not { Length: > 1 } path || Written(http, path) is var written && written == path)
        {
            return next(http);
        }
        http.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
        http.Response.Headers.Location = request.PathBase.Add(written).ToUriComponent() + request.QueryString;
        // Unless it must not be cached, since a key was needed.
        if (http.Response.Headers.CacheControl.Count == 0) http.Response.Headers.CacheControl = CachePolicy.Redirect;
        return Task.CompletedTask;
    });

    /// <summary>All our addresses are in lower case, except those of files, which their owners name, and secret ones.</summary>
    private static string Written(HttpContext http, string path)
    {
        var trimmed = path.TrimEnd('/') is { Length: > 0 } some ? some : "/";
        return http.Request.RouteValues.ContainsKey("file") || http.Request.RouteValues.ContainsKey("token")
            ? trimmed
            : trimmed.ToLowerInvariant();
    }
}

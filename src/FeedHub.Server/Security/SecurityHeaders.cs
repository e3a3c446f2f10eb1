namespace FeedHub.Server.Security;

/// <summary>
/// The headers that isolate a page: nothing from another host, nothing inline, no framing except of pages made for it, no referrer.
/// A page of ours may frame another: only those made for it allow that.
/// </summary>
internal static class SecurityHeaders
{
    public const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; frame-src 'self'; base-uri "
            + "'none'; frame-ancestors 'none'";

    /// <summary>Sets them on every response, errors included: the exception handler clears what was set before it ran.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        http.Response.OnStarting(static state =>
        {
            var http = (HttpContext)state;
            var headers = http.Response.Headers;
            headers.ContentSecurityPolicy =
                http.GetEndpoint()?.Metadata.GetMetadata<PagePolicy>()?.ContentSecurityPolicy ?? ContentSecurityPolicy;
            headers.XContentTypeOptions = "nosniff";
            // These are of no use to anything but a page, and feeds are requested often.
            if (http.Response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true)
            {
                headers["Referrer-Policy"] = "no-referrer";
                headers["Cross-Origin-Opener-Policy"] = "same-origin";
            }
            return Task.CompletedTask;
        }, http);
        return next(http);
    });
}

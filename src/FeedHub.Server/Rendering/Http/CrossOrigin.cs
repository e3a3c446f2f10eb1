using FeedHub.Server.Configuration;
using FeedHub.Server.Security;

namespace FeedHub.Server.Rendering.Http;

/// <summary>Lets any page on the web read a public feed (Fetch standard, CORS protocol); no credentials.</summary>
internal static class CrossOrigin
{
    public const string Methods = "GET, HEAD, OPTIONS";

    public static void Allow(IHeaderDictionary response)
    {
        response.AccessControlAllowOrigin = "*";
        response.AccessControlExposeHeaders = "ETag, Last-Modified, Link";
    }

    /// <summary>Lets those pages read further headers; of an answer that they may read at all.</summary>
    public static void Expose(IHeaderDictionary response, string names)
    {
        if (response.AccessControlExposeHeaders.Count > 0)
            response.AccessControlExposeHeaders = $"{response.AccessControlExposeHeaders}, {names}";
    }

    /// <summary>The answer to a preflight request; pages of other sites may not read what needs a key.</summary>
    public static IResult Preflight(HttpContext http, CurrentCatalog catalog)
    {
        http.Response.Headers.Allow = Methods;
        if (Admission.From(http.GetEndpoint()!).NeedsKey(http, catalog.Value.Site)) return TypedResults.NoContent();
        Allow(http.Response.Headers);
        http.Response.Headers.AccessControlAllowMethods = Methods;
        http.Response.Headers.AccessControlAllowHeaders = "Accept, If-None-Match, If-Modified-Since";
        http.Response.Headers.AccessControlMaxAge = "86400";
        return TypedResults.NoContent();
    }
}

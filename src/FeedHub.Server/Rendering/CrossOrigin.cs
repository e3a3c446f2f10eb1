namespace FeedHub.Server.Rendering;

/// <summary>Lets any page on the web read a public feed (Fetch standard, CORS protocol); no credentials.</summary>
public static class CrossOrigin
{
    public const string Methods = "GET, HEAD, OPTIONS";

    public static void Allow(IHeaderDictionary response)
    {
        response.AccessControlAllowOrigin = "*";
        response.AccessControlExposeHeaders = "ETag, Last-Modified, Link";
    }

    /// <summary>The answer to a preflight request.</summary>
    public static IResult Preflight(HttpContext http)
    {
        Allow(http.Response.Headers);
        http.Response.Headers.Allow = Methods;
        http.Response.Headers.AccessControlAllowMethods = Methods;
        http.Response.Headers.AccessControlAllowHeaders = "Accept, If-None-Match, If-Modified-Since";
        http.Response.Headers.AccessControlMaxAge = "86400";
        return TypedResults.NoContent();
    }
}

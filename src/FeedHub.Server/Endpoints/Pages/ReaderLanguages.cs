using FeedHub.Server.Rendering.Http;
using Microsoft.Net.Http.Headers;

namespace FeedHub.Server.Endpoints.Pages;

/// <summary>The languages that a reader of our pages asks for; feeds are the same for everybody at one address.</summary>
internal static class ReaderLanguages
{
    /// <summary>No reader's list is longer than this.</summary>
    private const int Most = 20;

    /// <summary>
    /// BCP 47 tags, the most preferred first: <c>?lang=</c> of the address, else the browser's Accept-Language (RFC 9110 §12.5.4). Adds
    /// Accept-Language to Vary.
    /// </summary>
    public static IReadOnlyList<string> From(HttpContext http)
    {
        Vary.By(http.Response.Headers, HeaderNames.AcceptLanguage);
        if (http.Request.Query["lang"].ToString() is { Length: > 0 } asked)
            return [.. asked.Split(',', Most + 1).Take(Most)];
        return
        [
            .. http.Request.GetTypedHeaders().AcceptLanguage.Where(l => l.Quality is not 0 && l.Value != "*")
                .OrderByDescending(l => l.Quality ?? 1).Take(Most).Select(l => l.Value.ToString()),
        ];
    }
}

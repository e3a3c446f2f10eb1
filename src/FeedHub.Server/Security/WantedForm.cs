using Microsoft.Net.Http.Headers;

namespace FeedHub.Server.Security;

/// <summary>The form in which a client wants what is not a feed.</summary>
internal static class WantedForm
{
    /// <summary>Whether it is a page, as browsers ask for, rather than data for a program.</summary>
    public static bool IsPage(HttpRequest request) =>
        MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var types)
        && types.Any(t => t.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase) && t.Quality is null or > 0);
}

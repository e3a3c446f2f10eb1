using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace FeedHub.Server.Rendering.Http;

/// <summary>The headers of a request on which its answer depends (RFC 9110 §12.5.5).</summary>
internal static class Vary
{
    /// <summary>Adds those that are not named yet: each part that contributes to an answer says what it looked at.</summary>
    public static void By(IHeaderDictionary response, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (!response.GetCommaSeparatedValues(HeaderNames.Vary).Contains(name, StringComparer.OrdinalIgnoreCase))
                response.Vary = StringValues.Concat(response.Vary, name);
        }
    }
}

using Microsoft.Net.Http.Headers;

namespace FeedHub.Server.Rendering.Http;

/// <summary>Judges whether the client already has what it requests (RFC 9110 §13).</summary>
internal static class Preconditions
{
    /// <summary>
    /// The tag to repeat in a 304, or null when the body must be sent. A tag of another coding of the same version is accepted, because
    /// proxies and readers change codings between requests (Apache's <c>-gzip</c> tags never matched, bug 45023).
    /// </summary>
    public static string? Unchanged(IHeaderDictionary request, Representation representation, Variant chosen)
    {
        if (request.IfNoneMatch.Count > 0)
        {
            if (!EntityTagHeaderValue.TryParseList(request.IfNoneMatch, out var tags)) return null;
            if (tags.Any(t => t.Tag == "*" || t.Tag == chosen.ETag)) return chosen.ETag;
            return representation.Variants.FirstOrDefault(v => tags.Any(t => t.Tag == v.ETag))?.ETag;
        }
        // §13.1.3: only without If-None-Match. A date that cannot be read is not a condition.
        return HeaderUtilities.TryParseDate(request.IfModifiedSince.ToString(), out var since)
            && representation.LastModified?.ToUnixTimeSeconds() <= since.ToUnixTimeSeconds()
            ? chosen.ETag
            : null;
    }
}

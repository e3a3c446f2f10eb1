using System.Buffers;
using FeedHub.Core.Sources;

namespace FeedHub.Fetching.Http;

/// <summary>The request for a feed as sent.</summary>
internal static class FeedRequest
{
    private const string Accept =
        "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, " +
        "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5";

    /// <summary>A longer validator would bloat every later request; servers answer those with 431.</summary>
    private const int MaxValidatorLength = 2048;

    private static readonly SearchValues<char> Controls = SearchValues.Create(
        Enumerable.Range(0, 32).Append(127).Select(c => (char)c).ToArray());

    /// <param name="cookies">What to send as Cookie; null for nothing.</param>
    public static HttpRequestMessage Create(Uri address, string userAgent, FeedValidators validators, string? cookies)
    {
        var message = new HttpRequestMessage(HttpMethod.Get, address);
        Add(message, "User-Agent", userAgent);
        Add(message, "Accept", Accept);
        Add(message, "Accept-Encoding", ContentDecoder.Accepted);
        Add(message, "If-None-Match", Usable(validators.ETag));
        Add(message, "If-Modified-Since", Usable(validators.LastModified));
        Add(message, "Cookie", cookies);
        return message;
    }

    /// <summary>The value, if it can be sent back unchanged; else null.</summary>
    public static string? Usable(string? validator) =>
        validator is { Length: > 0 and <= MaxValidatorLength } && !validator.AsSpan().ContainsAny(Controls) ? validator : null;

    private static void Add(HttpRequestMessage message, string name, string? value)
    {
        if (value is not null)
            message.Headers.TryAddWithoutValidation(name, value);
    }
}

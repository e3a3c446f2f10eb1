using System.Collections.Frozen;
using FeedHub.Core.Push;

namespace FeedHub.Fetching.Http;

/// <summary>What FeedHub sends to others, as an HTTP request.</summary>
internal static class PushRequest
{
    /// <summary>
    /// Headers that are not the caller's: FeedHub's own, the body's, those of the connection, and cookies, of which it has none.
    /// </summary>
    private static readonly FrozenSet<string> Ours = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Accept-Encoding", "Connection", "Content-Encoding", "Content-Length", "Content-Type", "Cookie", "Expect", "Host", "Keep-Alive",
        "Proxy-Authorization", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "User-Agent");

    /// <exception cref="ArgumentException">The method or a header cannot be sent.</exception>
    public static HttpRequestMessage Create(OutsideRequest request, Uri address, string userAgent)
    {
        if (!IsToken(request.Method))
            throw new ArgumentException($"'{request.Method}' is not a method of HTTP", nameof(request));
        var message = new HttpRequestMessage(new HttpMethod(request.Method), address);
        message.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        message.Headers.TryAddWithoutValidation("Accept-Encoding", ContentDecoder.Accepted);
        // With a body, even an empty one, a request is not sent again by itself when an idle connection turns out to be closed.
        if (request.Method is not ("GET" or "HEAD"))
            message.Content = new ReadOnlyMemoryContent(request.Body);
        else if (request.Body.Length > 0)
            throw new ArgumentException($"{request.Method} has no body", nameof(request));
        if (request.ContentType is { } type)
            message.Content?.Headers.TryAddWithoutValidation("Content-Type", Sendable("Content-Type", type));
        foreach (var (name, value) in request.Headers)
        {
            if (!IsToken(name) || Ours.Contains(name) || !Add(message, name, Sendable(name, value)))
                throw new ArgumentException($"the header '{name}' cannot be set", nameof(request));
        }

        return message;
    }

    /// <summary>Adds the header to those of the request or, such as Content-Disposition, to those of its body.</summary>
    private static bool Add(HttpRequestMessage message, string name, string value) =>
        message.Headers.TryAddWithoutValidation(name, value) || message.Content?.Headers.TryAddWithoutValidation(name, value) == true;

    /// <summary>The value, unless something in it could end the header (RFC 9110 §5.5); it is not shown, as it may be a secret.</summary>
    private static string Sendable(string name, string value) => value.All(c => c is (>= ' ' and <= '~') or '\t')
        ? value
        : throw new ArgumentException($"the value of the header '{name}' is not printable ASCII", nameof(value));

    /// <summary>RFC 9110 §5.6.2.</summary>
    private static bool IsToken(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal));
}

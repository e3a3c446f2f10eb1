using System.Buffers;
using System.Globalization;

namespace FeedHub.Origin;

/// <summary>Answers with a document as a good server does: with validators, and with 304 while they still match.</summary>
internal static class DocumentAnswer
{
    public static Task ServeAsync(HttpContext context, OriginDocument document)
    {
        SetHeaders(context, document);
        if (Holds(context.Request, document))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            context.Response.Headers.Remove("Content-Type");
            return Task.CompletedTask;
        }

        context.Response.StatusCode = document.Status;
        context.Response.ContentLength = document.Body.Length;
        Write(context, document.Body);
        return Task.CompletedTask;
    }

    /// <summary>Sends the body only after the request has left the log's count, so that a client never sees a stale count.</summary>
    public static void Write(HttpContext context, ReadOnlySpan<byte> body) => context.Response.BodyWriter.Write(body);

    public static void SetHeaders(HttpContext context, OriginDocument document)
    {
        var headers = context.Response.Headers;
        headers.ContentType = document.ContentType;
        headers.ETag = document.ETag;
        headers.LastModified = HttpDate(document.LastModified);
        foreach (var (name, value) in document.Headers)
            headers[name] = value;
    }

    public static string HttpDate(DateTimeOffset instant) => instant.UtcDateTime.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>If-Modified-Since is used only without If-None-Match (RFC 9110 §13.2.2).</summary>
    private static bool Holds(HttpRequest request, OriginDocument document)
    {
        var tags = request.Headers.IfNoneMatch.ToString();
        return tags.Length > 0
            ? tags.Split(',', StringSplitOptions.TrimEntries).Any(t => t is "*" || Strong(t) == Strong(document.ETag))
            : request.Headers.IfModifiedSince.ToString() == HttpDate(document.LastModified);
    }

    private static string Strong(string tag) => tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : tag;
}

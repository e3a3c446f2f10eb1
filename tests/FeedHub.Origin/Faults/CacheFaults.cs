using System.Globalization;
using System.Text;

namespace FeedHub.Origin.Faults;

/// <summary>Answers whose validators or 304s cannot be trusted.</summary>
internal static class CacheFaults
{
    public static readonly IReadOnlyList<Fault> All =
    [
        new("not-modified", "", "304 to any request", NotModifiedAsync),
        new("not-modified-body", "", "304 with a body when the validators match, else the document", NotModifiedBodyAsync),
        new("lying-etag", "", "a body that changes with each request under one ETag, and 304 to that ETag", LyingTagAsync),
        new("same-etag", "", "200 to any request, with a body that changes under one ETag", SameTagAsync),
        new("no-validators", "", "the document without ETag and Last-Modified", NoValidatorsAsync),
        new("odd-etag", "value=W/%22a b%22", "the document with exactly that ETag, and 304 only to that", OddTagAsync),
    ];

    private static Task NotModifiedAsync(FaultCall call)
    {
        call.Response.StatusCode = StatusCodes.Status304NotModified;
        return Task.CompletedTask;
    }

    private static async Task NotModifiedBodyAsync(FaultCall call)
    {
        var body = call.Document.Body;
        if (call.Context.Request.Headers.IfNoneMatch.ToString() != call.Document.ETag)
        {
            await call.ServeWellAsync();
            return;
        }

        await RawAnswer.WriteAsync(call, $"HTTP/1.1 304 Not Modified\nETag: {call.Document.ETag}\nContent-Length: {body.Length}", body);
        // The connection stays open with the body on it: the client must not read that as the next answer.
        await call.HangAsync();
    }

    private static Task LyingTagAsync(FaultCall call) =>
        DocumentAnswer.ServeAsync(call.Context, Changed(call));

    private static async Task SameTagAsync(FaultCall call)
    {
        var changed = Changed(call);
        DocumentAnswer.SetHeaders(call.Context, changed);
        await call.WriteAsync(changed.Body);
    }

    private static Task NoValidatorsAsync(FaultCall call)
    {
        call.Response.ContentType = call.Document.ContentType;
        return call.WriteAsync(call.Document.Body);
    }

    private static Task OddTagAsync(FaultCall call) =>
        DocumentAnswer.ServeAsync(call.Context, call.Document with { ETag = call.Text("value", "W/\"a b\"") });

    /// <summary>A different title each time.</summary>
    private static OriginDocument Changed(FaultCall call) => call.Document with
    {
        Body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(call.Document.Body)
            .Replace("</title>", string.Create(CultureInfo.InvariantCulture, $" ({call.Count})</title>"), StringComparison.Ordinal)),
    };
}

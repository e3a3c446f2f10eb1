using System.Globalization;
using System.Text;

namespace FeedHub.Origin.Faults;

/// <summary>Answers whose validators or 304s cannot be trusted.</summary>
internal static class CacheFaults
{
    public static readonly IReadOnlyList<Fault> All =
    [
        new("not-modified", "", "304 whatever was asked", NotModifiedAsync),
        new("not-modified-body", "", "304 with a body where the validators hold, else the document", NotModifiedBodyAsync),
        new("lying-etag", "", "a body that changes with each request under one ETag, and 304 to that ETag", LyingTagAsync),
        new("same-etag", "", "a 200 with a body that changes under one ETag, whatever was asked", SameTagAsync),
        new("no-validators", "", "the document without ETag and Last-Modified", NoValidatorsAsync),
        new("odd-etag", "value=W/%22a b%22", "the document under that ETag, as it stands, and 304 to just that", OddTagAsync),
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
        // The connection stays open with the body on it: the client must not take that for the next answer.
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

    /// <summary>Another title each time.</summary>
    private static OriginDocument Changed(FaultCall call) => call.Document with
    {
        Body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(call.Document.Body)
            .Replace("</title>", string.Create(CultureInfo.InvariantCulture, $" ({call.Count})</title>"), StringComparison.Ordinal)),
    };
}

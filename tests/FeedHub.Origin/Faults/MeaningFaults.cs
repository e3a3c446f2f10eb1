namespace FeedHub.Origin.Faults;

/// <summary>Answers with unusual headers, true or false.</summary>
internal static class MeaningFaults
{
    public static readonly IReadOnlyList<Fault> All =
    [
        new("charset", "name=koi8-r", "a charset other than the body's", CharsetAsync),
        new("type", "value=text/html", "another Content-Type", TypeAsync),
        new("coding", "as=gzip;declare=gzip", "a compressed body (good, unless declared as another coding)", CodingAsync),
        new("headers", "Name=value", "the document with these headers (escaped)", HeadersAsync),
        new("empty", "", "200 without a body", EmptyAsync),
    ];

    private static Task CharsetAsync(FaultCall call) => DocumentAnswer.ServeAsync(
        call.Context, call.Document with { ContentType = $"{call.Document.ContentType}; charset={call.Text("name", "koi8-r")}" });

    private static Task TypeAsync(FaultCall call) =>
        DocumentAnswer.ServeAsync(call.Context, call.Document with { ContentType = call.Text("value", "text/html") });

    private static Task CodingAsync(FaultCall call)
    {
        var coding = call.Text("as", "gzip");
        call.Response.Headers.ContentEncoding = call.Text("declare", coding);
        return DocumentAnswer.ServeAsync(call.Context, call.Document with { Body = Coding.Encode(call.Document.Body, coding) });
    }

    private static Task HeadersAsync(FaultCall call) =>
        DocumentAnswer.ServeAsync(call.Context, call.Document with { Headers = call.Arguments });

    private static Task EmptyAsync(FaultCall call)
    {
        call.SetHeaders();
        return Task.CompletedTask;
    }
}

namespace FeedHub.Origin.Faults;

/// <summary>Answers that are cut short or are not HTTP.</summary>
internal static class BrokenFaults
{
    public static readonly IReadOnlyList<Fault> All =
    [
        new("close", "", "closes the connection without an answer", RawAnswer.CloseAsync),
        new("reset", "", "resets the connection without an answer", ResetAsync),
        new("reset-unread", "", "the same, before what was sent has been read", ResetAsync) { LeavesBody = true },
        new("flaky-close", "times=1", "closes without an answer so many times, then the document", FlakyCloseAsync),
        new("truncate", "", "the length of the whole body, half of it, then closes", TruncateAsync),
        new("truncate-chunks", "", "half of the body in chunks, then closes without the last chunk", TruncateChunksAsync),
        new("truncate-coding", "as=gzip", "a compressed body cut in half, with the length of the half", TruncateCodingAsync),
        new("length", "delta=100", "a Content-Length off by so many bytes", LengthAsync),
        new("until-close", "", "no length and no chunks: the body ends with the connection (good, if old)", UntilCloseAsync),
        new("garbage", "", "bytes that are not HTTP", GarbageAsync),
    ];

    private static Task ResetAsync(FaultCall call)
    {
        RawAnswer.Reset(call);
        return Task.CompletedTask;
    }

    private static Task FlakyCloseAsync(FaultCall call) =>
        call.Count <= call.Number("times", 1) ? RawAnswer.CloseAsync(call) : call.ServeWellAsync();

    private static async Task TruncateAsync(FaultCall call)
    {
        call.SetHeaders();
        call.Response.ContentLength = call.Document.Body.Length;
        await call.WriteAsync(Half(call.Document.Body));
        await RawAnswer.CloseAsync(call);
    }

    private static async Task TruncateChunksAsync(FaultCall call)
    {
        call.SetHeaders();
        await call.WriteAsync(Half(call.Document.Body));
        await RawAnswer.CloseAsync(call);
    }

    private static async Task TruncateCodingAsync(FaultCall call)
    {
        var coding = call.Text("as", "gzip");
        call.SetHeaders();
        call.Response.Headers.ContentEncoding = coding;
        await call.WriteAsync(Half(Coding.Encode(call.Document.Body, coding)));
    }

    private static async Task LengthAsync(FaultCall call)
    {
        var length = call.Document.Body.Length + call.Number("delta", 100);
        await RawAnswer.WriteAsync(
            call, $"HTTP/1.1 200 OK\nContent-Type: {call.Document.ContentType}\nContent-Length: {length}", call.Document.Body);
        await RawAnswer.CloseAsync(call);
    }

    private static async Task UntilCloseAsync(FaultCall call)
    {
        await RawAnswer.WriteAsync(
            call, $"HTTP/1.1 200 OK\nContent-Type: {call.Document.ContentType}\nConnection: close", call.Document.Body);
        await RawAnswer.CloseAsync(call);
    }

    private static async Task GarbageAsync(FaultCall call)
    {
        await RawAnswer.WriteAsync(call, "220 mail.example ESMTP ready");
        await RawAnswer.CloseAsync(call);
    }

    private static Memory<byte> Half(byte[] bytes) => bytes.AsMemory(0, bytes.Length / 2);
}

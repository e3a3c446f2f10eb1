namespace FeedHub.Origin.Faults;

/// <summary>Answers that take too long.</summary>
internal static class TimeFaults
{
    public static readonly IReadOnlyList<Fault> All =
    [
        new("slow-headers", "ms=30000", "nothing for so long, then the document", SlowHeadersAsync),
        new("trickle-headers", "ms=1000", "one header after another, without end", TrickleHeadersAsync),
        new("trickle", "bytes=1;ms=1000", "a few bytes of the body at a time", TrickleAsync),
        new("stall", "", "half of the body, then silence", StallAsync),
    ];

    private static async Task SlowHeadersAsync(FaultCall call)
    {
        await call.WaitAsync(TimeSpan.FromMilliseconds(call.Number("ms", 30_000)));
        await call.ServeWellAsync();
    }

    private static async Task TrickleHeadersAsync(FaultCall call)
    {
        await RawAnswer.WriteAsync(call, "HTTP/1.1 200 OK");
        for (var i = 0; ; i++)
        {
            await RawAnswer.WriteAsync(call, $"X-Padding-{i}: {i}");
            await call.WaitAsync(TimeSpan.FromMilliseconds(call.Number("ms", 1000)));
        }
    }

    private static async Task TrickleAsync(FaultCall call)
    {
        call.SetHeaders();
        call.Response.ContentLength = call.Document.Body.Length;
        foreach (var (number, piece) in call.Document.Body.Chunk(call.Number("bytes", 1)).Index())
        {
            if (number > 0)
                await call.WaitAsync(TimeSpan.FromMilliseconds(call.Number("ms", 1000)));
            await call.WriteAsync(piece);
        }
    }

    private static async Task StallAsync(FaultCall call)
    {
        call.SetHeaders();
        call.Response.ContentLength = call.Document.Body.Length;
        await call.WriteAsync(call.Document.Body.AsMemory(0, call.Document.Body.Length / 2));
        await call.HangAsync();
    }
}

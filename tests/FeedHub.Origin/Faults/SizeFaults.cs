using System.IO.Compression;

namespace FeedHub.Origin.Faults;

/// <summary>Answers that are too large.</summary>
internal static class SizeFaults
{
    private static readonly byte[] Spaces = [.. Enumerable.Repeat((byte)' ', 64 * 1024)];

    public static readonly IReadOnlyList<Fault> All =
    [
        new("large", "kib=11264", "the document, padded with spaces to that size, with its length", LargeAsync),
        new("large-chunks", "kib=11264", "the same in chunks, without a length",
            c => PadAsync(c, c.Response.Body, c.Number("kib", 11_264))),
        new("endless", "", "the document, then spaces without end", c => PadAsync(c, c.Response.Body, int.MaxValue)),
        new("bomb", "kib=65536;as=gzip|br|deflate", "a small compressed body that unpacks to that size", BombAsync),
        new("big-headers", "kib=64", "one response header of that size", BigHeaderAsync),
        new("many-headers", "count=2000", "so many response headers", ManyHeadersAsync),
    ];

    private static Task LargeAsync(FaultCall call)
    {
        var size = call.Number("kib", 11_264);
        call.Response.ContentLength = Math.Max(call.Document.Body.Length, size * 1024L);
        return PadAsync(call, call.Response.Body, size);
    }

    private static async Task PadAsync(FaultCall call, Stream body, int kib)
    {
        call.SetHeaders();
        await body.WriteAsync(call.Document.Body, call.Ending);
        for (var left = kib * 1024L - call.Document.Body.Length; left > 0; left -= Spaces.Length)
            await body.WriteAsync(Spaces.AsMemory(0, (int)Math.Min(left, Spaces.Length)), call.Ending);
    }

    private static async Task BombAsync(FaultCall call)
    {
        var coding = call.Text("as", "gzip");
        call.Response.Headers.ContentEncoding = coding;
        await using var coder = Coding.Encode(call.Response.Body, coding, CompressionLevel.Fastest);
        await PadAsync(call, coder, call.Number("kib", 65_536));
    }

    private static Task BigHeaderAsync(FaultCall call)
    {
        call.Response.Headers["X-Padding"] = new string('x', call.Number("kib", 64) * 1024);
        return call.ServeWellAsync();
    }

    private static Task ManyHeadersAsync(FaultCall call)
    {
        for (var i = 0; i < call.Number("count", 2000); i++)
            call.Response.Headers[$"X-Padding-{i}"] = "a value that nobody can use";
        return call.ServeWellAsync();
    }
}

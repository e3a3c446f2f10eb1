using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace FeedHub.Server.Limits;

/// <summary>Holds what the rest of the pipeline writes as the body of an answer, and sends it later.</summary>
internal sealed class HeldPage : IAsyncDisposable
{
    private readonly HttpContext http;
    private readonly IHttpResponseBodyFeature connection;
    private readonly Pipe pipe = new(new PipeOptions(pauseWriterThreshold: 0, resumeWriterThreshold: 0, useSynchronizationContext: false));
    private readonly StreamResponseBodyFeature held;
    private ReadOnlySequence<byte> body;

    public HeldPage(HttpContext http)
    {
        this.http = http;
        connection = http.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        held = new StreamResponseBodyFeature(pipe.Writer.AsStream(leaveOpen: true));
        http.Features.Set<IHttpResponseBodyFeature>(held);
    }

    /// <summary>Length of the body, known once it is finished.</summary>
    public long Bytes => body.Length;

    /// <summary>Finishes the body: nothing more is written.</summary>
    public async Task FinishAsync()
    {
        await held.CompleteAsync();
        http.Features.Set(connection);
        await pipe.Writer.CompleteAsync();
        var read = await pipe.Reader.ReadAsync();
        while (!read.IsCompleted)
        {
            pipe.Reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            read = await pipe.Reader.ReadAsync();
        }
        body = read.Buffer;
        if (body.Length > 0)
            http.Response.ContentLength ??= body.Length;
    }

    /// <summary>Sends the body, as fast as the client takes it.</summary>
    public async Task SendAsync()
    {
        if (HttpMethods.IsHead(http.Request.Method))
            return;
        foreach (var part in body)
            await http.Response.Body.WriteAsync(part, http.RequestAborted);
    }

    public async ValueTask DisposeAsync()
    {
        http.Features.Set(connection);
        await pipe.Writer.CompleteAsync();
        await pipe.Reader.CompleteAsync();
    }
}

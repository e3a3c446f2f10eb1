using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace FeedHub.Origin.Faults;

/// <summary>Bytes on the connection that no web server would send. Plain HTTP only.</summary>
internal static class RawAnswer
{
    /// <summary>Writes lines directly to the connection, bypassing the server's response.</summary>
    public static async Task WriteAsync(FaultCall call, string lines) =>
        await Output(call).WriteAsync(Encoding.Latin1.GetBytes(lines.ReplaceLineEndings("\r\n") + "\r\n"), call.Ending);

    /// <summary>Writes a response head of these lines, then the body.</summary>
    public static async Task WriteAsync(FaultCall call, string head, ReadOnlyMemory<byte> body)
    {
        await WriteAsync(call, head + "\n");
        await Output(call).WriteAsync(body, call.Ending);
    }

    /// <summary>Sends what was written, then closes the connection cleanly.</summary>
    public static async Task CloseAsync(FaultCall call)
    {
        call.Answered();
        await Output(call).CompleteAsync();
        // Aborting before the client has read everything would lose the rest; this delay is about sockets, so it uses real time.
        await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System, call.Ending);
        call.Context.Abort();
    }

    /// <summary>Closes with a TCP reset.</summary>
    public static void Reset(FaultCall call)
    {
        call.Answered();
        var socket = call.Context.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket;
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Close();
        call.Context.Abort();
    }

    private static PipeWriter Output(FaultCall call) =>
        call.Context.Features.GetRequiredFeature<IConnectionTransportFeature>().Transport.Output;
}

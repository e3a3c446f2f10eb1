using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace FeedHub.Benchmarks.Flooding;

/// <summary>Sends requests to the server from one address of this machine.</summary>
internal sealed class FloodClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly HttpClient client;
    private readonly CancellationToken end;

    public FloodClient(Uri server, IPAddress from, CancellationToken end)
    {
        this.end = end;
        var handler = new SocketsHttpHandler
        {
            UseCookies = false,
            ConnectCallback = async (context, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Bind(new IPEndPoint(from, 0));
                await socket.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        client = new HttpClient(handler) { BaseAddress = server, Timeout = Patience };
    }

    /// <param name="begun">When the flood began, as a stopwatch timestamp.</param>
    public async Task<FloodAnswer> GetAsync(string path, long begun)
    {
        var asked = Stopwatch.GetTimestamp();
        try
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), end);
            return new((int)answer.StatusCode, Stopwatch.GetElapsedTime(asked), Stopwatch.GetElapsedTime(begun), null);
        }
        catch (Exception unanswered) when (unanswered is HttpRequestException or OperationCanceledException or IOException)
        {
            return new(
                0, Stopwatch.GetElapsedTime(asked), Stopwatch.GetElapsedTime(begun), (unanswered.InnerException ?? unanswered).Message);
        }
    }

    public void Dispose() => client.Dispose();
}

/// <param name="Status">0 when there was no answer.</param>
/// <param name="Took">From the request to the last byte.</param>
/// <param name="Ended">From the beginning of the flood to the last byte.</param>
internal sealed record FloodAnswer(int Status, TimeSpan Took, TimeSpan Ended, string? Fault);

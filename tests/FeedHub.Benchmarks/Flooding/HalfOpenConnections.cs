using System.Net;
using System.Net.Sockets;

namespace FeedHub.Benchmarks.Flooding;

/// <summary>Connections that begin a request and never finish it; one that the server closes is reopened a second later.</summary>
internal sealed class HalfOpenConnections(Uri server, int count, Func<int, IPAddress> from) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource end = new();
    private Task all = Task.CompletedTask;
    private int opened;
    private int closed;
    private int refused;

    public int Opened => opened;
    public int Closed => closed;
    public int Refused => refused;

    /// <summary>Returns when each connection has been tried once.</summary>
    public async Task OpenAsync()
    {
        var tried = new CountdownEvent(count);
        all = Task.WhenAll(Enumerable.Range(0, count).Select(n => HoldAsync(from(n), tried)));
        await Task.Run(() => tried.Wait(TimeSpan.FromSeconds(20)));
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await all;
        end.Dispose();
    }

    private async Task HoldAsync(IPAddress address, CountdownEvent tried)
    {
        var first = true;
        while (!end.IsCancellationRequested)
        {
            try
            {
                using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(address, 0));
                await socket.ConnectAsync(server.Host, server.Port, end.Token);
                await socket.SendAsync("GET / HTTP/1.1\r\nHost: half.example\r\n"u8.ToArray(), end.Token);
                Interlocked.Increment(ref opened);
                Try();
                // Until the server gives up: it answers, closes or resets.
                while (await socket.ReceiveAsync(new byte[1024], end.Token) > 0)
                {
                }
                Interlocked.Increment(ref closed);
            }
            catch (SocketException)
            {
                Interlocked.Increment(ref refused);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            Try();
            await Task.Delay(Pause, TimeProvider.System, end.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        }

        void Try()
        {
            if (first)
                tried.Signal();
            first = false;
        }
    }
}

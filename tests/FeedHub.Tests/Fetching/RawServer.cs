using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FeedHub.Tests.Fetching;

/// <summary>A server that says what no web server would: the answer to each request is written byte by byte by the test.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener listener;
    private readonly CancellationTokenSource ending = new();
    private readonly Func<string, NetworkStream, CancellationToken, Task> answer;
    private readonly Task serving;
    private readonly List<string> heads = [];

    private RawServer(string address, Func<string, NetworkStream, CancellationToken, Task> answer)
    {
        this.answer = answer;
        listener = new TcpListener(IPAddress.Parse(address), 0);
        listener.Start();
        serving = ServeAsync();
    }

    public string Url => $"http://{listener.LocalEndpoint}";

    /// <summary>The heads of the requests so far.</summary>
    public IReadOnlyList<string> Heads
    {
        get
        {
            lock (heads)
                return [.. heads];
        }
    }

    /// <summary>Answers each request, given its head, and closes.</summary>
    /// <param name="address">Where to listen; one that the guard lets through unless a test wants it otherwise.</param>
    public static RawServer Start(Func<string, NetworkStream, CancellationToken, Task> answer, string address = "127.0.1.3") =>
        new(address, answer);

    /// <summary>Answers each request with these bytes (Latin-1), and closes.</summary>
    public static RawServer Saying(string text, string address = "127.0.1.3") =>
        Start(async (_, stream, token) => await stream.WriteAsync(Encoding.Latin1.GetBytes(text), token), address);

    /// <summary>The head of the next request on a connection; empty when it was closed.</summary>
    public static async Task<string> HeadAsync(NetworkStream stream, CancellationToken token)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, token) == 1)
            head.Append((char)one[0]);
        return head.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        listener.Stop();
        await serving.ContinueWith(_ => { }, TaskScheduler.Default);
        ending.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            var client = await listener.AcceptTcpClientAsync(ending.Token);
            _ = AnswerAsync(client);
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var head = await HeadAsync(stream, ending.Token);
                lock (heads)
                    heads.Add(head);
                await answer(head, stream, ending.Token);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // The client left, or the test is over.
            }
        }
    }
}

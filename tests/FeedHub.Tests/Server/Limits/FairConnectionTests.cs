using System.Net;
using System.Net.Sockets;
using System.Text;
using FeedHub.Server.Limits;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FeedHub.Tests.Server.Limits;

public sealed class FairConnectionTests : IAsyncLifetime
{
    private const int Most = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Socket> sockets = [];
    private WebApplication? server;
    private int working;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0")
            .ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(e => e.Use(FairConnections.GiveBack)));
        builder.Services.AddSingleton<SocketTransportFactory>();
        builder.Services.AddSingleton<IConnectionListenerFactory>(
            services => new FairConnections(services.GetRequiredService<SocketTransportFactory>(), Most));
        server = builder.Build();
        server.Use((http, next) => http.Features.Get<OpenConnection>()!.AnswerAsync(http, next));
        server.MapGet("/", () => "here\n");
        server.MapGet("/slow", async () =>
        {
            Interlocked.Increment(ref working);
            await released.Task;
            return "at last\n";
        });
        await server.StartAsync();
    }

    [Fact]
    public async Task Connections_held_open_for_nothing_give_way_the_oldest_of_whoever_has_most_first()
    {
        var other = await ConnectAsync("127.0.0.3", "GET / HT");
        var oldest = await ConnectAsync("127.0.0.2", "GET / HT");
        for (var n = 2; n < Most; n++)
            await ConnectAsync("127.0.0.2", "GET / HT");

        for (var n = 0; n < 3; n++)
            Assert.EndsWith("here\n", await AskAsync("127.0.0.4", "/"), StringComparison.Ordinal);
        Assert.True(await IsClosedAsync(oldest));
        await other.SendAsync("TP/1.0\r\n\r\n"u8.ToArray());
        Assert.EndsWith("here\n", await ReadAsync(other), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_with_a_request_under_way_gives_way_to_nobody()
    {
        var asked = new List<Socket>();
        for (var n = 0; n < Most; n++)
            asked.Add(await ConnectAsync("127.0.0.2", "GET /slow HTTP/1.0\r\n\r\n"));
        await WaitAsync(() => Volatile.Read(ref working) == Most);
        Assert.True(await IsClosedAsync(await ConnectAsync("127.0.0.4", "")));
        released.SetResult();
        foreach (var socket in asked)
            Assert.EndsWith("at last\n", await ReadAsync(socket), StringComparison.Ordinal);
        // Each has given its place back.
        Assert.EndsWith("here\n", await AskAsync("127.0.0.4", "/"), StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        released.TrySetResult();
        sockets.ForEach(s => s.Dispose());
        await server!.DisposeAsync();
    }

    private async Task<string> AskAsync(string from, string path) =>
        await ReadAsync(await ConnectAsync(from, $"GET {path} HTTP/1.0\r\n\r\n"));

    private async Task<Socket> ConnectAsync(string from, string sent)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        sockets.Add(socket);
        socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, new Uri(server!.Urls.First()).Port);
            await socket.SendAsync(Encoding.ASCII.GetBytes(sent));
        }
        catch (SocketException)
        {
            // Closed already, which is for the test to find.
        }
        return socket;
    }

    private static async Task<string> ReadAsync(Socket socket)
    {
        using var limit = new CancellationTokenSource(Patience);
        var (text, buffer) = (new StringBuilder(), new byte[4096]);
        while (await socket.ReceiveAsync(buffer, limit.Token) is > 0 and var read)
            text.Append(Encoding.ASCII.GetString(buffer, 0, read));
        return text.ToString();
    }

    private static async Task<bool> IsClosedAsync(Socket socket)
    {
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            return await socket.ReceiveAsync(new byte[1], limit.Token) == 0;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    private static async Task WaitAsync(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!holds())
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, limit.Token);
    }
}

using System.Net;
using System.Net.Sockets;
using System.Text;
using FeedHub.Server.Endpoints.Pages;
using FeedHub.Server.Limits;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FeedHub.Tests.Server.Limits;

public sealed class SlowReaderTests : IAsyncLifetime
{
    /// <summary>More than the buffers of two sockets take up.</summary>
    private const int Large = 30_000_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly List<Socket> sockets = [];
    private WebApplication? server;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddHttpContextAccessor().AddSingleton<RenderingTurns>().AddSingleton(new UnsentPages(2 * Large));
        server = builder.Build();
        server.UseRouting();
        server.UsePageTurns();
        server.MapGet("/large", () => TypedResults.Bytes(new byte[Large]));
        server.MapGet("/", () => "here\n");
        await server.StartAsync();
    }

    [Fact]
    public async Task Whoever_reads_large_pages_slowly_holds_up_nobody_and_loses_the_first_of_them()
    {
        var first = await ConnectAsync("127.0.0.2", "/large");
        await ReadSomeAsync(first);
        foreach (var address in new[] { "127.0.0.2", "127.0.0.3", "127.0.0.4" })
            await ReadSomeAsync(await ConnectAsync(address, "/large"));
        Assert.EndsWith("here\n", await AskAsync("127.0.0.5"), StringComparison.Ordinal);
        Assert.True(await IsBrokenOffAsync(first));
    }

    public async ValueTask DisposeAsync()
    {
        sockets.ForEach(s => s.Dispose());
        await server!.DisposeAsync();
    }

    private async Task<Socket> ConnectAsync(string from, string path)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 8_192 };
        sockets.Add(socket);
        socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        await socket.ConnectAsync(IPAddress.Loopback, new Uri(server!.Urls.First()).Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.0\r\n\r\n"));
        return socket;
    }

    /// <summary>The page has been made once the first of it comes.</summary>
    private static async Task ReadSomeAsync(Socket socket)
    {
        using var limit = new CancellationTokenSource(Patience);
        Assert.True(await socket.ReceiveAsync(new byte[100], limit.Token) > 0);
    }

    private async Task<string> AskAsync(string from)
    {
        using var limit = new CancellationTokenSource(Patience);
        var (socket, text, buffer) = (await ConnectAsync(from, "/"), new StringBuilder(), new byte[4096]);
        while (await socket.ReceiveAsync(buffer, limit.Token) is > 0 and var read)
            text.Append(Encoding.ASCII.GetString(buffer, 0, read));
        return text.ToString();
    }

    /// <summary>Whether less comes than the page has.</summary>
    private static async Task<bool> IsBrokenOffAsync(Socket socket)
    {
        using var limit = new CancellationTokenSource(Patience);
        var (all, buffer) = (0L, new byte[1 << 20]);
        try
        {
            while (await socket.ReceiveAsync(buffer, limit.Token) is > 0 and var read)
                all += read;
        }
        catch (SocketException)
        {
            // Reset.
        }
        return all < Large - 1000;
    }
}

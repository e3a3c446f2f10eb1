using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using FeedHub.Tests.Server.Configuration;

namespace FeedHub.Tests.Server.Limits;

/// <summary>FeedHub as a process that may open few files.</summary>
public sealed class OpenFileTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly TemporaryConfig config = new();
    private readonly string data = Directory.CreateTempSubdirectory("feedhub-").FullName;

    [Theory]
    [InlineData(200)]
    [InlineData(1023)]
    public async Task A_limit_too_low_to_run_is_said_in_one_line(int limit)
    {
        using var process = Start(limit, "check", "--config", config.Folder);
        using var patience = new CancellationTokenSource(Patience);
        var error = await process.StandardError.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        Assert.Equal(1, process.ExitCode);
        Assert.Contains($"may open {limit} files", Assert.Single(error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_connections_held_open_than_files_may_be_stop_nothing()
    {
        config.Delete("sources/alpha.yaml");
        using var process = Start(1024, "serve", "--config", config.Folder, "--data", data, "--urls", "http://127.0.0.1:0");
        var address = await AddressAsync(process);
        using var client = new HttpClient { BaseAddress = address, Timeout = Patience };
        var held = new List<Socket>();
        try
        {
            // Nothing has been served before: what is loaded only now needs a file of its own.
            for (var n = 0; n < 1200; n++)
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                held.Add(socket);
                socket.Bind(new IPEndPoint(IPAddress.Parse($"127.0.1.{1 + (n % 3)}"), 0));
                await socket.ConnectAsync(address.Host, address.Port);
                await socket.SendAsync("GET / HTTP/1.1\r\nHost: half"u8.ToArray());
            }
            foreach (var path in new[] { "/health/live", "/", "/series/weekly/first", "/timeline/feed.json?q=x" })
            {
                using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            }
        }
        finally
        {
            held.ForEach(s => s.Dispose());
            process.Kill();
        }
    }

    public void Dispose()
    {
        config.Dispose();
        Directory.Delete(data, recursive: true);
    }

    private static Process Start(int limit, params string[] args) => Process.Start(
        new ProcessStartInfo(
            "bash",
            ["-c", $"ulimit -n {limit} && exec dotnet \"$@\"", "bash", Path.Combine(AppContext.BaseDirectory, "feedhub.dll"), .. args])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;

    /// <summary>Where it says that it is.</summary>
    private static async Task<Uri> AddressAsync(Process process)
    {
        using var patience = new CancellationTokenSource(Patience);
        process.BeginErrorReadLine();
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.Split(' ').FirstOrDefault(word => word.StartsWith("http://", StringComparison.Ordinal)) is { } url)
                return new Uri(url);
        }
        throw new InvalidOperationException("It ended before it listened.");
    }
}

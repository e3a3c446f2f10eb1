using System.Net;
using System.Net.Sockets;
using FeedHub.Tests.Server.Commands;
using FeedHub.Tests.Server.Endpoints;

namespace FeedHub.Tests.Server.Observability;

/// <summary>
/// A server in a process of its own: within one process, all servers measure with the same meters, and one that ends takes them away.
/// </summary>
internal sealed class ServedProcess : IDisposable
{
    private readonly FeedHubProcess process;

    private ServedProcess(IReadOnlyDictionary<string, string> environment, IEnumerable<string> options)
    {
        var url = $"http://127.0.0.1:{FreePort()}";
        process = new FeedHubProcess(environment, ["serve", "--urls", url, "--allow-network", "127.0.0.0/8", .. options]);
        Client = new HttpClient { BaseAddress = new Uri(url) };
    }

    public HttpClient Client { get; }

    /// <summary>Starts it and waits until it answers.</summary>
    public static async Task<ServedProcess> StartAsync(IReadOnlyDictionary<string, string> environment, params string[] options)
    {
        var served = new ServedProcess(environment, options);
        try
        {
            await RunningHub.WaitAsync(served.AnswersAsync);
            return served;
        }
        catch
        {
            served.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Client.Dispose();
        process.Dispose();
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var answer = await Client.GetAsync("/health/live");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            // It does not listen yet.
            return false;
        }
    }

    private static int FreePort()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }
}

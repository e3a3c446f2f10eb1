using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FeedHub.Tests.Server.Background.Push;

/// <summary>Somebody who gets webhooks, at every address of loopback.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly ConcurrentQueue<ReceivedCall> calls = new();
    private int inFlight;

    private WebhookReceiver(Func<ReceivedCall, CancellationToken, Task<int>> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenAnyIP(0));
        application = builder.Build();
        application.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
            // Kestrel gives its own headers to the next request.
            var headers = new HeaderDictionary(context.Request.Headers.ToDictionary(StringComparer.OrdinalIgnoreCase));
            var call = new ReceivedCall(context.Request.Path, headers, await reader.ReadToEndAsync());
            calls.Enqueue(call);
            Interlocked.Increment(ref inFlight);
            try
            {
                context.Response.StatusCode = await answer(call, context.RequestAborted);
            }
            finally
            {
                Interlocked.Decrement(ref inFlight);
            }
        });
    }

    /// <summary>In the order in which they came.</summary>
    public IReadOnlyList<ReceivedCall> Calls => [.. calls];

    /// <summary>How many are not answered yet.</summary>
    public int InFlight => Volatile.Read(ref inFlight);

    /// <param name="answer">Makes the status of the answer.</param>
    public static async Task<WebhookReceiver> StartAsync(Func<ReceivedCall, CancellationToken, Task<int>> answer)
    {
        var receiver = new WebhookReceiver(answer);
        await receiver.application.StartAsync();
        return receiver;
    }

    /// <param name="host">The last part of an address of loopback.</param>
    public string Url(string path, int host = 1) =>
        $"http://127.0.0.{host.ToString(CultureInfo.InvariantCulture)}:{new Uri(application.Urls.First()).Port}{path}";

    public async ValueTask DisposeAsync() => await application.DisposeAsync();
}

internal sealed record ReceivedCall(string Path, IHeaderDictionary Headers, string Body)
{
    public string Id => Headers["webhook-id"]!;
}

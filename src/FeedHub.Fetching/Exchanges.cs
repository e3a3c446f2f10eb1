using FeedHub.Core.Sources;
using FeedHub.Fetching.Guard;
using FeedHub.Fetching.Http;
using FeedHub.Fetching.Politeness;
using FeedHub.Fetching.Resilience;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Timeout;

namespace FeedHub.Fetching;

/// <summary>
/// The one way to somebody else's machine. Each request waits for its turn and asks its host's circuit, goes over a guarded connection,
/// and is sent once; every failure has a name.
/// </summary>
/// <param name="timeout">How long the headers of an answer may take, besides the deadline of each exchange.</param>
internal sealed class Exchanges(FetchingOptions options, ResiliencePipeline timeout, TimeProvider time, ILogger logger) : IDisposable
{
    private readonly HttpChannels channels = new(new GuardedConnector(options, time), options);
    private readonly SitePoliteness politeness = new(options, time);
    private readonly HostCircuits circuits = new(options, time, logger);

    /// <summary>Requests in flight, and requests waiting for their host or for others to end.</summary>
    public (int InFlight, int InLine) Requests => politeness.Requests;

    /// <summary>Sends the request in its turn, and reads the answer.</summary>
    public async Task<Reply> AskAsync(Exchange exchange)
    {
        var deadline = exchange.Deadline;
        deadline.Pause();
        IAsyncDisposable waited;
        using (RequestTelemetry.Waiting())
            waited = await politeness.EnterAsync(exchange.Address, exchange.Politeness, deadline.Token);
        await using var turn = waited;
        using var active = RequestTelemetry.Active();
        deadline.Resume();
        return await circuits.AskAsync(
            WebAddress.Host(exchange.Address), static async (ask, _) => await ask.Way.SendAsync(ask.Exchange),
            (Way: this, Exchange: exchange), deadline.Token);
    }

    /// <summary>Forgets that the host has been failing, or has asked not to be contacted.</summary>
    public void Forget(string host) => circuits.Forget(host);

    public void Dispose()
    {
        channels.Dispose();
        politeness.Dispose();
        circuits.Dispose();
    }

    private async Task<Reply> SendAsync(Exchange exchange)
    {
        var cancellationToken = exchange.Deadline.Token;
        try
        {
            using var message = exchange.Write();
            using var response = await timeout.ExecuteAsync(
                async token =>
                {
                    var client = await channels.OpenAsync(exchange.Address, exchange.Proxy, exchange.ProxyVariable, token);
                    return await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, token);
                },
                cancellationToken);
            return await exchange.ReadAsync(message, response);
        }
        catch (OperationCanceledException) when (exchange.Deadline.HasPassed)
        {
            return exchange.Deadline.TooSlow();
        }
        catch (Exception e) when (e is TimeoutRejectedException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return Reply.Failed(FetchFailure.TooSlow, $"no answer within {options.AttemptTimeout.Describe()}", transient: true);
        }
        catch (Exception e) when (TransportFailures.Name(e, options) is { } failure)
        {
            return Reply.Failed(failure);
        }
    }
}

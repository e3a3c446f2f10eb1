using FeedHub.Core.Sources;
using FeedHub.Fetching.Http;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;

namespace FeedHub.Fetching.Resilience;

/// <summary>A circuit breaker for each recently requested host, and how long the host asks not to be contacted.</summary>
internal sealed partial class HostCircuits(FetchingOptions options, TimeProvider time, ILogger logger) : IDisposable
{
    // Far longer than a circuit's memory, so that forgetting an idle host changes nothing.
    private static readonly TimeSpan IdleTime = TimeSpan.FromMinutes(15);
    private readonly MemoryCache circuits = new(new MemoryCacheOptions { SizeLimit = 20_000 });

    /// <summary>Sends a request to the host, unless it has been failing or has asked not to be contacted yet.</summary>
    public async Task<Reply> AskAsync<TState>(
        string host, Func<TState, CancellationToken, ValueTask<Reply>> ask, TState state, CancellationToken cancellationToken)
    {
        if (Resting(host) is { } resting)
            return resting;
        var circuit = circuits.GetOrCreate(host, entry =>
        {
            entry.SetSize(1).SetSlidingExpiration(IdleTime);
            return Circuit(host);
        })!;
        try
        {
            var reply = await circuit.ExecuteAsync(ask, state, cancellationToken);
            if (reply is Reply.Final { Result: FetchResult.Failed { RetryAfter: { } asked } said } && asked > TimeSpan.Zero)
                Leave(host, said, asked);
            return reply;
        }
        catch (BrokenCircuitException e)
        {
            return Reply.Failed(FetchFailure.CircuitOpen, $"{host} failed {options.CircuitFailures} times or more in a row; "
                + "requests to it are paused",
                retryAfter: e.RetryAfter);
        }
    }

    /// <summary>Forgets that the host has been failing, or has asked not to be contacted.</summary>
    public void Forget(string host)
    {
        circuits.Remove(new Rest(host));
        circuits.Remove(host);
    }

    public void Dispose() => circuits.Dispose();

    private void Leave(string host, FetchResult.Failed said, TimeSpan asked)
    {
        var rest = asked < PollSchedule.Longest ? asked : PollSchedule.Longest;
        circuits.Set(
            new Rest(host), (time.GetTimestamp(), rest, said),
            new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = rest });
    }

    /// <summary>The answer of a host that asked not to be contacted until later, repeated for requests that were already waiting.</summary>
    private Reply.Final? Resting(string host)
    {
        if (!circuits.TryGetValue(new Rest(host), out (long Since, TimeSpan For, FetchResult.Failed Said) rest)
            || rest.For - time.GetElapsedTime(rest.Since) is var left && left <= TimeSpan.Zero)
        {
            return null;
        }

        return new Reply.Final(rest.Said with
        {
            Detail = $"{rest.Said.Detail} to another request; the host asked to wait",
            RetryAfter = left,
        });
    }

    private ResiliencePipeline<Reply> Circuit(string host) => new ResiliencePipelineBuilder<Reply> { TimeProvider = time }
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions<Reply>
        {
            ShouldHandle = static outcome => ValueTask.FromResult(outcome.Outcome.Result is Reply.Final { IsHostTrouble: true }),
            FailureRatio = 0.9,
            MinimumThroughput = options.CircuitFailures,
            SamplingDuration = options.CircuitWindow,
            BreakDuration = options.CircuitBreak,
            OnOpened = opened =>
            {
                Log.Opened(logger, host, opened.BreakDuration);
                return ValueTask.CompletedTask;
            },
            OnClosed = _ =>
            {
                Log.Closed(logger, host);
                return ValueTask.CompletedTask;
            },
        })
        .Build();

    /// <summary>Key of the answer of a host that asked not to be contacted.</summary>
    private sealed record Rest(string Host);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Host {Host} keeps failing; no requests for {Break}")]
        public static partial void Opened(ILogger logger, string host, TimeSpan @break);

        [LoggerMessage(2, LogLevel.Information, "Host {Host} is responding again")]
        public static partial void Closed(ILogger logger, string host);
    }
}

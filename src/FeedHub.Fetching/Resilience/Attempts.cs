using FeedHub.Fetching.Http;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace FeedHub.Fetching.Resilience;

/// <summary>The pipelines that are the same for every host: how often to try, and how long to wait for the headers of an answer.</summary>
internal static class Attempts
{
    public static ResiliencePipeline<Reply> Retry(FetchingOptions options, TimeProvider time)
    {
        var builder = new ResiliencePipelineBuilder<Reply> { TimeProvider = time };
        if (options.Retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<Reply>
            {
                ShouldHandle = static outcome => ValueTask.FromResult(outcome.Outcome.Result is Reply.Final { Transient: true }),
                MaxRetryAttempts = options.Retries,
                BackoffType = DelayBackoffType.Exponential,
                // With exponential backoff Polly's jitter is decorrelated.
                UseJitter = true,
                Delay = options.RetryDelay,
                MaxDelay = options.RetryDelay * 10,
            });
        }

        return builder.Build();
    }

    public static ResiliencePipeline Timeout(FetchingOptions options, TimeProvider time) =>
        new ResiliencePipelineBuilder { TimeProvider = time }
            .AddTimeout(new TimeoutStrategyOptions { Timeout = options.AttemptTimeout })
            .Build();
}

using System.Threading.RateLimiting;
using FeedHub.Server.Limits;

namespace FeedHub.Tests.Server.Limits;

public sealed class KeyedLimiterTests
{
    [Fact]
    public async Task Each_key_has_a_limit_of_its_own()
    {
        await using var limiter = OneAtATime(waiting: 0);
        using var first = limiter.AttemptAcquire("a");
        using var second = limiter.AttemptAcquire("a");
        using var other = limiter.AttemptAcquire("b");
        Assert.Equal((true, false, true), (first.IsAcquired, second.IsAcquired, other.IsAcquired));
    }

    [Fact]
    public async Task Only_what_is_as_good_as_new_is_forgotten()
    {
        await using var limiter = OneAtATime(waiting: 1);
        limiter.AttemptAcquire("over").Dispose();
        var held = limiter.AttemptAcquire("held");
        var waits = limiter.AcquireAsync("held", cancellationToken: TestContext.Current.CancellationToken).AsTask();
        limiter.Forget();
        Assert.Equal(1, limiter.Count);
        Assert.False(waits.IsCompleted);
        held.Dispose();
        using var turn = await waits;
        Assert.True(turn.IsAcquired);
    }

    [Fact]
    public async Task A_bucket_that_is_not_full_is_kept_and_one_that_has_filled_up_again_is_not()
    {
        await using var slow = Buckets(TimeSpan.FromHours(1));
        slow.AttemptAcquire("a").Dispose();
        slow.Forget();
        Assert.Equal(1, slow.Count);
        Assert.False(slow.AttemptAcquire("a").IsAcquired);

        // Any two moments are further apart.
        await using var fast = Buckets(TimeSpan.FromTicks(1));
        fast.AttemptAcquire("a").Dispose();
        while (fast.GetStatistics("a") is { CurrentAvailablePermits: 0 })
            await Task.Yield();
        fast.Forget();
        Assert.Equal(0, fast.Count);
    }

    private static KeyedLimiter<string> OneAtATime(int waiting) =>
        new(() => new ConcurrencyLimiter(new() { PermitLimit = 1, QueueLimit = waiting }));

    private static KeyedLimiter<string> Buckets(TimeSpan every) => new(() => new TokenBucketRateLimiter(new()
    {
        TokenLimit = 1,
        TokensPerPeriod = 1,
        ReplenishmentPeriod = every,
        AutoReplenishment = false,
    }));
}

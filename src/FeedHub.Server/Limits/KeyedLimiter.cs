using System.Diagnostics;
using System.Threading.RateLimiting;

namespace FeedHub.Server.Limits;

/// <summary>
/// A limiter for each key. That of .NET (<see cref="PartitionedRateLimiter.Create"/>) looks through its limiters ten times a second for as
/// long as it exists, which was most of what a server without visitors did; this one works only when it is asked.
/// </summary>
/// <param name="make">
/// Makes the limiter of a key. One that fills up again must not do so by itself (<c>AutoReplenishment</c>), and must have no queue: it is
/// filled when it is asked.
/// </param>
internal sealed class KeyedLimiter<TKey>(Func<RateLimiter> make) : PartitionedRateLimiter<TKey>
    where TKey : notnull
{
    /// <summary>Minimum time between two searches for limiters that are as good as new.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <summary>Also the lock under which limiters are asked: one in use is not idle, so none is forgotten between the two.</summary>
    private readonly Dictionary<TKey, RateLimiter> limiters = [];
    private long searched = Stopwatch.GetTimestamp();

    /// <summary>How many keys have a limiter.</summary>
    public int Count
    {
        get
        {
            lock (limiters)
            {
                return limiters.Count;
            }
        }
    }

    /// <summary>Forgets every limiter that is as good as new. Called by itself, when it is asked and some time has passed.</summary>
    public void Forget()
    {
        lock (limiters)
        {
            foreach (var (key, limiter) in limiters)
            {
                Refill(limiter);
                if (limiter.IdleDuration is null)
                    continue;
                limiters.Remove(key);
                limiter.Dispose();
            }
            searched = Stopwatch.GetTimestamp();
        }
    }

    public override RateLimiterStatistics? GetStatistics(TKey resource)
    {
        lock (limiters)
        {
            return Of(resource).GetStatistics();
        }
    }

    protected override RateLimitLease AttemptAcquireCore(TKey resource, int permitCount)
    {
        lock (limiters)
        {
            return Of(resource).AttemptAcquire(permitCount);
        }
    }

    protected override ValueTask<RateLimitLease> AcquireAsyncCore(TKey resource, int permitCount, CancellationToken cancellationToken)
    {
        lock (limiters)
        {
            return Of(resource).AcquireAsync(permitCount, cancellationToken);
        }
    }

    protected override void Dispose(bool disposing)
    {
        lock (limiters)
        {
            foreach (var limiter in limiters.Values)
                limiter.Dispose();
        }
        base.Dispose(disposing);
    }

    private RateLimiter Of(TKey key)
    {
        if (Stopwatch.GetElapsedTime(searched) >= Interval)
            Forget();
        if (!limiters.TryGetValue(key, out var limiter))
            limiters[key] = limiter = make();
        Refill(limiter);
        return limiter;
    }

    private static void Refill(RateLimiter limiter) => (limiter as ReplenishingRateLimiter)?.TryReplenish();
}

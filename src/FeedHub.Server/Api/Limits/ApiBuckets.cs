using System.Net;
using System.Threading.RateLimiting;
using FeedHub.Core.Catalog;
using FeedHub.Server.Limits;
using FeedHub.Server.Security;

namespace FeedHub.Server.Api.Limits;

/// <summary>
/// A bucket for each key and for each client address. Those that are full are forgotten, and each fills up within a minute, so there are no
/// more than clients of the last minute.
/// </summary>
internal sealed class ApiBuckets(ApiQuota quota) : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly KeyedLimiter<string> keys = new(() => Bucket(quota.PerMinuteWithKey));
    private readonly KeyedLimiter<IPAddress> addresses = new(() => Bucket(quota.PerMinute));

    public ApiQuota Quota => quota;

    public ApiBucket Of(KeyHolder holder) => new(
        "key", quota.PerMinuteWithKey, "Your key has made", () => keys.AttemptAcquire(holder.KeyId).IsAcquired,
        () => keys.GetStatistics(holder.KeyId)!.CurrentAvailablePermits);

    public ApiBucket Of(IPAddress client) => new(
        "address", quota.PerMinute, "Your address has made", () => addresses.AttemptAcquire(client).IsAcquired,
        () => addresses.GetStatistics(client)!.CurrentAvailablePermits);

    public void Dispose()
    {
        keys.Dispose();
        addresses.Dispose();
    }

    private static TokenBucketRateLimiter Bucket(int perMinute) => new(new()
    {
        TokenLimit = perMinute,
        TokensPerPeriod = 1,
        ReplenishmentPeriod = Window / perMinute,
        AutoReplenishment = false,
    });
}

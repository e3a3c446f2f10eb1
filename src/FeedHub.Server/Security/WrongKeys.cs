using System.Net;
using System.Threading.RateLimiting;
using FeedHub.Server.Limits;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace FeedHub.Server.Security;

/// <summary>
/// Bounds how many wrong keys one address may try. A key that was right from there before is still accepted, so that nobody behind the same
/// address can lock its holder out.
/// </summary>
internal sealed class WrongKeys : IDisposable
{
    /// <summary>Wrong keys from one address after which the next is not checked.</summary>
    public const int Burst = 10;
    /// <summary>One more may be tried after each of these intervals.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    private const int MaxWaiting = 1_000;
    private const int MaxRemembered = 10_000;

    private readonly KeyedLimiter<IPAddress> tries = new KeyedLimiter<IPAddress>(() => new TokenBucketRateLimiter(new()
    {
        TokenLimit = Burst,
        TokensPerPeriod = 1,
        ReplenishmentPeriod = Every,
        AutoReplenishment = false,
    }));

    /// <summary>One key at a time from each address: of many sent at once, all would be checked before the first was counted.</summary>
    private readonly KeyedLimiter<IPAddress> turns = new KeyedLimiter<IPAddress>(() => new ConcurrencyLimiter(new()
    {
        PermitLimit = 1,
        QueueLimit = MaxWaiting,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    }));

    private readonly MemoryCache rightBefore = new(Options.Create(new MemoryCacheOptions { SizeLimit = MaxRemembered }));

    /// <param name="address">Null if the connection has none.</param>
    /// <param name="find">Looks the key up by its hash.</param>
    public async ValueTask<KeyVerdict> JudgeAsync(
        IPAddress? address, string hash, Func<string, CancellationToken, Task<KeyHolder?>> find, CancellationToken cancellationToken)
    {
        var client = address ?? IPAddress.None;
        if (rightBefore.TryGetValue((client, hash), out _))
        {
            if (await find(hash, cancellationToken) is { } known) return new(known, IsTooMany: false);
            rightBefore.Remove((client, hash));
        }
        using var turn = await turns.AcquireAsync(client, permitCount: 1, cancellationToken);
        if (!turn.IsAcquired) return KeyVerdict.TooMany;
        // Only a wrong key uses up a try. Acquiring zero permits would succeed with a fraction of one, too: a bucket fills by fractions.
        if (tries.GetStatistics(client) is not { CurrentAvailablePermits: > 0 }) return KeyVerdict.TooMany;
        var holder = await find(hash, cancellationToken);
        if (holder is null) tries.AttemptAcquire(client).Dispose();
        else rightBefore.Set((client, hash), true, new MemoryCacheEntryOptions { Size = 1 });
        return new(holder, IsTooMany: false);
    }

    public void Dispose()
    {
        tries.Dispose();
        turns.Dispose();
        rightBefore.Dispose();
    }
}

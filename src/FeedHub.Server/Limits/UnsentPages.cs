using System.Net;
using System.Threading.RateLimiting;

namespace FeedHub.Server.Limits;

/// <summary>Bounds what finished pages take of memory while slow clients read them; an address has an eighth of it at most.</summary>
public sealed class UnsentPages : IDisposable
{
    private const int Unit = 1024;
    private const int Shares = 8;

    /// <summary>Units; a 32nd of the memory that there is.</summary>
    private static readonly int Room = (int)(Math.Min(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 32, 256L << 20) / Unit);

    private readonly PartitionedRateLimiter<IPAddress> limiter = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<IPAddress, IPAddress>(client => RateLimitPartition.GetConcurrencyLimiter(client, _ => Limit(Room / Shares))),
        PartitionedRateLimiter.Create<IPAddress, bool>(_ => RateLimitPartition.GetConcurrencyLimiter(true, _ => Limit(Room))));

    /// <summary>Takes the page's bytes into account until it is disposed of; false where there is no room.</summary>
    internal bool TryHold(HttpContext http, HeldPage page)
    {
        var units = (int)Math.Min((page.Bytes / Unit) + 1, int.MaxValue);
        if (units > Room / Shares)
            return false;
        var lease = limiter.AttemptAcquire(ClientAddress.Of(http) ?? IPAddress.None, units);
        page.Hold = lease;
        return lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();

    private static ConcurrencyLimiterOptions Limit(int units) => new() { PermitLimit = units, QueueLimit = 0 };
}

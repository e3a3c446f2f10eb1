using System.Net;
using System.Threading.RateLimiting;

namespace FeedHub.Server.Limits;

/// <summary>What was requested is not rendered: too many wait already, or the server is stopping.</summary>
internal sealed class NoTurnException : Exception;

/// <summary>
/// Whose turn it is to have a page or a feed rendered. As many are rendered at a time as there are processors, but at least two; for one
/// address, half of those. First come, first served: a client that requests hundreds at once waits behind its own requests, and others wait
/// for one of them each.
/// </summary>
internal sealed class RenderingTurns(IHttpContextAccessor requests) : IDisposable
{
    /// <summary>
    /// Requests of one address that may wait; a proxy that <c>trusted_proxies</c> does not name makes many readers look like one.
    /// </summary>
    public const int MaxWaitingOfOne = 200;
    private const int MaxWaiting = 4_000;

    private static readonly int AtOnce = Math.Max(2, Environment.ProcessorCount);

    private readonly PartitionedRateLimiter<IPAddress> limiter = PartitionedRateLimiter.CreateChained(
        new KeyedLimiter<IPAddress>(() => new ConcurrencyLimiter(Limit(AtOnce / 2, MaxWaitingOfOne))),
        new KeyedLimiter<bool>(() => new ConcurrencyLimiter(Limit(AtOnce, MaxWaiting)))
            .WithTranslatedKey<IPAddress>(_ => true, leaveOpen: false));

    /// <summary>
    /// Waits for the turn of the request that is being answered. A request that has one, and work without a request, need none.
    /// </summary>
    /// <exception cref="NoTurnException">Too many wait already, or it was cancelled.</exception>
    public async ValueTask<IDisposable?> TakeAsync(CancellationToken cancellationToken)
    {
        // A request that waited for a second turn while holding the first would wait for itself.
        if (requests.HttpContext is not { } http || http.Features.Get<RateLimitLease>() is not null)
            return null;
        try
        {
            var turn = await TakeAsync(http, cancellationToken);
            return turn.IsAcquired ? turn : throw new NoTurnException();
        }
        catch (OperationCanceledException)
        {
            throw new NoTurnException();
        }
    }

    /// <summary>
    /// Waits for a turn, which lasts until the lease is disposed of; one that is not acquired means that too many wait already.
    /// </summary>
    public ValueTask<RateLimitLease> TakeAsync(HttpContext http, CancellationToken cancellationToken) =>
        limiter.AcquireAsync(ClientAddress.From(http) ?? IPAddress.None, permitCount: 1, cancellationToken);

    public void Dispose() => limiter.Dispose();

    private static ConcurrencyLimiterOptions Limit(int atOnce, int waiting) =>
        new() { PermitLimit = atOnce, QueueLimit = waiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst };
}

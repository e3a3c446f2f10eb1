namespace FeedHub.Core.Push.Deliveries;

/// <summary>The deliveries in the store: those that wait, and for 30 days those that are done.</summary>
public interface IDeliveries
{
    Task AddAsync(IReadOnlyList<Delivery> deliveries, CancellationToken cancellationToken);

    /// <summary>When the first of those that wait is due, which may be past; null if none waits.</summary>
    Task<DateTimeOffset?> NextAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Takes due deliveries under a lease: nobody else gets them until it ends. No more than <see cref="LaneWidth"/> of one lane are leased
    /// at once, by all workers together, and no lane has to wait for another.
    /// </summary>
    Task<IReadOnlyList<ClaimedDelivery>> ClaimAsync(
        string worker, int max, TimeSpan lease, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Writes what an attempt came to, if it still holds the lease; that it was sent is written in any case.</summary>
    Task ConcludeAsync(ClaimedDelivery claimed, DeliveryConclusion conclusion, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Gives back all that a worker has claimed and not concluded; it is due at once.</summary>
    Task ReleaseAsync(string worker, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Nothing of the queue that waits is sent any more.</summary>
    /// <param name="except">The ID of a delivery that stays as it is, since what became of it is about to be written; or null.</param>
    /// <returns>How many waited.</returns>
    Task<int> DropAsync(string queue, string? except, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The latest deliveries of a queue, newest first.</summary>
    Task<IReadOnlyList<DeliveryRecord>> LatestAsync(string queue, int max, CancellationToken cancellationToken);

    /// <summary>Deletes what has been done for 30 days, and plans anew what a clock that ran ahead has put off too far.</summary>
    /// <returns>How many were deleted.</returns>
    Task<int> PurgeAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Most deliveries of one lane that are sent at once.</summary>
    const int LaneWidth = 2;
}

/// <summary>A delivery under a lease.</summary>
/// <param name="Attempt">Which attempt this is, from 1. With the worker, it says whose lease it is.</param>
public sealed record ClaimedDelivery(Delivery Delivery, int Attempt, string Worker);

/// <summary>What is known of a delivery.</summary>
/// <param name="Note">What the last attempt came to, in words for the owner of the queue; null before the first.</param>
/// <param name="Next">When it is tried next; null if it is done.</param>
public sealed record DeliveryRecord(
    string Id, DeliveryChannel Channel, DateTimeOffset Created, DeliveryState State, int Attempts, DateTimeOffset? LastAttempt,
    string? Note, DateTimeOffset? Next);

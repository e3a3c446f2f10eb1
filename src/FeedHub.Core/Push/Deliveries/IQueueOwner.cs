namespace FeedHub.Core.Push.Deliveries;

/// <summary>Who has put deliveries into queues, and wants to know which of them will never arrive.</summary>
public interface IQueueOwner
{
    bool Owns(string queue);

    /// <summary>
    /// A delivery has ended without being sent: the receiver wants no more, refused it, or failed for days. Called before that is written
    /// down, and so again if the process dies in between. Whoever wants nothing more to be sent drops the queue.
    /// </summary>
    Task EndedAsync(Delivery delivery, DeliveryConclusion conclusion, CancellationToken cancellationToken);
}

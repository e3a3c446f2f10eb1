using FeedHub.Core.Alerts;
using FeedHub.Core.Push.Deliveries;

namespace FeedHub.Server.Alerts;

/// <summary>Ends an alert whose receiver wants no more, refuses what is sent, or cannot be reached for days.</summary>
internal sealed class AlertOwner(IAlertStore alerts, IDeliveries deliveries, TimeProvider clock) : IQueueOwner
{
    public bool Owns(string queue) => queue.StartsWith(AlertState.QueuePrefix, StringComparison.Ordinal);

    public async Task EndedAsync(Delivery delivery, DeliveryConclusion conclusion, CancellationToken cancellationToken)
    {
        await alerts.SetStandingAsync(
            delivery.Queue[AlertState.QueuePrefix.Length..], AlertStanding.Ended, number: 0, cancellationToken);
        await deliveries.DropAsync(delivery.Queue, delivery.Id, clock.GetUtcNow(), cancellationToken);
    }
}

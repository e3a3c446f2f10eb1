using FeedHub.Core.Push.Deliveries;

namespace FeedHub.Server.Api.Records.Views;

/// <summary>Something that was sent, or is to be sent.</summary>
/// <param name="Id">The webhook-id that its receiver sees.</param>
/// <param name="State">“waiting”, “sent”, “gone”, “refused”, “exhausted” or “dropped”.</param>
/// <param name="Note">What the last attempt came to.</param>
/// <param name="Next">When it is tried next, if it waits.</param>
internal sealed record ApiDelivery(
    string Id, string State, int Attempts, DateTime Created, DateTime? LastAttempt, string? Note, DateTime? Next)
{
    public static ApiDelivery From(DeliveryRecord delivery) => new(
        delivery.Id, delivery.State.ToString().ToLowerInvariant(), delivery.Attempts, delivery.Created.UtcDateTime,
        delivery.LastAttempt?.UtcDateTime, delivery.Note, delivery.Next?.UtcDateTime);
}

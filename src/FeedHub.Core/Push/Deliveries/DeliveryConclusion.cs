namespace FeedHub.Core.Push.Deliveries;

/// <summary>What an attempt came to, and so what becomes of the delivery.</summary>
/// <param name="Note">In words for the owner of the queue; without an address of a person.</param>
/// <param name="Next">When to try again; only for one that still waits.</param>
public sealed record DeliveryConclusion(DeliveryState State, string Note, DateTimeOffset? Next = null);

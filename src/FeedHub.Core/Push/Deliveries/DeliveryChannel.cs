namespace FeedHub.Core.Push.Deliveries;

/// <summary>By what a delivery is sent.</summary>
public enum DeliveryChannel
{
    Webhook,
    Mail,
}

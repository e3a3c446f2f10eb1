namespace FeedHub.Core.Push.Deliveries;

/// <summary>What has become of a delivery.</summary>
public enum DeliveryState
{
    /// <summary>It is still to be sent, for the first time or again.</summary>
    Waiting,

    Sent,

    /// <summary>The receiver wants nothing any more (HTTP 410).</summary>
    Gone,

    /// <summary>The receiver will never take it (SMTP 5xx).</summary>
    Refused,

    /// <summary>It failed as often as <see cref="DeliverySchedule"/> tries.</summary>
    Exhausted,

    /// <summary>Its queue was dropped before it was sent.</summary>
    Dropped,
}

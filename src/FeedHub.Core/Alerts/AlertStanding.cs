namespace FeedHub.Core.Alerts;

/// <summary>Whether an alert is told.</summary>
public enum AlertStanding
{
    Active,
    /// <summary>Somebody gave a mail address whose reader has not confirmed yet that he wants it.</summary>
    Unconfirmed,
    /// <summary>Its reader wants no more.</summary>
    Unsubscribed,
    /// <summary>Its receiver refused what was sent, or could not be reached for days.</summary>
    Ended,
}

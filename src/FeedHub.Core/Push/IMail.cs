namespace FeedHub.Core.Push;

/// <summary>Sends mail through the mail server of <c>site.yaml</c>.</summary>
public interface IMail
{
    /// <summary>Whether <c>site.yaml</c> names a mail server at this moment.</summary>
    bool IsConfigured { get; }

    /// <summary>Sends a mail once. Everyday failures are returned as values; only cancellation and our own bugs throw.</summary>
    Task<MailOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken);
}

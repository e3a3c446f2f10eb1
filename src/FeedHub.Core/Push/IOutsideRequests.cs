namespace FeedHub.Core.Push;

/// <summary>Sends requests to other people's servers, behind the address guard.</summary>
public interface IOutsideRequests
{
    /// <summary>
    /// Sends a request once: no redirect is followed, nothing is tried again. Everyday failures are returned as values; only
    /// cancellation, a header that cannot be sent and our own bugs throw.
    /// </summary>
    Task<OutsideAnswer> SendAsync(OutsideRequest request, CancellationToken cancellationToken);
}

namespace FeedHub.Core.Push.Webhooks;

/// <summary>
/// The secrets of webhooks that are kept in the store. A name has two of them while a receiver changes from one to the next.
/// </summary>
public interface IWebhookSecrets
{
    /// <summary>The secrets of this name, newest first.</summary>
    Task<IReadOnlyList<string>> OfAsync(string name, CancellationToken cancellationToken);

    Task AddAsync(string name, string secret, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Removes one secret of the name, or all of them if <paramref name="secret"/> is null.</summary>
    Task RemoveAsync(string name, string? secret, CancellationToken cancellationToken);
}

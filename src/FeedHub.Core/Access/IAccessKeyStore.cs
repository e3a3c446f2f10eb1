namespace FeedHub.Core.Access;

/// <summary>The keys that were given out, by their hashes.</summary>
public interface IAccessKeyStore
{
    Task AddAsync(string hash, AccessRole role, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The role of a key; null for one that was never given out.</summary>
    Task<AccessRole?> RoleOfAsync(string hash, CancellationToken cancellationToken);
}

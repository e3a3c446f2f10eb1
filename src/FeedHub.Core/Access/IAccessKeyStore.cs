namespace FeedHub.Core.Access;

/// <summary>The keys that were given out, by their hashes.</summary>
public interface IAccessKeyStore
{
    /// <param name="name">What the key is for, in its giver's words; may be empty.</param>
    Task AddAsync(string hash, AccessRole role, string name, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The role of a key; null for one that was never given out, or taken back.</summary>
    Task<AccessRole?> RoleOfAsync(string hash, CancellationToken cancellationToken);

    /// <summary>The keys in force, the oldest first.</summary>
    Task<IReadOnlyList<GivenKey>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Takes a key back, from this instant on; false when no key in force has that ID.</summary>
    Task<bool> RevokeAsync(string id, CancellationToken cancellationToken);
}

/// <summary>A key that somebody holds, without the key.</summary>
/// <param name="Id">The beginning of its hash, which tells nothing of the key.</param>
public sealed record GivenKey(string Id, string Name, AccessRole Role, DateTimeOffset Created);

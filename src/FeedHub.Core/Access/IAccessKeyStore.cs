namespace FeedHub.Core.Access;

/// <summary>The keys that were given out, by their hashes.</summary>
public interface IAccessKeyStore
{
    /// <param name="name">What the key is for, in its giver's words; may be empty.</param>
    Task AddAsync(string hash, AccessRole role, string name, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The key in force that has this hash; null for one that was never given out, or was taken back.</summary>
    Task<GivenKey?> FindAsync(string hash, CancellationToken cancellationToken);

    /// <summary>Keeps the day on which a key was used, unless a later one is known or the key was taken back meanwhile.</summary>
    Task KeepUseAsync(string id, DateOnly day, CancellationToken cancellationToken);

    /// <summary>The keys in force, the oldest first.</summary>
    Task<IReadOnlyList<GivenKey>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Takes a key back, from this instant on; false when no key in force has that ID.</summary>
    Task<bool> RevokeAsync(string id, CancellationToken cancellationToken);
}

/// <summary>A key that somebody holds, without the key.</summary>
/// <param name="Id">The beginning of its hash, which tells nothing of the key.</param>
/// <param name="LastUsed">The last day (UTC) on which it was used; null when it never was.</param>
public sealed record GivenKey(string Id, string Name, AccessRole Role, DateTimeOffset Created, DateOnly? LastUsed);

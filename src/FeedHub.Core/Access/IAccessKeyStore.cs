namespace FeedHub.Core.Access;

/// <summary>Stores the issued access keys by their hashes.</summary>
public interface IAccessKeyStore
{
    /// <param name="name">What the key is for, as the person who issued it put it; may be empty.</param>
    Task AddAsync(string hash, AccessRole role, string name, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The valid key with this hash; null if it was never issued or has been revoked.</summary>
    Task<GivenKey?> FindAsync(string hash, CancellationToken cancellationToken);

    /// <summary>
    /// Records the day on which a key was used, unless a later day is already recorded or the key has since been revoked.
    /// </summary>
    Task KeepUseAsync(string id, DateOnly day, CancellationToken cancellationToken);

    /// <summary>The valid keys, oldest first.</summary>
    Task<IReadOnlyList<GivenKey>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Revokes a key with immediate effect; false if no valid key has that ID.</summary>
    Task<bool> RevokeAsync(string id, CancellationToken cancellationToken);
}

/// <summary>What is stored about an issued key, without the key itself.</summary>
/// <param name="Id">The beginning of its hash, which does not reveal the key.</param>
/// <param name="LastUsed">The last day (UTC) on which it was used; null if it has never been used.</param>
public sealed record GivenKey(string Id, string Name, AccessRole Role, DateTimeOffset Created, DateOnly? LastUsed);

namespace FeedHub.Core.Catalog;

/// <summary>
/// Keeps which catalog the store belongs to, and the last good text of each of its files, so that a mistake in one takes nothing off the
/// site, even across a restart.
/// </summary>
public interface ICatalogStore
{
    /// <summary>The tag authority of the catalog that the store belongs to; null while it belongs to none.</summary>
    Task<string?> OwnerAsync(CancellationToken cancellationToken);

    /// <summary>Gives the store to the catalog of that tag authority, unless it belongs to another.</summary>
    /// <param name="evenFromAnother">Takes it from another too: a person said so.</param>
    /// <returns>The tag authority of the catalog that it belongs to now.</returns>
    Task<string> ClaimAsync(string tagAuthority, bool evenFromAnother, CancellationToken cancellationToken);

    /// <summary>Texts by path relative to <c>feeds-config/</c>, with forward slashes.</summary>
    Task<IReadOnlyDictionary<string, string>> LastGoodAsync(CancellationToken cancellationToken);

    /// <summary>Replaces the kept texts by these.</summary>
    Task KeepAsync(IReadOnlyDictionary<string, string> texts, CancellationToken cancellationToken);
}

namespace FeedHub.Core.Catalog;

/// <summary>
/// Records which catalog the store belongs to, and the last valid text of each of its files, so that a mistake in a file removes nothing
/// from the site, even after a restart.
/// </summary>
public interface ICatalogStore
{
    /// <summary>The tag authority of the catalog that the store belongs to; null if it belongs to none yet.</summary>
    Task<string?> OwnerAsync(CancellationToken cancellationToken);

    /// <summary>Assigns the store to the catalog with that tag authority, unless it belongs to another.</summary>
    /// <param name="evenFromAnother">Also takes the store over from another catalog, as a person has requested.</param>
    /// <returns>The tag authority of the catalog that it belongs to now.</returns>
    Task<string> ClaimAsync(string tagAuthority, bool evenFromAnother, CancellationToken cancellationToken);

    /// <summary>Texts by path relative to <c>feeds-config/</c>, with forward slashes.</summary>
    Task<IReadOnlyDictionary<string, string>> LastGoodAsync(CancellationToken cancellationToken);

    /// <summary>Replaces the stored texts with these.</summary>
    Task KeepAsync(IReadOnlyDictionary<string, string> texts, CancellationToken cancellationToken);
}

namespace FeedHub.Core.Catalog;

/// <summary>Keeps the last good text of each file, so that a mistake in one takes nothing off the site, even across a restart.</summary>
public interface ICatalogStore
{
    /// <summary>Texts by path relative to <c>feeds-config/</c>, with forward slashes.</summary>
    Task<IReadOnlyDictionary<string, string>> LastGoodAsync(CancellationToken cancellationToken);

    /// <summary>Replaces the kept texts by these.</summary>
    Task KeepAsync(IReadOnlyDictionary<string, string> texts, CancellationToken cancellationToken);
}

using FeedHub.Core.Catalog;

namespace FeedHub.Server.Configuration;

/// <summary>The catalog in force. Take <see cref="Value"/> once per request: it is replaced as a whole.</summary>
public sealed class CurrentCatalog
{
    private volatile FeedCatalog? value;

    /// <summary>Raised after another catalog has come into force.</summary>
    public event EventHandler? Changed;

    /// <exception cref="InvalidOperationException">Nothing has been loaded yet.</exception>
    public FeedCatalog Value =>
        value ?? throw new InvalidOperationException("The catalog has not been loaded; call CatalogLoader.LoadAsync first.");

    public FeedCatalog? ValueOrNull => value;

    public void Replace(FeedCatalog catalog)
    {
        value = catalog;
        Changed?.Invoke(this, EventArgs.Empty);
    }
}

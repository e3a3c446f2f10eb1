namespace FeedHub.Server.Configuration;

/// <summary>The store belongs to another catalog; nothing of it was changed.</summary>
internal sealed class OtherCatalogException(FeedHubOptions options, string owner, string declared) : Exception(
    $"{options.Store} belongs to the catalog with the tag authority '{owner}', but {options.ConfigDirectory} has "
    + $"'{declared}'. Name the right configuration with --config or another store with --data or --store. If the tag authority has really "
        + $"changed, "
    + "or this catalog should take over the data permanently, start once with serve --adopt.");

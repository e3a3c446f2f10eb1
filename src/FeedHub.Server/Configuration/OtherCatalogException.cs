namespace FeedHub.Server.Configuration;

/// <summary>The store belongs to another catalog; nothing of it was changed.</summary>
internal sealed class OtherCatalogException(FeedHubOptions options, string owner, string declared) : Exception(
    $"{options.DataDirectory} belongs to the catalog of the tag authority '{owner}', and {options.ConfigDirectory} is that of "
    + $"'{declared}'. Name its own configuration with --config or another data folder with --data; if the tag authority has really "
        + $"changed, "
    + "or this catalog is to take over the data for good, start once with serve --adopt.");

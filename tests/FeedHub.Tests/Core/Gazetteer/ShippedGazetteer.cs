using FeedHub.Core.Gazetteer.Tagging;
using FeedHub.Server.Configuration;

namespace FeedHub.Tests.Core.Gazetteer;

/// <summary>The gazetteer that the repository carries.</summary>
internal static class ShippedGazetteer
{
    public static readonly Tagger Tagger = new(
        new CatalogReader(new FeedHubOptions { ConfigDirectory = RepositoryFiles.Path("feeds-config") })
            .Read(new Dictionary<string, string>(), null).Gazetteer);
}

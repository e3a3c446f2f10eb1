using FeedHub.Core.Briefs;
using FeedHub.Server.Configuration;

namespace FeedHub.Server.Publishing.Writing;

/// <summary>Says what <c>feedhub check</c> would say of the file of one brief, before it is written.</summary>
internal sealed class BriefCheck(FeedHubOptions options, CurrentCatalog current)
{
    private readonly CatalogReader reader = new(options);

    /// <param name="text">The whole file, as an editor writes it here.</param>
    public BriefReading Read(Series series, string slug, string text) => reader.ReadBrief(current.Value, series, slug, text);
}

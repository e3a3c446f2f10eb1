using FeedHub.Core.Catalog;
using FeedHub.Core.Timelines;
using FeedHub.Formats.Writing;
using FeedHub.Server.Rendering.Http;

namespace FeedHub.Server.Rendering;

/// <summary>The feeds of the timeline, each rendered once per version and filter.</summary>
internal sealed class TimelineFeeds(RenderedFeedCache cache, ITimelineStore store)
{
    public async Task<Representation> GetAsync(
        FeedCatalog catalog, TimelineFilter filter, FeedFormat format, CancellationToken cancellationToken)
    {
        var site = catalog.Site;
        var key = new RenderingKey(
            "timeline", format.Extension, TimelineQuery.Write(filter), $"{catalog.Hash}-{await store.VersionAsync(cancellationToken)}");
        return await cache.GetAsync(
            key,
            async stopping => FeedRendering.From(
                TimelineFeed.ToDocument(
                    await store.PageAsync(filter, TextExtent.Lead, stopping), filter, format, site.Address, site.Title, site.Language),
                format),
            cancellationToken);
    }
}

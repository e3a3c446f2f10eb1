using FeedHub.Core.Catalog;
using FeedHub.Core.Timelines;
using FeedHub.Formats.Writing;
using FeedHub.Server.Rendering.Http;

namespace FeedHub.Server.Rendering;

/// <summary>The feeds of the timeline, each rendered once per version and filter.</summary>
internal sealed class TimelineFeeds(RenderedFeedCache cache, ITimelineStore store, QueryReader queries)
{
    public async Task<Representation> GetAsync(
        FeedCatalog catalog, TimelineFilter filter, FeedFormat format, CancellationToken cancellationToken) =>
        await GetAsync(catalog, filter, format, await store.VersionAsync(cancellationToken), cancellationToken);

    /// <summary>Makes the feeds without a filter ready in every format.</summary>
    public async Task PrepareAsync(FeedCatalog catalog, CancellationToken cancellationToken)
    {
        var version = await store.VersionAsync(cancellationToken);
        foreach (var format in FeedFormats.From(FeedOffer.Timeline))
            await GetAsync(catalog, TimelineFilter.All, format, version, cancellationToken);
    }

    private Task<Representation> GetAsync(
        FeedCatalog catalog, TimelineFilter filter, FeedFormat format, long version, CancellationToken cancellationToken)
    {
        var site = catalog.Site;
        // The stories of “24h” change with the clock alone.
        var minute = queries.MinuteOf(filter) is { } at ? $"-{at.ToUnixTimeSeconds()}" : "";
        return cache.GetAsync(
            new RenderingKey("timeline", format.Extension, TimelineQuery.Write(filter), $"{catalog.Hash}-{version}{minute}"),
            async stopping => FeedRendering.From(
                TimelineFeed.ToDocument(
                    await store.PageAsync(filter, TextExtent.Lead, stopping), filter, format, site.Address, site.Title, site.Language),
                format),
            cancellationToken);
    }
}

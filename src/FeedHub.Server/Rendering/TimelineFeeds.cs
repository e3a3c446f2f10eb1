using FeedHub.Core.Catalog;
using FeedHub.Core.Timelines;
using FeedHub.Formats.Writing;
using FeedHub.Server.Rendering.Http;

namespace FeedHub.Server.Rendering;

/// <summary>The feeds of the timeline, each rendered once per version and filter.</summary>
internal sealed class TimelineFeeds(RenderedFeedCache cache, ITimelineStore store, QueryReader queries)
{
    public async Task<Representation> GetAsync(
        FeedCatalog catalog, ServedTimeline timeline, FeedFormat format, CancellationToken cancellationToken) =>
        await GetAsync(catalog, timeline, format, await store.VersionAsync(cancellationToken), cancellationToken);

    /// <summary>Makes the feeds without a filter ready in every format.</summary>
    public async Task PrepareAsync(FeedCatalog catalog, CancellationToken cancellationToken)
    {
        var version = await store.VersionAsync(cancellationToken);
        foreach (var format in FeedFormats.From(FeedOffer.Timeline))
            await GetAsync(catalog, ServedTimeline.All, format, version, cancellationToken);
    }

    private Task<Representation> GetAsync(
        FeedCatalog catalog, ServedTimeline timeline, FeedFormat format, long version, CancellationToken cancellationToken)
    {
        var site = catalog.Site;
        // The stories of “24h” change with the clock alone.
        var minute = queries.MinuteOf(timeline.Filter) is { } at ? $"-{at.ToUnixTimeSeconds()}" : "";
        // What somebody saved may be changed, and no version of the catalog tells it.
        var saved = timeline.View?.Saved is { } by ? $"-{by.Updated.UtcTicks}" : "";
        return cache.GetAsync(
            new RenderingKey(timeline.Name, format.Extension, timeline.Query, $"{catalog.Hash}-{version}{minute}{saved}"),
            async stopping => FeedRendering.From(
                TimelineFeed.ToDocument(
                    await store.PageAsync(timeline.Filter, TextExtent.Lead, stopping), timeline, format, site.Address, site.Title,
                    site.Language),
                format),
            cancellationToken);
    }
}

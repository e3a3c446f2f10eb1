using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Feeds;
using FeedHub.Core.Catalog;
using FeedHub.Formats.Writing;
using FeedHub.Server.Rendering.Http;

namespace FeedHub.Server.Rendering;

/// <summary>The feeds of the series as answers, each rendered once per version.</summary>
internal sealed class SeriesFeeds(RenderedFeedCache cache, TimeProvider clock)
{
    /// <summary>The feed to subscribe to.</summary>
    /// <param name="limit">Only that many of the newest briefs; see <see cref="BriefFeed.ToDocument"/>.</param>
    public Task<RepresentationResult> FeedAsync(
        FeedCatalog catalog, BriefSelection selection, FeedFormat format, DateTimeOffset now, CancellationToken cancellationToken,
        int? limit = null) =>
        AnswerAsync(
            catalog, selection,
            limit is { } most
                ? BriefAddresses.Feed(selection.Series.Slug, selection.Facet, format, most)
                : BriefAddresses.Feed(selection.Series.Slug, selection.Facet, format),
            format, CachePolicy.Series, now,
            () => FeedRendering.From(
                BriefFeed.ToDocument(selection, catalog.Site.Address, format, limit), format, BriefFeed.LastModified(selection)),
            cancellationToken);

    /// <summary>The archive of a closed year.</summary>
    public Task<RepresentationResult> ArchiveAsync(
        FeedCatalog catalog, BriefSelection selection, int year, FeedFormat format, DateTimeOffset now,
            CancellationToken cancellationToken) =>
        AnswerAsync(
            catalog, selection, BriefAddresses.Archive(selection.Series.Slug, selection.Facet, year, format), format, CachePolicy.Archive,
                now,
            () => FeedRendering.From(
                BriefFeed.ToArchive(selection, year, catalog.Site.Address, format)
                    ?? throw new ArgumentException("The year is not closed.", nameof(year)),
                format,
                BriefFeed.LastModified(selection.In(year))),
            cancellationToken);

    private async Task<RepresentationResult> AnswerAsync(
        FeedCatalog catalog, BriefSelection selection, string path, FeedFormat format, string cacheControl, DateTimeOffset now,
            Func<Representation> render,
        CancellationToken cancellationToken)
    {
        // The last release is part of the version, so that a scheduled or embargoed brief appears at its instant and not before.
        var version = $"{catalog.Hash}-{selection.Series.LastReleaseAt(now)?.UtcTicks}";
        var feed = await cache.GetAsync(
            new RenderingKey(path, format.Extension, "", version), _ => Task.FromResult(render()), cancellationToken);
        var link = FeedRendering.SelfLink(catalog.Site.Address.Absolute(path), selection.Series.Licence);
        return new RepresentationResult(feed, cacheControl, link, shared: true, clock);
    }
}

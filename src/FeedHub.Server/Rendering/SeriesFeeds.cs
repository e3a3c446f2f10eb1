using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Feeds;
using FeedHub.Core.Catalog;
using FeedHub.Formats;

namespace FeedHub.Server.Rendering;

/// <summary>The feeds of the series, each rendered once per version.</summary>
public sealed class SeriesFeeds(RenderedFeedCache cache)
{
    /// <summary>The feed to subscribe to.</summary>
    public Task<Representation> FeedAsync(FeedCatalog catalog, BriefSelection selection, FeedFamily family, DateTimeOffset now, CancellationToken cancellationToken) =>
        GetAsync(
            catalog, selection, BriefAddresses.Feed(selection.Series.Slug, selection.Facet, family), family, now,
            () => FeedRendering.Of(BriefFeed.ToDocument(selection, catalog.Site.Address, family), BriefFeed.LastModified(selection)),
            cancellationToken);

    /// <summary>The archive of a closed year.</summary>
    public Task<Representation> ArchiveAsync(
        FeedCatalog catalog, BriefSelection selection, int year, FeedFamily family, DateTimeOffset now, CancellationToken cancellationToken) =>
        GetAsync(
            catalog, selection, BriefAddresses.Archive(selection.Series.Slug, selection.Facet, year, family), family, now,
            () => FeedRendering.Of(
                BriefFeed.ToArchive(selection, year, catalog.Site.Address, family) ?? throw new ArgumentException("The year is not closed.", nameof(year)),
                BriefFeed.LastModified(selection.In(year))),
            cancellationToken);

    /// <summary>The last release is in it, so that a scheduled or embargoed brief appears at its instant and not before.</summary>
    public static string Version(FeedCatalog catalog, Series series, DateTimeOffset now) => $"{catalog.Hash}-{series.LastReleaseAt(now)?.UtcTicks}";

    private Task<Representation> GetAsync(
        FeedCatalog catalog, BriefSelection selection, string path, FeedFamily family, DateTimeOffset now, Func<Representation> render, CancellationToken cancellationToken) =>
        cache.GetAsync(
            new RenderingKey(path, family.Extension(), "", Version(catalog, selection.Series, now)),
            _ => Task.FromResult(render()),
            cancellationToken);
}

using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Feeds;
using FeedHub.Formats;
using FeedHub.Server.Configuration;
using FeedHub.Server.Rendering;

namespace FeedHub.Server.Endpoints;

/// <summary>A series as a feed.</summary>
internal static class SeriesFeedEndpoint
{
    public static async Task<IResult> GetAsync(
        string series, string format, CurrentCatalog current, RenderedFeedCache cache, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (catalog, address, now) = (current.Value, current.Value.Site.Address, clock.GetUtcNow());
        if (catalog.Series.FirstOrDefault(s => s.Slug == series) is not { } found || !FeedFamilies.TryParse(format, out var family))
            return Problems.NotFound("There is no such feed.");
        // The last release is in the version, so that a scheduled or embargoed brief appears at its instant and not before.
        var key = new RenderingKey($"series/{series}", format, "", $"{catalog.Hash}-{found.LastReleaseAt(now)?.UtcTicks}");
        var feed = await cache.GetAsync(key, _ => Task.FromResult(FeedRendering.Of(BriefFeed.ToDocument(found, found.PublicAt(now), address, family))), cancellationToken);
        return new RepresentationResult(
            feed, CachePolicy.Series, FeedRendering.SelfLink(address.Absolute(BriefAddresses.Feed(series, family)), found.Licence), Shared: true);
    }
}

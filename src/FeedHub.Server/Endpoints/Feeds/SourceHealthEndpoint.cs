using FeedHub.Core.Sources;
using FeedHub.Core.Sources.Health;
using FeedHub.Formats.Writing;
using FeedHub.Server.Configuration;
using FeedHub.Server.Rendering;
using FeedHub.Server.Rendering.Http;

namespace FeedHub.Server.Endpoints.Feeds;

/// <summary>The operator's own feed: which sources broke, and which recovered.</summary>
internal static class SourceHealthEndpoint
{
    private const int MaxEvents = 100;

    public static async Task<IResult> GetAsync(
        ISourceStore store, CurrentCatalog current, RenderedFeedCache cache, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (catalog, site) = (current.Value, current.Value.Site);
        var events = await store.EventsAsync(MaxEvents, cancellationToken);
        var key = new RenderingKey(
            "sources/health", FeedFormats.Atom.Extension, "", $"{catalog.Hash}-{(events.Count == 0 ? 0 : events[0].Id)}");
        var titles = catalog.Sources.ToDictionary(s => s.Id, s => s.Title);
        var feed = await cache.GetAsync(
            key,
            _ => Task.FromResult(FeedRendering.From(
                SourceHealthFeed.ToDocument(events, id => titles.GetValueOrDefault(id, id.Value), site.Address, site.Title, site.Language),
                FeedFormats.Atom)),
            cancellationToken);
        var self = FeedRendering.SelfLink(site.Address.Absolute("/sources/health.atom"));
        return new RepresentationResult(feed, CachePolicy.Timeline(site), self, CachePolicy.IsShared(site), clock);
    }
}

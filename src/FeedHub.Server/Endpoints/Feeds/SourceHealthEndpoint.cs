using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Following;
using FeedHub.Core.Sources;
using FeedHub.Core.Sources.Health;
using FeedHub.Formats.Writing;
using FeedHub.Server.Configuration;
using FeedHub.Server.Rendering;
using FeedHub.Server.Rendering.Http;

namespace FeedHub.Server.Endpoints.Feeds;

/// <summary>The operator's own feed: which sources and followed sites broke, and which recovered.</summary>
internal static class SourceHealthEndpoint
{
    private const int MaxEvents = 100;

    public static async Task<IResult> GetAsync(
        ISourceStore store, IFollowStore follow, CurrentCatalog current, RenderedFeedCache cache, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var (catalog, site) = (current.Value, current.Value.Site);
        var (ofSources, ofSeries) = (await store.EventsAsync(MaxEvents, cancellationToken),
            await follow.EventsAsync(MaxEvents, cancellationToken));
        var version = $"{catalog.Hash}-{(ofSources is [var source, ..] ? source.Id : 0)}-{(ofSeries is [var happened, ..] ? happened.Id : 0)}";
        var key = new RenderingKey("sources/health", FeedFormats.Atom.Extension, "", version);
        var titles = catalog.Sources.ToDictionary(s => s.Id, s => s.Title);
        var series = catalog.Series.ToDictionary(s => s.Slug, s => s.Title);
        var events = ofSources
            .Select(e => new HealthEvent(
                $"source-event/{e.Id}", titles.GetValueOrDefault(e.Source, e.Source.Value), $"/sources/{e.Source}", e.At, e.Broke, e.Detail))
            .Concat(ofSeries.Select(e => new HealthEvent(
                $"follow-event/{e.Id}", $"What {series.GetValueOrDefault(e.Series, e.Series)} follows", BriefAddresses.Series(e.Series), e.At,
                e.Broke, e.Detail)))
            .OrderByDescending(e => e.At).Take(MaxEvents);
        var feed = await cache.GetAsync(
            key,
            _ => Task.FromResult(FeedRendering.From(
                SourceHealthFeed.ToDocument([.. events], site.Address, site.Title, site.Language),
                FeedFormats.Atom)),
            cancellationToken);
        var self = FeedRendering.SelfLink(site.Address.Absolute("/sources/health.atom"));
        return new RepresentationResult(feed, CachePolicy.Timeline(site), self, CachePolicy.IsShared(site), clock);
    }
}

using FeedHub.Core.Briefs;
using FeedHub.Core.Catalog;
using FeedHub.Core.Timelines;
using FeedHub.Core.Urls;
using FeedHub.Formats.Opml;
using FeedHub.Formats.Writing;
using FeedHub.Server.Configuration;
using FeedHub.Server.Rendering;
using FeedHub.Server.Rendering.Http;

namespace FeedHub.Server.Endpoints.Feeds;

/// <summary>Subscription lists: what we serve, and what we read.</summary>
internal static class OpmlEndpoints
{
    public static Task<IResult> FeedsAsync(
        CurrentCatalog current, RenderedFeedCache cache, TimeProvider clock, CancellationToken cancellationToken) =>
        ListAsync("feeds.opml", current.Value, Feeds, cache, CachePolicy.Series, shared: true, clock, cancellationToken);

    public static Task<IResult> SourcesAsync(
        CurrentCatalog current, RenderedFeedCache cache, TimeProvider clock, CancellationToken cancellationToken)
    {
        var catalog = current.Value;
        return ListAsync(
            "sources.opml", catalog, Sources, cache, CachePolicy.Timeline(catalog.Site), CachePolicy.IsShared(catalog.Site), clock,
            cancellationToken);
    }

    /// <summary>Every feed, in a folder for each format: people who import the list keep the folder that suits their reader best.</summary>
    private static OpmlDocument Feeds(FeedCatalog catalog) => new()
    {
        Title = $"Feeds of {catalog.Site.Title}",
        Outlines =
            [.. FeedFormats.All.Select(f => new OpmlOutline { Text = f.Name, Children = [.. FeedsIn(f, catalog)] })
                .Where(f => f.Children.Count > 0)],
    };

    private static IEnumerable<OpmlOutline> FeedsIn(FeedFormat format, FeedCatalog catalog)
    {
        var address = catalog.Site.Address;
        foreach (var series in format.OfferedFor.HasFlag(FeedOffer.Series) ? catalog.Series : [])
            yield return Feed(series.Title, BriefAddresses.Feed(series.Slug, format), BriefAddresses.Series(series.Slug), series.Language);
        if (format.OfferedFor.HasFlag(FeedOffer.Timeline))
        {
            yield return Feed(
                TimelineTitle.For(catalog.Site.Title, TimelineFilter.All), TimelineFeed.Path(format, TimelineFilter.All), "/",
                catalog.Site.Language);
        }

        if (format == FeedFormats.Atom)
            yield return Feed($"{catalog.Site.Title}: health of the sources", "/sources/health.atom", "/sources", catalog.Site.Language);

        OpmlOutline Feed(string text, string feed, string page, string language) => new()
        {
            Text = text,
            XmlUrl = address.Absolute(feed),
            HtmlUrl = address.Absolute(page),
            Type = format.OpmlType,
            Language = language,
        };
    }

    /// <summary>The enabled sources as everybody may see them: without the keys in their addresses.</summary>
    public static OpmlDocument Sources(FeedCatalog catalog) => Sources(catalog, RedactedUrl.From);

    /// <summary>The enabled sources, with their addresses as <paramref name="shown"/> gives them.</summary>
    public static OpmlDocument Sources(FeedCatalog catalog, Func<string, string> shown) => new()
    {
        Title = $"Sources of {catalog.Site.Title}",
        Outlines = [.. catalog.Sources.Where(s => s.Enabled).Select(s => new OpmlOutline
        {
            Text = s.Title,
            XmlUrl = shown(s.Url),
            HtmlUrl = s.Home,
            Type = "rss",
            Language = s.Language,
        })],
    };

    private static async Task<IResult> ListAsync(
        string name, FeedCatalog catalog, Func<FeedCatalog, OpmlDocument> list, RenderedFeedCache cache, string cacheControl, bool shared,
        TimeProvider clock, CancellationToken cancellationToken)
    {
        var opml = await cache.GetAsync(
            new RenderingKey(name, "opml", "", catalog.Hash),
            _ => Task.FromResult(Representation.From(OpmlWriter.Write(list(catalog)), "text/x-opml; charset=utf-8", lastModified: null)),
            cancellationToken);
        var self = FeedRendering.SelfLink(catalog.Site.Address.Absolute("/" + name));
        return new RepresentationResult(opml, cacheControl, self, shared, clock);
    }
}

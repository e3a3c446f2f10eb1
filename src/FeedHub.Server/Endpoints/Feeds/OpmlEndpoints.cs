using FeedHub.Core.Catalog;
using FeedHub.Core.Urls;
using FeedHub.Formats.Opml;
using FeedHub.Server.Configuration;
using FeedHub.Server.Endpoints.Answers;
using FeedHub.Server.Rendering;
using FeedHub.Server.Rendering.Http;

namespace FeedHub.Server.Endpoints.Feeds;

/// <summary>Subscription lists: what we serve, and what we read.</summary>
internal static class OpmlEndpoints
{
    public static Task<IResult> FeedsAsync(
        HttpRequest request, CurrentCatalog current, RenderedFeedCache cache, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (FeedList.Read(name => request.Query[name], out var problems) is not { } list)
            return Task.FromResult(Problems.BadQuery(problems));
        var (catalog, now) = (current.Value, clock.GetUtcNow());
        // What has come out decides which parts a series has.
        var version = list.WithParts ? string.Join('-', catalog.Series.Select(s => s.LastReleaseAt(now)?.UtcTicks)) : "";
        return ListAsync(
            "feeds.opml", list.Query, $"{catalog.Hash}-{version}", catalog, c => list.ToOpml(c, now), cache, CachePolicy.Series,
            shared: true, clock, cancellationToken);
    }

    public static Task<IResult> SourcesAsync(
        CurrentCatalog current, RenderedFeedCache cache, TimeProvider clock, CancellationToken cancellationToken)
    {
        var catalog = current.Value;
        return ListAsync(
            "sources.opml", "", catalog.Hash, catalog, Sources, cache, CachePolicy.Timeline(catalog.Site),
            CachePolicy.IsShared(catalog.Site), clock, cancellationToken);
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
        string name, string query, string version, FeedCatalog catalog, Func<FeedCatalog, OpmlDocument> list, RenderedFeedCache cache,
        string cacheControl, bool shared, TimeProvider clock, CancellationToken cancellationToken)
    {
        var opml = await cache.GetAsync(
            new RenderingKey(name, "opml", query, version),
            _ => Task.FromResult(Representation.From(OpmlWriter.Write(list(catalog)), "text/x-opml; charset=utf-8", lastModified: null)),
            cancellationToken);
        var self = FeedRendering.SelfLink(catalog.Site.Address.Absolute($"/{name}{query}"));
        return new RepresentationResult(opml, cacheControl, self, shared, clock);
    }
}

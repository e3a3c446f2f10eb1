using FeedHub.Core.Catalog;
using FeedHub.Core.Urls;
using FeedHub.Core.Views;
using FeedHub.Formats.Opml;
using FeedHub.Server.Configuration;
using FeedHub.Server.Endpoints.Answers;
using FeedHub.Server.Rendering;
using FeedHub.Server.Rendering.Http;
using FeedHub.Server.Security;
using FeedHub.Server.Views;

namespace FeedHub.Server.Endpoints.Feeds;

/// <summary>Subscription lists: what we serve, and what we read.</summary>
internal static class OpmlEndpoints
{
    public static async Task<IResult> FeedsAsync(
        HttpRequest request, CurrentCatalog current, CurrentViews views, RenderedFeedCache cache, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (FeedList.Read(name => request.Query[name], out var problems) is not { } list)
            return Problems.BadQuery(problems);
        var (catalog, now) = (current.Value, clock.GetUtcNow());
        IReadOnlyList<View> listed = list.WithParts ? await views.ListAsync(holder: null, cancellationToken) : [];
        // What has come out decides which parts a series has.
        var version = list.WithParts ? string.Join('-', catalog.Series.Select(s => s.LastReleaseAt(now)?.UtcTicks)) : "";
        return await ListAsync(
            "feeds.opml", list.Query, $"{catalog.Hash}-{version}-{VersionOf(listed)}", catalog, c => list.ToOpml(c, listed, now), cache,
            CachePolicy.Series, shared: true, clock, cancellationToken);
    }

    /// <summary>The views that the caller may see.</summary>
    public static async Task<IResult> ViewsAsync(
        HttpContext http, CurrentCatalog current, CurrentViews views, RenderedFeedCache cache, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (FeedList.Read(name => http.Request.Query[name], out var problems) is not { } list)
            return Problems.BadQuery(problems);
        var (catalog, holder) = (current.Value, KeyHolder.Of(http));
        var seen = await views.ListAsync(holder, cancellationToken);
        // Who has a key may see more than others.
        var policy = holder is null ? CachePolicy.Timeline(catalog.Site) : CachePolicy.Nobody;
        return await ListAsync(
            "views.opml", list.Query, $"{catalog.Hash}-{VersionOf(seen)}", catalog, c => list.ToOpml(c, seen), cache, policy,
            shared: holder is null && CachePolicy.IsShared(catalog.Site), clock, cancellationToken);
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

    /// <summary>Differs whenever another view is listed, or one has changed; those of files are in the hash of the catalog.</summary>
    private static string VersionOf(IReadOnlyList<View> views) =>
        string.Join('-', views.Where(v => v.Saved is not null).Select(v => $"{v.Id}.{v.Saved!.Updated.UtcTicks}"));

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

using FeedHub.Core.Briefs;
using FeedHub.Core.Catalog;
using FeedHub.Formats.Sitemap;
using FeedHub.Server.Configuration;
using FeedHub.Server.Rendering;
using FeedHub.Server.Rendering.Http;

namespace FeedHub.Server.Endpoints;

/// <summary>What search engines request: which pages there are, and which they may index.</summary>
internal static class SearchEngineEndpoints
{
    public const string SitemapPath = "/sitemap.xml";

    public static async Task<IResult> SitemapAsync(
        CurrentCatalog current, RenderedFeedCache cache, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (catalog, now) = (current.Value, clock.GetUtcNow());
        var releases = string.Join('-', catalog.Series.Select(s => s.LastReleaseAt(now)?.UtcTicks));
        var sitemap = await cache.GetAsync(
            new RenderingKey("sitemap", "xml", "", $"{catalog.Hash}-{releases}"),
            _ =>
                Task.FromResult(
                    Representation.From(SitemapWriter.Write(Pages(catalog, now)), "application/xml; charset=utf-8", lastModified: null)),
            cancellationToken);
        return new RepresentationResult(sitemap, CachePolicy.Series, link: null, shared: false, clock);
    }

    /// <summary>
    /// Stories and sources are kept out by their own pages (<c>noindex</c>), which engines see only if they may fetch them.
    /// </summary>
    public static IResult Robots(HttpContext http, CurrentCatalog current)
    {
        http.Response.Headers.CacheControl = CachePolicy.Page;
        return TypedResults.Text($"User-agent: *\nDisallow:\n\nSitemap: {current.Value.Site.Address.Absolute(SitemapPath)}\n");
    }

    /// <summary>The series, and the briefs whose canonical URL is here; others are found at theirs.</summary>
    private static IEnumerable<SitemapPage> Pages(FeedCatalog catalog, DateTimeOffset now)
    {
        var address = catalog.Site.Address;
        foreach (var selection in catalog.Series.Select(s => BriefSelection.From(s, now)))
        {
            var slug = selection.Series.Slug;
            yield return new(address.Absolute(BriefAddresses.Series(slug)), selection.Briefs.Max(b => (DateTimeOffset?)b.Updated));
            foreach (var brief in selection.Briefs.Where(b => b.CanonicalUrl is null))
                yield return new(address.Absolute(BriefAddresses.Brief(slug, brief.Slug)), brief.Updated);
        }
    }
}

using FeedHub.Core.Briefs;
using FeedHub.Server.Configuration;
using FeedHub.Server.Rendering.Http;

namespace FeedHub.Server.Endpoints.Feeds;

/// <summary>Redirects readers permanently from a former address of a series' feed to its present one.</summary>
internal static class FeedAliases
{
    public static IApplicationBuilder UseFeedAliases(this WebApplication app)
    {
        var current = app.Services.GetRequiredService<CurrentCatalog>();
        return app.Use((http, next) =>
        {
            var catalog = current.Value;
            var path = http.Request.Path.Value?.TrimEnd('/');
            if (http.GetEndpoint() is not null || !(HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
                || catalog.Series.SelectMany(s => s.Aliases.Select(a => (Series: s, Alias: a)))
                    .FirstOrDefault(x => x.Alias.Path == path) is not { Series: { } series, Alias: { } alias })
            {
                return next(http);
            }
            http.Response.StatusCode = StatusCodes.Status301MovedPermanently;
            http.Response.Headers.Location = catalog.Site.Address.Absolute(BriefAddresses.Feed(series.Slug, alias.Format));
            http.Response.Headers.CacheControl = CachePolicy.Redirect;
            return Task.CompletedTask;
        });
    }
}

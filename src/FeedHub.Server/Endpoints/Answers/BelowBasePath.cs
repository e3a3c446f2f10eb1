using FeedHub.Server.Configuration;

namespace FeedHub.Server.Endpoints.Answers;

/// <summary>Serves the site below its base path, and also without it, for proxies that strip the path.</summary>
internal static class BelowBasePath
{
    public static IApplicationBuilder UseBasePath(this WebApplication app)
    {
        var catalog = app.Services.GetRequiredService<CurrentCatalog>();
        return app.Use((http, next) =>
        {
            var basePath = catalog.Value.Site.BasePath;
            if (basePath.Length > 0 && http.Request.Path.StartsWithSegments(basePath, out var matched, out var rest))
                (http.Request.PathBase, http.Request.Path) = (http.Request.PathBase.Add(matched), rest);
            return next(http);
        });
    }
}

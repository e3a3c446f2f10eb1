using FeedHub.Core.Urls;
using FeedHub.Server.Configuration;

namespace FeedHub.Server.Endpoints.Answers;

/// <summary>
/// Treats every request as one for the public address. No answer of ours depends on <c>Host</c>, which may be missing (HTTP/1.0), empty or
/// not a host, and from which the page renderer would make an address.
/// </summary>
internal static class PublicHost
{
    public static IApplicationBuilder UsePublicHost(this WebApplication app)
    {
        var catalog = app.Services.GetRequiredService<CurrentCatalog>();
        var known = new Known(null, default);
        return app.Use((http, next) =>
        {
            var (address, host) = (catalog.Value.Site.Address, known);
            if (!ReferenceEquals(host.Address, address)) known = host = new(address, HostString.FromUriComponent(new Uri(address.BaseUrl)));
            http.Request.Host = host.Host;
            return next(http);
        });
    }

    private sealed record Known(SiteAddress? Address, HostString Host);
}

using FeedHub.Server.Configuration;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace FeedHub.Server.Security;

/// <summary>
/// Trusts the forwarded address and scheme, but only from the proxies that <c>site.yaml</c> names when the server starts.
/// </summary>
internal sealed class ForwardedFrom(CurrentCatalog catalog) : IConfigureOptions<ForwardedHeadersOptions>
{
    public void Configure(ForwardedHeadersOptions options)
    {
        // ASP.NET trusts loopback by default, and everybody when it is told to trust nobody.
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in catalog.Value.Site.TrustedProxies) options.KnownIPNetworks.Add(network);
        options.ForwardedHeaders = options.KnownIPNetworks.Count == 0
            ? ForwardedHeaders.None
            : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        options.ForwardLimit = null;
    }
}

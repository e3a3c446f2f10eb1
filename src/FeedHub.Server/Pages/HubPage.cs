using FeedHub.Core.Catalog;
using FeedHub.Formats.Writing;
using FeedHub.Server.Configuration;
using Microsoft.AspNetCore.Components;

namespace FeedHub.Server.Pages;

/// <summary>What all pages and their parts have in common.</summary>
public abstract class HubPage : ComponentBase
{
    private FeedCatalog? catalog;

    [Inject] public required CurrentCatalog Current { private get; init; }
    [Inject] public required TimeProvider Clock { private get; init; }

    /// <summary>One catalog for the whole page, even if another comes into force while it is written.</summary>
    protected FeedCatalog Catalog => catalog ??= Current.Value;
    protected Site Site => Catalog.Site;
    protected DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>The address of a path of ours on this host, below the base path.</summary>
    protected string At(string path) => Site.BasePath + path;

    /// <summary>The text if it is an address that a link may have; null for any other text.</summary>
    protected static string? WebAddress(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            ? url
            : null;

    /// <summary>The addresses of one feed in each format that is offered for it.</summary>
    protected static IReadOnlyList<FeedLinkTo> EachFormat(FeedOffer offer, string title, Func<FeedFormat, string> path) =>
        [.. FeedFormats.From(offer).Select(f => new FeedLinkTo(title, path(f), f))];
}

/// <summary>A feed that a page links to.</summary>
/// <param name="Path">Below the site's own address.</param>
public sealed record FeedLinkTo(string Title, string Path, FeedFormat Format);

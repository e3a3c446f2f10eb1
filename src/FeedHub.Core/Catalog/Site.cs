using System.Net;
using FeedHub.Core.Urls;

namespace FeedHub.Core.Catalog;

/// <summary>Who may read the timeline, its stories and the sources.</summary>
public enum TimelineAccess
{
    Public,
    Key,
}

/// <summary>What <c>site.yaml</c> declares.</summary>
public sealed record Site
{
    public required string Title { get; init; }
    public required SiteAddress Address { get; init; }
    /// <summary>Path below which everything is served: empty, or begins with a slash and does not end with one.</summary>
    public string BasePath { get; init; } = "";
    /// <summary>E-mail or web address of the operator; part of the User-Agent.</summary>
    public required string Contact { get; init; }
    /// <summary>BCP 47 tag of the language of our own texts.</summary>
    public required string Language { get; init; }
    public required string UserAgent { get; init; }
    /// <summary>Networks that fetching may reach in addition to public addresses.</summary>
    public IReadOnlyList<IPNetwork> AllowedNetworks { get; init; } = [];
    /// <summary>Proxies whose forwarded headers are trusted.</summary>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];
    public TimelineAccess Timeline { get; init; }
    /// <summary>How many requests to the API are answered.</summary>
    public ApiQuota Api { get; init; } = ApiQuota.Usual;
    /// <summary>The server that takes our mail; null to send none.</summary>
    public MailServer? Mail { get; init; }
    /// <summary>How long entries are kept after arrival; null to keep them for ever.</summary>
    public TimeSpan? Retention { get; init; }
    /// <summary>
    /// Minimum time between the starts of two requests to one host, and to one registrable domain, unless a source says otherwise.
    /// </summary>
    public TimeSpan HostSpacing { get; init; } = TimeSpan.FromSeconds(1);
}

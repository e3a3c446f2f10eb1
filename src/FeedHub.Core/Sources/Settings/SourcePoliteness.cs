using FeedHub.Core.Urls;

namespace FeedHub.Core.Sources.Settings;

/// <summary>Which requests wait for each other.</summary>
public enum PolitenessScope
{
    /// <summary>Requests to one registrable domain: the editions of an outlet usually share a server.</summary>
    Domain,
    /// <summary>Requests to one host, for a domain with many servers.</summary>
    Host,
}

/// <summary>The politeness settings of one source, where they differ from those of the site; null where they do not.</summary>
public sealed record SourcePoliteness(TimeSpan? Spacing = null, int? Connections = null, PolitenessScope Scope = PolitenessScope.Domain)
{
    public static readonly SourcePoliteness Usual = new();

    /// <summary>The host or domain for which requests to a host are counted.</summary>
    public string SiteOf(string host) => Scope == PolitenessScope.Host ? host : PublicSuffixes.RegistrableDomain(host);
}

using FeedHub.Core.Urls;

namespace FeedHub.Core.Sources.Settings;

/// <summary>Whose requests wait for each other.</summary>
public enum PolitenessScope
{
    /// <summary>Those to one registrable domain: an outlet's editions mostly share a server.</summary>
    Domain,
    /// <summary>Those to one host: behind one domain stand many servers.</summary>
    Host,
}

/// <summary>How politely one source is asked, where it differs from the site's way; what is null does not.</summary>
public sealed record SourcePoliteness(TimeSpan? Spacing = null, int? Connections = null, PolitenessScope Scope = PolitenessScope.Domain)
{
    public static readonly SourcePoliteness Usual = new();

    /// <summary>The name under which requests to a host are counted.</summary>
    public string SiteOf(string host) => Scope == PolitenessScope.Host ? host : PublicSuffixes.RegistrableDomain(host);
}

using FeedHub.Core.Sources.Settings;

namespace FeedHub.Core.Sources;

/// <summary>The name of a source: its <c>id</c> in <c>feeds-config/sources</c>, lower-case ASCII letters, digits and hyphens.</summary>
public readonly record struct SourceId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>An outside feed that we poll.</summary>
public sealed record Source
{
    public required SourceId Id { get; init; }
    public required string Title { get; init; }
    /// <summary>Address of the outlet's front page.</summary>
    public string? Home { get; init; }
    /// <summary>Address of the feed.</summary>
    public required string Url { get; init; }
    /// <summary>For an outlet without a feed: where its items stand on the page at <see cref="Url"/>.</summary>
    public PageSelectors? Page { get; init; }
    public IReadOnlyList<string> FallbackUrls { get; init; } = [];
    /// <summary>BCP 47 tag; null when the feed alone tells it (a source from an OPML file).</summary>
    public string? Language { get; init; }
    /// <summary>ISO 3166-1 alpha-2 codes of the countries it reports from or speaks for; empty for a source of no one country.</summary>
    public IReadOnlyList<string> Countries { get; init; } = [];
    /// <summary>
    /// Parts of countries that it is about, such as <c>north-caucasus</c>: what the table of coverage counts below a country.
    /// </summary>
    public IReadOnlyList<string> Regions { get; init; } = [];
    public SourceKind? Kind { get; init; }
    /// <summary>IANA name of the zone for dates without an offset; null means UTC.</summary>
    public string? TimeZone { get; init; }
    public SourceIdentity Identity { get; init; }
    /// <summary>Time between polls; null to find one from what the feed brings.</summary>
    public TimeSpan? Interval { get; init; }
    public SourcePoliteness Politeness { get; init; } = SourcePoliteness.Usual;
    /// <summary>User-Agent to send in place of the site's.</summary>
    public string? UserAgent { get; init; }
    /// <summary>What the feed's own host, and no other, is shown.</summary>
    public SourceCredential? Credential { get; init; }
    /// <summary>Address of the proxy for this source: http, https or socks5.</summary>
    public string? Proxy { get; init; }
    /// <summary>The environment variable that holds the proxy's <c>name:password</c>; null for one that asks for none.</summary>
    public string? ProxyVariable { get; init; }
    public Republish Republish { get; init; } = Republish.Excerpt;
    /// <summary>The day on which somebody saw the feed work.</summary>
    public DateOnly? Verified { get; init; }
    public bool Enabled { get; init; } = true;
    /// <summary>Why a disabled source is disabled.</summary>
    public string? Reason { get; init; }
}

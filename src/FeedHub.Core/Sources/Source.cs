using System.Diagnostics.CodeAnalysis;
using FeedHub.Core.Sources.Settings;

namespace FeedHub.Core.Sources;

/// <summary>The ID of a source: its <c>id</c> in <c>feeds-config/sources</c>, lower-case ASCII letters, digits and hyphens.</summary>
public readonly record struct SourceId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>A feed of another site that we poll.</summary>
public sealed record Source
{
    public required SourceId Id { get; init; }
    public required string Title { get; init; }
    /// <summary>
    /// ID of the outlet, which feeds of one outlet in several languages share; the source's own unless its file says otherwise.
    /// </summary>
    [AllowNull]
    public string Outlet { get => field ?? Id.Value; init; }
    /// <summary>Address of the outlet's front page.</summary>
    public string? Home { get; init; }
    /// <summary>Address of the feed.</summary>
    public required string Url { get; init; }
    /// <summary>For an outlet without a feed: where the items are on the page at <see cref="Url"/>.</summary>
    public PageSelectors? Page { get; init; }
    public IReadOnlyList<string> FallbackUrls { get; init; } = [];
    /// <summary>BCP 47 tag; null if only the feed declares it (a source from an OPML file).</summary>
    public string? Language { get; init; }
    /// <summary>
    /// ISO 3166-1 alpha-2 codes of the countries it reports from or speaks for; empty for a source that belongs to no particular country.
    /// </summary>
    public IReadOnlyList<string> Countries { get; init; } = [];
    /// <summary>
    /// Parts of countries that it covers, such as <c>north-caucasus</c>; the coverage table checks them in addition to countries.
    /// </summary>
    public IReadOnlyList<string> Regions { get; init; } = [];
    public SourceKind? Kind { get; init; }
    /// <summary>IANA name of the time zone for dates without an offset; null means UTC.</summary>
    public string? TimeZone { get; init; }
    public SourceIdentity Identity { get; init; }
    /// <summary>Time between polls; null to determine it from how items arrive.</summary>
    public TimeSpan? Interval { get; init; }
    public SourcePoliteness Politeness { get; init; } = SourcePoliteness.Usual;
    /// <summary>User-Agent to send in place of the site's.</summary>
    public string? UserAgent { get; init; }
    /// <summary>Sent only to the feed's own server, never to another.</summary>
    public SourceCredential? Credential { get; init; }
    /// <summary>Address of the proxy for this source: http, https or socks5.</summary>
    public string? Proxy { get; init; }
    /// <summary>The environment variable that holds the proxy's <c>name:password</c>; null if it needs none.</summary>
    public string? ProxyVariable { get; init; }
    /// <summary>Maximum size of its feed in bytes, on the wire and unpacked; null for the usual 10 MiB.</summary>
    public int? MaxBytes { get; init; }
    public Republish Republish { get; init; } = Republish.Excerpt;
    /// <summary>The day on which a person, or <c>feedhub sources verify</c>, saw that the feed works.</summary>
    public DateOnly? Verified { get; init; }
    /// <summary>The day on which <c>feedhub sources verify</c> last tried the address, whatever it found; null if it never did.</summary>
    public DateOnly? Tried { get; init; }
    /// <summary>
    /// The operator's file disables the source, and <c>feedhub sources verify --enable</c> enabled it. The address is then the one that
    /// was seen to work.
    /// </summary>
    public bool EnabledByVerification { get; init; }
    public bool Enabled { get; init; } = true;
    /// <summary>Why a disabled source is disabled.</summary>
    public string? Reason { get; init; }
}

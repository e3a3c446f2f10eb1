namespace FeedHub.Formats;

/// <summary>The result of reading bytes as a feed: a document, or the reason why there is none.</summary>
public abstract record FeedReading
{
    /// <summary>Items beyond this number are dropped: no outlet has so many, and a timeline could not use them.</summary>
    internal const int MaxItems = 20_000;

    private FeedReading()
    {
    }

    public sealed record Readable(FeedDocument Document) : FeedReading;

    /// <summary>The bytes are not a feed; <paramref name="Reason"/> says what they are, in words for an operator.</summary>
    public sealed record Unreadable(string Reason) : FeedReading
    {
        /// <summary>The feeds that the page links to, when the bytes are an HTML page.</summary>
        public IReadOnlyList<FeedLink> Feeds { get; init; } = [];

        /// <summary>Where the page sends browsers on to (<c>meta refresh</c>), when the bytes are an HTML page that does.</summary>
        public string? SendsTo { get; init; }

        /// <summary>The bytes may be the beginning of a feed but are too broken to tell.</summary>
        public bool IsDamaged { get; init; }
    }
}

/// <summary>What the transport knew about the bytes of a feed.</summary>
/// <param name="ContentType">The Content-Type header as received.</param>
/// <param name="ContentLocation">The Content-Location header as received, a base for relative links.</param>
/// <param name="BaseUrl">The address the bytes came from after redirects.</param>
/// <param name="TimeZone">Zone for dates that carry no offset; UTC when null.</param>
/// <param name="ContentLanguage">The Content-Language header as received, used when the feed states no language.</param>
/// <param name="Language">The language that the operator declares, evidence of an encoding that has to be guessed.</param>
/// <param name="MaxBytes">Maximum size of a compressed body once it is unpacked, in bytes.</param>
public sealed record FeedOrigin(
    string? ContentType = null,
    string? ContentLocation = null,
    string? BaseUrl = null,
    TimeZoneInfo? TimeZone = null,
    string? ContentLanguage = null,
    string? Language = null,
    int MaxBytes = 10 * 1024 * 1024);

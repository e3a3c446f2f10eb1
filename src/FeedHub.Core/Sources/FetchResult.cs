namespace FeedHub.Core.Sources;

/// <summary>The validators of a response, exactly as received, to be sent back as they are (RFC 9110 §8.8).</summary>
public sealed record FeedValidators(string? ETag, string? LastModified)
{
    public static readonly FeedValidators None = new(null, null);
}

/// <summary>What to fetch.</summary>
/// <param name="Source">Whose feed; its <c>Url</c>, <c>UserAgent</c> and <c>Proxy</c> apply.</param>
/// <param name="Validators">Of the last response from the same address, or <see cref="FeedValidators.None"/>.</param>
public sealed record FetchRequest(Source Source, FeedValidators Validators);

/// <summary>What came of a fetch.</summary>
public abstract record FetchResult
{
    private FetchResult()
    {
    }

    /// <summary>Of the last answer; null when none came.</summary>
    public int? StatusCode { get; init; }
    /// <summary>Bytes of the body as it came over the wire.</summary>
    public long Bytes { get; init; }
    /// <summary>Time it took, without waiting in line.</summary>
    public TimeSpan Elapsed { get; init; }
    /// <summary>
    /// Where the asked address has moved for good, as far as an unbroken chain of 301 and 308 goes; null when it has not.
    /// </summary>
    public string? MovedTo { get; init; }

    /// <summary>A body arrived.</summary>
    public sealed record Fetched : FetchResult
    {
        /// <summary>The body after content decoding.</summary>
        public required ReadOnlyMemory<byte> Body { get; init; }
        /// <summary>The address that answered, after redirects.</summary>
        public required string FinalUrl { get; init; }
        public string? ContentType { get; init; }
        public string? ContentLocation { get; init; }
        public string? ContentLanguage { get; init; }
        /// <summary>Link headers as they came.</summary>
        public IReadOnlyList<string> Links { get; init; } = [];
        public FeedValidators Validators { get; init; } = FeedValidators.None;
        /// <summary>How long the server asks not to be asked again (Cache-Control max-age, else Expires).</summary>
        public TimeSpan? FreshFor { get; init; }
    }

    /// <summary>304: nothing changed since the validators. New validators, where the response carried any, else null.</summary>
    public sealed record NotModified(FeedValidators? Validators, TimeSpan? FreshFor) : FetchResult;

    /// <summary>No usable body.</summary>
    public sealed record Failed : FetchResult
    {
        public required FetchFailure Failure { get; init; }
        /// <summary>What happened, in words for an operator; no secrets.</summary>
        public required string Detail { get; init; }
        /// <summary>How long the server asks to be left alone (Retry-After, both forms; RFC 9110 §10.2.3).</summary>
        public TimeSpan? RetryAfter { get; init; }
        /// <summary>The host that failed, where redirects led to another than that asked; null where they did not.</summary>
        public string? OtherHost { get; init; }
    }
}

/// <summary>Why a fetch or the reading of its body failed; a closed vocabulary for pages, logs and metrics.</summary>
public enum FetchFailure
{
    BadUrl,
    GuardedAddress,
    DnsError,
    ConnectError,
    ConnectTimeout,
    TlsError,
    HttpClientError,
    HttpServerError,
    RateLimited,
    BotWall,
    Gone,
    TooLarge,
    TooSlow,
    ConnectionBroken,
    BadEncoding,
    RedirectLoop,
    TooManyRedirects,
    CircuitOpen,
    NoCredential,
    ProxyError,
    NotAFeed,
    ParseError,
    Internal,
}

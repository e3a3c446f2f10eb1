using FeedHub.Core.Sources.Settings;

namespace FeedHub.Core.Sources;

/// <summary>The validators of a response, exactly as received, to be sent back unchanged (RFC 9110 §8.8).</summary>
public sealed record FeedValidators(string? ETag, string? LastModified)
{
    public static readonly FeedValidators None = new(null, null);
}

/// <summary>What to fetch, and how.</summary>
/// <param name="Url">Address, http or https.</param>
/// <param name="Validators">Validators of the last response from the same address, or <see cref="FeedValidators.None"/>.</param>
public sealed record FetchRequest(string Url, FeedValidators Validators)
{
    /// <summary>A request for a feed of the source, at the source's address and with its settings.</summary>
    public FetchRequest(Source source, FeedValidators validators) : this(source.Url, validators)
    {
        UserAgent = source.UserAgent;
        Credential = source.Credential;
        Proxy = source.Proxy;
        ProxyVariable = source.ProxyVariable;
        Politeness = source.Politeness;
        MaxBytes = source.MaxBytes;
    }

    /// <inheritdoc cref="Source.UserAgent"/>
    public string? UserAgent { get; init; }
    /// <inheritdoc cref="Source.Credential"/>
    public SourceCredential? Credential { get; init; }
    /// <inheritdoc cref="Source.Proxy"/>
    public string? Proxy { get; init; }
    /// <inheritdoc cref="Source.ProxyVariable"/>
    public string? ProxyVariable { get; init; }
    public SourcePoliteness Politeness { get; init; } = SourcePoliteness.Usual;
    /// <inheritdoc cref="Source.MaxBytes"/>
    public int? MaxBytes { get; init; }
}

/// <summary>The result of a fetch.</summary>
public abstract record FetchResult
{
    private FetchResult()
    {
    }

    /// <summary>HTTP status of the last response; null if there was none.</summary>
    public int? StatusCode { get; init; }
    /// <summary>Bytes of the body as transferred.</summary>
    public long Bytes { get; init; }
    /// <summary>Duration, without time in the queue.</summary>
    public TimeSpan Elapsed { get; init; }
    /// <summary>
    /// Where the requested address has moved permanently, according to an unbroken chain of 301 and 308; null if it has not.
    /// </summary>
    public string? MovedTo { get; init; }

    /// <summary>A body arrived.</summary>
    public sealed record Fetched : FetchResult
    {
        /// <summary>The body after content decoding.</summary>
        public required ReadOnlyMemory<byte> Body { get; init; }
        /// <summary>The address of the response, after redirects.</summary>
        public required string FinalUrl { get; init; }
        public string? ContentType { get; init; }
        public string? ContentLocation { get; init; }
        public string? ContentLanguage { get; init; }
        /// <summary>Link headers as received.</summary>
        public IReadOnlyList<string> Links { get; init; } = [];
        public FeedValidators Validators { get; init; } = FeedValidators.None;
        /// <summary>How long the server asks not to be polled again (Cache-Control max-age, else Expires).</summary>
        public TimeSpan? FreshFor { get; init; }
    }

    /// <summary>
    /// 304: nothing has changed since the validators were sent. <c>Validators</c> are new ones if the response had any, else null.
    /// </summary>
    public sealed record NotModified(FeedValidators? Validators, TimeSpan? FreshFor) : FetchResult;

    /// <summary>No usable body.</summary>
    public sealed record Failed : FetchResult
    {
        public required FetchFailure Failure { get; init; }
        /// <summary>What happened, in words for an operator; no secrets.</summary>
        public required string Detail { get; init; }
        /// <summary>How long the server asks to wait (Retry-After, both forms; RFC 9110 §10.2.3).</summary>
        public TimeSpan? RetryAfter { get; init; }
        /// <summary>The host that failed, if redirects led to a different one; else null.</summary>
        public string? OtherHost { get; init; }
    }
}

/// <summary>Why fetching or reading a body failed; a fixed list for pages, logs and metrics.</summary>
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

using System.Net;
using FeedHub.Core.Nodes;
using FeedHub.Fetching.Guard;

namespace FeedHub.Fetching;

/// <summary>How fetching behaves; the delegates are called on every use, so that they follow the live configuration.</summary>
public sealed record FetchingOptions
{
    /// <summary>The User-Agent of requests whose source names none.</summary>
    public required Func<string> UserAgent { get; init; }
    /// <summary>The value of an environment variable that a source's credential names.</summary>
    public Func<string, string?> Secret { get; init; } = Environment.GetEnvironmentVariable;
    /// <summary>Networks that may be connected to besides public addresses.</summary>
    public Func<IReadOnlyList<IPNetwork>> AllowedNetworks { get; init; } = static () => [];
    /// <summary>Our own addresses, to which neither guard nor spacing applies, such as the outlets of the sample mode.</summary>
    public Func<Uri, bool> IsExempt { get; init; } = static _ => false;
    /// <summary>Resolves host names to addresses; tests map names to loopback here.</summary>
    public NameResolver Resolve { get; init; } = SystemNames.ResolveAsync;

    /// <summary>Time for name resolution, and again for the TCP connection.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);
    /// <summary>Time for one attempt up to the end of the response's headers; the body has until the deadline.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(20);
    /// <summary>Time for a whole fetch, with redirects, retries and the body, but without waiting for a host.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Maximum size of a body in bytes, on the wire and after content decoding, unless a source says otherwise.</summary>
    public int MaxBytes { get; init; } = 10 * 1024 * 1024;
    /// <summary>Maximum size of all response headers.</summary>
    public int MaxHeaderKibibytes { get; init; } = 32;
    public int MaxRedirects { get; init; } = 5;

    /// <summary>How often a request that failed transiently is tried again.</summary>
    public int Retries { get; init; } = 2;
    /// <summary>Median wait before the first retry; later ones wait longer, with jitter.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Where the requests of all nodes are counted; null if this process is the only one.</summary>
    public ISiteTurns? SiteTurns { get; init; }
    /// <summary>Maximum number of requests in flight, to all hosts together.</summary>
    public int MaxInFlight { get; init; } = 64;
    /// <summary>Maximum number of requests in flight to one host, and to one registrable domain, unless a source says otherwise.</summary>
    public int HostConnections { get; init; } = 2;
    /// <summary>
    /// Minimum time between the starts of two requests to one host, and to one registrable domain, unless a source says otherwise.
    /// </summary>
    public Func<TimeSpan> HostSpacing { get; init; } = static () => TimeSpan.FromSeconds(1);

    /// <summary>
    /// Maximum number of requests in flight of what FeedHub sends to one host, and to one registrable domain: one that hangs must not
    /// hold up the others.
    /// </summary>
    public int ReceiverConnections { get; init; } = 4;

    /// <summary>
    /// A host gets no requests for <see cref="CircuitBreak"/> once it has had at least this many within <see cref="CircuitWindow"/> and
    /// 90% of them failed.
    /// </summary>
    public int CircuitFailures { get; init; } = 5;
    public TimeSpan CircuitWindow { get; init; } = TimeSpan.FromMinutes(2);
    public TimeSpan CircuitBreak { get; init; } = TimeSpan.FromMinutes(1);
}

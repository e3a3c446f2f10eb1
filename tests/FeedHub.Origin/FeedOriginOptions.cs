using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace FeedHub.Origin;

/// <summary>What an origin serves, and where.</summary>
public sealed record FeedOriginOptions
{
    /// <summary>Folder whose files are served below <c>/</c>; null to serve only the built-in feeds.</summary>
    public string? Root { get; init; }
    /// <summary>Response headers for individual files, by path below the root; they replace the guessed ones.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Headers { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, string>>();
    /// <summary>Addresses to listen on; loopback only.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; init; } = Loopback(1);
    /// <summary>One port for all addresses; 0 for any free port.</summary>
    public int Port { get; init; }
    /// <summary>The certificate for TLS; null for plain HTTP.</summary>
    public X509Certificate2? Certificate { get; init; }
    /// <summary>The clock by which slow faults wait and requests are timed.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
    /// <summary>Gets a line for each request, as <see cref="RequestLog"/> says; null for none.</summary>
    public TextWriter? Log { get; init; }
    /// <summary>Write warnings of the web server to the console.</summary>
    public bool Verbose { get; init; }

    /// <summary>The first <paramref name="count"/> addresses from 127.0.1.1 on; to a polite client each is a separate host.</summary>
    public static IReadOnlyList<IPAddress> Loopback(int count) =>
        [.. Enumerable.Range(0, count)
            .Select(i => new IPAddress([127, (byte)(i / 254 / 255), (byte)(1 + i / 254 % 255), (byte)(1 + i % 254)]))];
}

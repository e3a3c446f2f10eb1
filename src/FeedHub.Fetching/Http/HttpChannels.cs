using System.Collections.Concurrent;
using System.Net;
using System.Text;
using FeedHub.Core.Sources;
using FeedHub.Fetching.Guard;

namespace FeedHub.Fetching.Http;

/// <summary>The HTTP clients: one for the world, one for addresses of our own, one for each proxy that a source names.</summary>
internal sealed class HttpChannels(GuardedConnector connector, FetchingOptions options) : IDisposable
{
    // Connections are pooled by host, so what the guard let through for one client must not serve another.
    private readonly HttpClient guarded = Client(options, connector.ConnectAsync, null, options.HostConnections);
    private readonly HttpClient exempt = Client(options, connector.ConnectTrustedAsync, null, int.MaxValue);
    private readonly ConcurrentDictionary<string, Lazy<HttpClient>> proxied = new(StringComparer.Ordinal);

    /// <summary>The client for one hop, once the hop's target is known to be allowed as far as the client itself cannot judge it.</summary>
    /// <exception cref="TransportException">The proxy's address is none, or the target may not be reached.</exception>
    public async Task<HttpClient> OpenAsync(Uri target, string? proxy, CancellationToken cancellationToken)
    {
        if (options.IsExempt(target))
            return exempt;
        if (proxy is null)
            return guarded;
        if (!Uri.TryCreate(proxy, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https" or "socks5"))
            throw new TransportException(FetchFailure.BadUrl, "the proxy's address is no http, https or socks5 address", transient: false);
        await connector.CheckAsync(target, cancellationToken);
        return proxied.GetOrAdd(proxy, _ => new Lazy<HttpClient>(() => Client(options, connector.ConnectTrustedAsync, address, int.MaxValue))).Value;
    }

    public void Dispose()
    {
        guarded.Dispose();
        exempt.Dispose();
        foreach (var client in proxied.Values.Where(c => c.IsValueCreated))
            client.Value.Dispose();
    }

    private static HttpClient Client(
        FetchingOptions options, Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>> connect, Uri? proxy, int connections) =>
        new(new SocketsHttpHandler
        {
            ConnectCallback = (context, token) => ConnectOnceAsync(connect, context, token),
            // Ends TLS handshakes whose request has long given up.
            ConnectTimeout = options.AttemptTimeout,
            UseProxy = proxy is not null,
            Proxy = proxy is null ? null : new WebProxy(proxy) { Credentials = Credentials(proxy) },
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            MaxConnectionsPerServer = connections,
            MaxResponseHeadersLength = options.MaxHeaderKibibytes,
            // What is left of an answer that we gave up on is not worth reading; an endless one least of all.
            MaxResponseDrainSize = 16 * 1024,
            ResponseDrainTimeout = TimeSpan.FromSeconds(1),
            // Short, so that a connection outlives neither a change of the allow-list nor a move of the host by much.
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
            // Our trace IDs are nobody else's business.
            ActivityHeadersPropagator = null,
            // Latin-1 keeps every byte of a validator as it came; addresses in the wild are UTF-8.
            RequestHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
            ResponseHeaderEncodingSelector = static (name, _) =>
                name.Equals("Location", StringComparison.OrdinalIgnoreCase) ? Encoding.UTF8 : Encoding.Latin1,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };

    /// <summary>
    /// Opens one connection for a request and no second: the handler itself sends a request again, up to three times and at once, when
    /// a server closes without a word. Whether and when to try again is for our own pipeline to say. A connection that was pooled
    /// and has gone stale costs the request nothing.
    /// </summary>
    private static ValueTask<Stream> ConnectOnceAsync(
        Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>> connect, SocketsHttpConnectionContext context, CancellationToken token)
    {
        IDictionary<string, object?> marks = context.InitialRequestMessage.Options;
        return marks.TryAdd(nameof(ConnectOnceAsync), null)
            ? connect(context, token)
            : throw new TransportException(FetchFailure.ConnectionBroken, "the connection closed without an answer", transient: true);
    }

    private static NetworkCredential? Credentials(Uri proxy) =>
        proxy.UserInfo.Split(':', 2) is [{ Length: > 0 } user, .. var rest]
            ? new NetworkCredential(Uri.UnescapeDataString(user), Uri.UnescapeDataString(rest.FirstOrDefault() ?? ""))
            : null;
}

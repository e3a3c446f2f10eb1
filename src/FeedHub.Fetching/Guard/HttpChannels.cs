using System.Collections.Concurrent;
using System.Net;
using System.Text;
using FeedHub.Core.Sources;
using FeedHub.Fetching.Http;

namespace FeedHub.Fetching.Guard;

/// <summary>The HTTP clients: one for the internet, one for our own addresses, one for each proxy that a source names.</summary>
internal sealed class HttpChannels(GuardedConnector connector, FetchingOptions options) : IDisposable
{
    // Connections are pooled by host, so a connection that was permitted for one client must not serve another.
    private static readonly HttpRequestOptionsKey<int> Opened = new("connections opened");
    private readonly HttpClient guarded = Client(options, connector.ConnectAsync, null, options.HostConnections);
    private readonly HttpClient exempt = Client(options, connector.ConnectTrustedAsync, null, int.MaxValue);
    private readonly ConcurrentDictionary<(string Proxy, string? Name, string? Password), Lazy<HttpClient>> proxied = new();

    /// <summary>The client for one hop. Where the client itself cannot check the hop's target, the target is checked first.</summary>
    /// <param name="proxy">Address of the proxy; null for none.</param>
    /// <param name="proxyVariable">The environment variable that holds the proxy's <c>name:password</c>; null if it needs none.</param>
    /// <exception cref="TransportException">The proxy's address is not valid, or the target is not permitted.</exception>
    public async Task<HttpClient> OpenAsync(Uri target, string? proxy, string? proxyVariable, CancellationToken cancellationToken)
    {
        if (options.IsExempt(target))
            return exempt;
        if (proxy is null)
            return guarded;
        if (!Uri.TryCreate(proxy, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https" or "socks5"))
            throw new TransportException(FetchFailure.BadUrl, "the proxy's address is not http, https or socks5", transient: false);
        await connector.CheckAsync(target, cancellationToken);
        var credential = Credentials.ForProxy(proxyVariable, options.Secret);
        var way = new WebProxy(address) { Credentials = credential };
        return proxied.GetOrAdd(
            (proxy, credential?.UserName, credential?.Password), _ =>
                new Lazy<HttpClient>(() => Client(options, connector.ConnectToProxyAsync, way, int.MaxValue))).Value;
    }

    public void Dispose()
    {
        guarded.Dispose();
        exempt.Dispose();
        foreach (var client in proxied.Values.Where(c => c.IsValueCreated))
            client.Value.Dispose();
    }

    private static HttpClient Client(
        FetchingOptions options, Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>> connect, WebProxy? proxy,
            int connections) =>
        new(new SocketsHttpHandler
        {
            // A proxy that asks for a user name and password may close the connection on which it asks.
            ConnectCallback = (context, token) => ConnectAsync(connect, proxy?.Credentials is null ? 1 : 2, context, token),
            // Ends TLS handshakes whose request was given up long ago.
            ConnectTimeout = options.AttemptTimeout,
            UseProxy = proxy is not null,
            Proxy = proxy,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            MaxConnectionsPerServer = connections,
            MaxResponseHeadersLength = options.MaxHeaderKibibytes,
            // The rest of an answer that was given up on is not worth reading, least of all an endless one.
            MaxResponseDrainSize = 16 * 1024,
            ResponseDrainTimeout = TimeSpan.FromSeconds(1),
            // Short, so that a connection outlives neither a change of the allow-list nor a move of the host by much.
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
            // Our trace IDs are not sent to outlets.
            ActivityHeadersPropagator = null,
            // Latin-1 keeps every byte of a validator as received; addresses in practice are UTF-8.
            RequestHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
            ResponseHeaderEncodingSelector = static (name, _) =>
                name.Equals("Location", StringComparison.OrdinalIgnoreCase) ? Encoding.UTF8 : Encoding.Latin1,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };

    /// <summary>
    /// Opens at most <paramref name="most"/> connections for a request, usually one: by itself the handler would send a request again, up
    /// to three times and at once, when a server closes the connection without an answer. Whether and when to try again is decided by our
    /// own pipeline. A pooled connection that has gone stale costs the request nothing.
    /// </summary>
    private static ValueTask<Stream> ConnectAsync(
        Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>> connect, int most, SocketsHttpConnectionContext context,
            CancellationToken token)
    {
        var options = context.InitialRequestMessage.Options;
        var opened = options.TryGetValue(Opened, out var before) ? before : 0;
        options.Set(Opened, opened + 1);
        return opened < most
            ? connect(context, token)
            : throw new TransportException(FetchFailure.ConnectionBroken, "the connection closed without an answer", transient: true);
    }
}

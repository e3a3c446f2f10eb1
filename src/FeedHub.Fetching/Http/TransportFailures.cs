using System.Net.Sockets;
using System.Security.Authentication;
using FeedHub.Core.Sources;

namespace FeedHub.Fetching.Http;

/// <summary>Turns the exceptions of the HTTP stack into named failures.</summary>
internal static class TransportFailures
{
    /// <summary>The failure that the exception stands for; null when it does not come from the network.</summary>
    public static TransportException? Name(Exception exception, FetchingOptions options) => exception switch
    {
        TransportException known => known,
        HttpRequestException { InnerException: TransportException known } => known,
        HttpRequestException { InnerException: HttpIOException inner } => Name(inner.HttpRequestError, inner, options),
        HttpRequestException e => Name(e.HttpRequestError, e, options),
        HttpIOException e => Name(e.HttpRequestError, e, options),
        IOException or SocketException => Broken("the connection broke", exception),
        _ => null,
    };

    private static TransportException Name(HttpRequestError error, Exception e, FetchingOptions options) => error switch
    {
        HttpRequestError.NameResolutionError => new(FetchFailure.DnsError, "DNS: no such host", transient: false, e),
        HttpRequestError.SecureConnectionError => new(FetchFailure.TlsError, "TLS: " + Reason(e), transient: false, e),
        HttpRequestError.ConfigurationLimitExceeded =>
            new(FetchFailure.TooLarge, $"the headers are larger than {options.MaxHeaderKibibytes} KiB", transient: false, e),
        HttpRequestError.ProxyTunnelError => new(
            FetchFailure.ProxyError, "the proxy did not open a tunnel"
                + ((e as HttpRequestException)?.StatusCode is { } status ? $": HTTP {(int)status}" : ""), transient: false, e),
        HttpRequestError.ConnectionError => new(FetchFailure.ConnectError, "no connection", transient: false, e),
        HttpRequestError.InvalidResponse => Broken("the answer is not valid HTTP", e),
        HttpRequestError.ResponseEnded => Broken("the connection closed before the answer was complete", e),
        _ => Broken("the connection broke", e),
    };

    private static TransportException Broken(string detail, Exception e) => new(FetchFailure.ConnectionBroken, detail, transient: true, e);

    /// <summary>The deepest of the stack's own explanations: the outer one only says to see the inner one.</summary>
    private static string Reason(Exception e)
    {
        while (e is not AuthenticationException && e.InnerException is { } inner)
            e = inner;
        return e.Message;
    }
}

using System.Net;
using System.Net.Sockets;
using FeedHub.Core.Sources;
using FeedHub.Fetching.Http;

namespace FeedHub.Fetching.Guard;

/// <summary>Opens connections, and only to permitted addresses: the address that was checked is the one that is dialled.</summary>
internal sealed class GuardedConnector(FetchingOptions options, TimeProvider time)
{
    /// <summary>Maximum number of candidates that are dialled; each gets its share of the time.</summary>
    private const int MaxCandidates = 4;

    /// <summary>Connects to any host, if the guard permits it.</summary>
    public ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken) =>
        ConnectAsync(context.DnsEndPoint, guarded: true, cancellationToken);

    /// <summary>Connects to one of our own addresses.</summary>
    public ValueTask<Stream> ConnectTrustedAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken) =>
        ConnectAsync(context.DnsEndPoint, guarded: false, cancellationToken);

    /// <summary>Connects to a proxy, which is trusted because the operator named it.</summary>
    public async ValueTask<Stream> ConnectToProxyAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        try
        {
            return await ConnectAsync(context.DnsEndPoint, guarded: false, cancellationToken);
        }
        catch (TransportException e)
        {
            // Not the outlet's fault; its sources without the proxy are still fetched.
            throw new TransportException(FetchFailure.ProxyError, $"the proxy: {e.Message}", e.Transient, e);
        }
    }

    /// <summary>
    /// Checks a target that a proxy will connect to for us. The proxy looks the name up again and picks any of its addresses, so all of
    /// them must be permitted.
    /// </summary>
    /// <exception cref="TransportException">The name does not resolve, or not only to permitted addresses.</exception>
    public async Task CheckAsync(Uri target, CancellationToken cancellationToken)
    {
        var found = await FindAsync(target.IdnHost, cancellationToken);
        if (Refusals(found).FirstOrDefault(r => r is not null) is { } refusal)
            throw new TransportException(FetchFailure.GuardedAddress, refusal, transient: false);
    }

    private async ValueTask<Stream> ConnectAsync(DnsEndPoint target, bool guarded, CancellationToken cancellationToken)
    {
        var candidates = await ResolveAsync(target.Host, guarded, cancellationToken);
        var share = options.ConnectTimeout / Math.Min(candidates.Count, MaxCandidates);
        TransportException? last = null;
        foreach (var address in candidates.Take(MaxCandidates))
        {
            using var timeout = new CancellationTokenSource(share, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(address, target.Port, either.Token);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException e)
            {
                socket.Dispose();
                last = new TransportException(FetchFailure.ConnectError, $"{address}: {Describe(e.SocketErrorCode)}", transient: false, e);
            }
            catch (OperationCanceledException e)
            {
                socket.Dispose();
                cancellationToken.ThrowIfCancellationRequested();
                last = new TransportException(
                    FetchFailure.ConnectTimeout, $"{address}: no connection within {share.Describe()}", transient: true, e);
            }
        }

        throw last!;
    }

    private async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, bool guarded, CancellationToken cancellationToken)
    {
        var found = await FindAsync(host, cancellationToken);
        if (!guarded)
            return found;
        var refusals = Refusals(found);
        var permitted = found.Where((_, i) => refusals[i] is null).ToList();
        return permitted.Count > 0
            ? permitted
            : throw new TransportException(FetchFailure.GuardedAddress, refusals[0]!, transient: false);
    }

    private List<string?> Refusals(IReadOnlyList<IPAddress> addresses)
    {
        var allowed = options.AllowedNetworks();
        return [.. addresses.Select(a => AddressGuard.Refusal(a, allowed))];
    }

    /// <summary>The addresses of a host, at least one.</summary>
    private async Task<IReadOnlyList<IPAddress>> FindAsync(string host, CancellationToken cancellationToken)
    {
        var found = IPAddress.TryParse(host, out var literal) ? [literal] : await LookUpAsync(host, cancellationToken);
        return found.Count > 0 ? found : throw new TransportException(FetchFailure.DnsError, "DNS: no such host", transient: false);
    }

    private async Task<IReadOnlyList<IPAddress>> LookUpAsync(string host, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.ConnectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            // The system's resolver cannot be interrupted, hence WaitAsync.
            return await options.Resolve(host, either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TransportException(
                FetchFailure.DnsError, $"DNS: no answer within {options.ConnectTimeout.Describe()}", transient: true, e);
        }
        catch (SocketException e)
        {
            var passing = e.SocketErrorCode == SocketError.TryAgain;
            throw new TransportException(FetchFailure.DnsError, passing ? "DNS: temporary failure" : "DNS: no such host", passing, e);
        }
        catch (ArgumentException e)
        {
            throw new TransportException(FetchFailure.DnsError, "DNS: not a possible host name", transient: false, e);
        }
    }

    private static string Describe(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => "connection refused",
        SocketError.ConnectionReset => "connection reset",
        SocketError.HostUnreachable => "host unreachable",
        SocketError.NetworkUnreachable => "network unreachable",
        SocketError.TimedOut => "connection timed out",
        _ => $"no connection ({error})",
    };
}

using System.Net;
using System.Net.Sockets;
using FeedHub.Core.Sources;
using FeedHub.Fetching.Http;

namespace FeedHub.Fetching.Guard;

/// <summary>Opens connections, and only to addresses that may be reached: the address judged is the address dialled.</summary>
internal sealed class GuardedConnector(FetchingOptions options, TimeProvider time)
{
    /// <summary>Candidates that are dialled at most; each gets its share of the time.</summary>
    private const int MaxCandidates = 4;

    /// <summary>Connects to a host of the world.</summary>
    public ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken) =>
        ConnectAsync(context.DnsEndPoint, guarded: true, cancellationToken);

    /// <summary>Connects to a host that the operator named: a proxy, or an outlet of our own.</summary>
    public ValueTask<Stream> ConnectTrustedAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken) =>
        ConnectAsync(context.DnsEndPoint, guarded: false, cancellationToken);

    /// <summary>Judges a target that a proxy will connect to in our place.</summary>
    /// <exception cref="TransportException">The name does not resolve, or to no address that may be reached.</exception>
    public async Task CheckAsync(Uri target, CancellationToken cancellationToken) =>
        await ResolveAsync(target.IdnHost, guarded: true, cancellationToken);

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
                last = new TransportException(FetchFailure.ConnectError, $"{address}: {Words(e.SocketErrorCode)}", transient: false, e);
            }
            catch (OperationCanceledException e)
            {
                socket.Dispose();
                cancellationToken.ThrowIfCancellationRequested();
                last = new TransportException(FetchFailure.ConnectTimeout, $"{address}: no connection within {share.Words()}", transient: true, e);
            }
        }

        throw last!;
    }

    private async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, bool guarded, CancellationToken cancellationToken)
    {
        var found = IPAddress.TryParse(host, out var literal) ? [literal] : await LookUpAsync(host, cancellationToken);
        if (found.Count == 0)
            throw new TransportException(FetchFailure.DnsError, "DNS: no such host", transient: false);
        if (!guarded)
            return found;
        var allowed = options.AllowedNetworks();
        var refusals = found.Select(a => AddressGuard.Refusal(a, allowed)).ToList();
        var permitted = found.Where((_, i) => refusals[i] is null).ToList();
        return permitted.Count > 0
            ? permitted
            : throw new TransportException(FetchFailure.GuardedAddress, refusals[0]!, transient: false);
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
            throw new TransportException(FetchFailure.DnsError, $"DNS: no answer within {options.ConnectTimeout.Words()}", transient: true, e);
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

    private static string Words(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => "connection refused",
        SocketError.ConnectionReset => "connection reset",
        SocketError.HostUnreachable => "host unreachable",
        SocketError.NetworkUnreachable => "network unreachable",
        SocketError.TimedOut => "connection timed out",
        _ => $"no connection ({error})",
    };
}

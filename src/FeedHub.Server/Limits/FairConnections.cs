using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace FeedHub.Server.Limits;

/// <summary>
/// Bounds the connections by the files that the process may open. Where there is no room for another, one without a request is closed: of
/// the address that has most of those the one that has been without longest, so that connections held open for nothing cost whoever holds
/// them.
/// </summary>
/// <remarks>It sits where connections are accepted: what comes later in Kestrel runs once hundreds more have been accepted
/// already.</remarks>
internal sealed class FairConnections(SocketTransportFactory sockets, int most) : IConnectionListenerFactory
{
    private readonly Lock gate = new();
    private readonly HashSet<OpenConnection> open = [];

    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        new Listener(await sockets.BindAsync(endpoint, cancellationToken), this);

    /// <summary>Connection middleware of Kestrel, which gives a connection's place back when it has been served.</summary>
    public static ConnectionDelegate GiveBack(ConnectionDelegate next) => async connection =>
    {
        try
        {
            await next(connection);
        }
        finally
        {
            connection.Features.Get<OpenConnection>()?.GiveBack();
        }
    };

    private bool TryAdd(ConnectionContext connection)
    {
        var opened = new OpenConnection(connection, Remove);
        lock (gate)
        {
            if (open.Count >= most)
            {
                if (LeastNeeded() is not { } idle)
                    return false;
                open.Remove(idle);
                // Closes the socket at once.
                idle.Connection.Abort(new ConnectionAbortedException("Its place was needed, and no request was under way on it."));
            }
            open.Add(opened);
        }
        // Found again by the requests that come over it.
        connection.Features.Set(opened);
        return true;
    }

    private OpenConnection? LeastNeeded() =>
        open.Where(c => !c.IsInUse).GroupBy(c => c.Client).MaxBy(idle => idle.Count())?.MinBy(c => c.IdleSince);

    private void Remove(OpenConnection gone)
    {
        lock (gate)
            open.Remove(gone);
    }

    private sealed class Listener(IConnectionListener sockets, FairConnections connections) : IConnectionListener
    {
        public EndPoint EndPoint => sockets.EndPoint;

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
        {
            while (await sockets.AcceptAsync(cancellationToken) is { } accepted)
            {
                if (connections.TryAdd(accepted))
                    return accepted;
                accepted.Abort(new ConnectionAbortedException("Every connection that there is room for has a request under way."));
                await accepted.DisposeAsync();
            }
            return null;
        }

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => sockets.UnbindAsync(cancellationToken);

        public ValueTask DisposeAsync() => sockets.DisposeAsync();
    }
}

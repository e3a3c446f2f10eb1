using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace FeedHub.Server.Limits;

/// <summary>
/// Bounds the connections by the files that the process may open. If there is no room for another, an idle one is closed: of the address
/// with the most idle connections, the one that has been idle longest. So connections that are held open for nothing cost only the client
/// that holds them.
/// </summary>
/// <remarks>It works where connections are accepted: later stages of Kestrel run when hundreds more have already been
/// accepted.</remarks>
internal sealed class FairConnections(SocketTransportFactory sockets, int most) : IConnectionListenerFactory
{
    private readonly Lock gate = new();
    private readonly HashSet<OpenConnection> open = [];

    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        new Listener(await sockets.BindAsync(endpoint, cancellationToken), this);

    /// <summary>Connection middleware of Kestrel that releases a connection's place when it has been served.</summary>
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
        // The requests on this connection find it here.
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
                accepted.Abort(new ConnectionAbortedException("All connections that there is room for have a request under way."));
                await accepted.DisposeAsync();
            }
            return null;
        }

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => sockets.UnbindAsync(cancellationToken);

        public ValueTask DisposeAsync() => sockets.DisposeAsync();
    }
}

using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Connections;

namespace FeedHub.Server.Limits;

/// <summary>One connection, and how many requests are being answered on it.</summary>
internal sealed class OpenConnection(ConnectionContext connection, Action<OpenConnection> giveBack)
{
    private int requests;
    private long idleSince = Stopwatch.GetTimestamp();

    public ConnectionContext Connection => connection;
    public IPAddress Client { get; } = ClientAddress.From((connection.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None);
    public bool IsInUse => Volatile.Read(ref requests) > 0;

    /// <summary>When it was opened or its last answer was complete, in stopwatch ticks.</summary>
    public long IdleSince => Volatile.Read(ref idleSince);

    public void GiveBack() => giveBack(this);

    /// <summary>Counts a request until its answer is complete.</summary>
    public async Task AnswerAsync(HttpContext http, RequestDelegate next)
    {
        Interlocked.Increment(ref requests);
        try
        {
            await next(http);
        }
        finally
        {
            Volatile.Write(ref idleSince, Stopwatch.GetTimestamp());
            Interlocked.Decrement(ref requests);
        }
    }
}

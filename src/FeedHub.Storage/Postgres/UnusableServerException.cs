using System.Net.Sockets;
using Npgsql;

namespace FeedHub.Storage.Postgres;

/// <summary>A database on a server cannot be used: it cannot be reached, does not let us in, or does not exist.</summary>
public sealed class UnusableServerException : UnusableDataException
{
    public UnusableServerException(PostgresAddress address, Exception cause)
        : this(address, Describe(cause), cause)
    {
    }

    /// <param name="why">What is wrong and what to do.</param>
    internal UnusableServerException(PostgresAddress address, string why, Exception? cause = null)
        : base($"{address} cannot be used: {why}", cause)
    {
    }

    /// <summary>https://www.postgresql.org/docs/current/errcodes-appendix.html.</summary>
    private static string Describe(Exception cause) => cause switch
    {
        PostgresException
        {
            SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification
        } refused => $"the server does not let this user in ({refused.MessageText}). Correct Username and Password in the store string",
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } absent =>
            $"{absent.MessageText}. Create it with createdb --encoding=UTF8, or correct Database in the store string",
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } denied =>
            $"{denied.MessageText}. Make FeedHub's user the owner of the database",
        PostgresException { SqlState: PostgresErrorCodes.TooManyConnections } full =>
            $"{full.MessageText}. Raise max_connections on the server, or set a lower Maximum Pool Size in the store string",
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } =>
            "it can only be read, as on a standby server. Name the server that takes writes in the store string",
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => "the server's disk is full; free some space there and start again",
        PostgresException { SqlState: PostgresErrorCodes.CannotConnectNow } starting =>
            $"{starting.MessageText}. Wait until the server is up and start again",
        PostgresException other => $"the server says “{other.MessageText}” ({other.SqlState}); its log may say more",
        NpgsqlException { InnerException: (SocketException or TimeoutException) and var unreachable } =>
            $"the server does not answer ({Plain(unreachable)}). "
            + "Check that it runs and accepts connections, and that Host and Port in the store string are right",
        _ => $"{Plain(cause)}. Check the store string and the server's log",
    };
}

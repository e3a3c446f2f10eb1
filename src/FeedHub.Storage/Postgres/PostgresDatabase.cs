using System.Data;
using System.Data.Common;
using FeedHub.Core.Nodes;
using FeedHub.Storage.Sql;
using Npgsql;

namespace FeedHub.Storage.Postgres;

/// <summary>A database on a PostgreSQL server, for any number of nodes.</summary>
public sealed class PostgresDatabase : FeedDatabase
{
    /// <summary>With the pauses between them enough for a server that is restarted.</summary>
    private const int Attempts = 9;

    /// <summary>With the pauses two seconds at most: a reader waits.</summary>
    private const int ReadAttempts = 5;

    private readonly PostgresAddress address;
    private readonly NpgsqlDataSource source;
    private readonly NpgsqlDataSource alone;
    private PostgresNode? node;

    public PostgresDatabase(PostgresAddress address)
        : this(address, onlyReads: false)
    {
    }

    private PostgresDatabase(PostgresAddress address, bool onlyReads)
    {
        this.address = address;
        source = address.Open(onlyReads, ProcessName);
        alone = address.OpenAlone(ProcessName);
        SiteTurns = new PostgresSiteTurns(this);
    }

    public override ISiteTurns SiteTurns { get; }

    public override PostgresClock Clock { get; } = new(TimeProvider.System);

    /// <summary>Unique among all processes that have ever used the database, and short enough for the server to keep.</summary>
    internal string ProcessName { get; } = string.Join(
        '-', Environment.MachineName[..Math.Min(30, Environment.MachineName.Length)], Environment.ProcessId,
        Guid.NewGuid().ToString("N")[..8]);

    /// <summary>Opens a database for reading only, after bringing it up to date: the server then refuses to change it.</summary>
    /// <exception cref="UnusableDataException">The database cannot be opened.</exception>
    public static PostgresDatabase ForReading(PostgresAddress address)
    {
        using (var upToDate = new PostgresDatabase(address))
            upToDate.Migrate();
        return new PostgresDatabase(address, onlyReads: true);
    }

    public override IReadOnlyList<string> Migrate()
    {
        try
        {
            return PostgresMigrations.Run(source, address);
        }
        catch (DbException e)
        {
            throw new UnusableServerException(address, e);
        }
    }

    public override async Task<SqlSession> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = await ConnectAsync(cancellationToken);
        return new(connection, PostgresDialect.Instance, (fault, attempt) => MendAsync(connection, fault, attempt));
    }

    public override async Task<SqlSession> OpenMomentAsync(CancellationToken cancellationToken)
    {
        var connection = await ConnectAsync(cancellationToken);
        return new(connection, PostgresDialect.Instance)
        {
            Transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken),
        };
    }

    public override async Task<T> WriteAsync<T>(WriteScope scope, Func<SqlSession, Task<T>> work, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var isSent = false;
            try
            {
                return await OnceAsync(scope, work, () => isSent = true, cancellationToken);
            }
            catch (NpgsqlException passing) when (!isSent && attempt < Attempts && IsPassing(passing))
            {
                await PauseAsync(attempt, cancellationToken);
            }
        }
    }

    public override INode Join() => node ??= new PostgresNode(this);

    public override async Task<bool> MayGroupAsync(SqlSession transaction) => node is null || await node.StillLeadsAsync(transaction);

    public override void Dispose()
    {
        source.Dispose();
        alone.Dispose();
    }

    /// <summary>Runs one statement, in a transaction of its own: for one that writes and may be run again.</summary>
    internal async Task<T> CallAsync<T>(Func<SqlSession, Task<T>> statement, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var sql = new SqlSession(await ConnectAsync(cancellationToken), PostgresDialect.Instance);
                return await statement(sql);
            }
            catch (NpgsqlException passing) when (attempt < Attempts && IsPassing(passing))
            {
                await PauseAsync(attempt, cancellationToken);
            }
        }
    }

    /// <summary>A connection that is closed for good when it is disposed.</summary>
    internal async Task<NpgsqlConnection> ConnectAloneAsync(CancellationToken cancellationToken) =>
        await alone.OpenConnectionAsync(cancellationToken);

    /// <summary>Closes the connections that wait for their next use: the server may have ended them without their noticing.</summary>
    internal void ForgetConnections() => source.Clear();

    internal async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken) =>
        await source.OpenConnectionAsync(cancellationToken);

    /// <summary>Takes another connection for a session that reads, if its own was lost.</summary>
    private async Task<bool> MendAsync(NpgsqlConnection connection, DbException fault, int attempt)
    {
        if (attempt >= ReadAttempts || fault is not NpgsqlException passing || !IsPassing(passing))
            return false;
        await PauseAsync(attempt, CancellationToken.None);
        // Those that wait for their next use may have been ended with it.
        ForgetConnections();
        await connection.CloseAsync();
        await connection.OpenAsync();
        return true;
    }

    /// <summary>
    /// READ COMMITTED is enough: each statement sees what was committed before it, so a write that has got the lock of its scope sees all
    /// that the write before it did. PostgreSQL gives a lock back only after the commit can be seen.
    /// </summary>
    /// <param name="sending">Called before the commit is sent: a failure from then on does not say whether it took place.</param>
    private async Task<T> OnceAsync<T>(
        WriteScope scope, Func<SqlSession, Task<T>> work, Action sending, CancellationToken cancellationToken)
    {
        var connection = await ConnectAsync(cancellationToken);
        await using var sql = new SqlSession(connection, PostgresDialect.Instance);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        sql.Transaction = transaction;
        if (scope.Name is { } name)
            await LockAsync(connection, name, cancellationToken);
        // A write that was begun is ended, as in SQLite.
        var result = await work(sql);
        sending();
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }

    /// <summary>Waits until no other transaction, on any node, holds the scope; the end of the transaction gives it back.</summary>
    private static async Task LockAsync(NpgsqlConnection connection, string scope, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT pg_advisory_xact_lock(hashtextextended(@scope, 0))";
        command.Parameters.AddWithValue("@scope", scope);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>An uneven pause, so that two writes that met do not meet again.</summary>
    private static Task PauseAsync(int attempt, CancellationToken cancellationToken)
    {
        StoreTelemetry.NoteRetry();
        return Task.Delay(
            TimeSpan.FromMilliseconds(Random.Shared.Next(12 << attempt, 50 << attempt)), TimeProvider.System, cancellationToken);
    }

    /// <summary>A deadlock, writes that came too close to each other, or a lost connection: nothing was written.</summary>
    private static bool IsPassing(NpgsqlException fault) => fault is PostgresException refused
        ? refused.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure
            or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
        : fault.InnerException is IOException or System.Net.Sockets.SocketException;
}

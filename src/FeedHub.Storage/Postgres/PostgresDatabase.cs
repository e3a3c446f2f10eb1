using System.Data;
using System.Data.Common;
using FeedHub.Storage.Sql;
using Npgsql;

namespace FeedHub.Storage.Postgres;

/// <summary>A database on a PostgreSQL server, for any number of nodes.</summary>
public sealed class PostgresDatabase : FeedDatabase
{
    private const int Attempts = 5;

    private readonly PostgresAddress address;
    private readonly NpgsqlDataSource source;

    public PostgresDatabase(PostgresAddress address)
        : this(address, onlyReads: false)
    {
    }

    private PostgresDatabase(PostgresAddress address, bool onlyReads)
    {
        this.address = address;
        source = address.Open(onlyReads);
    }

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

    public override async Task<SqlSession> OpenAsync(CancellationToken cancellationToken) =>
        new(await ConnectAsync(cancellationToken), PostgresDialect.Instance);

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
                // After an uneven pause, so that two writes that met do not meet again.
                var pause = TimeSpan.FromMilliseconds(Random.Shared.Next(12 << attempt, 50 << attempt));
                await Task.Delay(pause, TimeProvider.System, cancellationToken);
            }
        }
    }

    public override void Dispose() => source.Dispose();

    internal async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken) =>
        await source.OpenConnectionAsync(cancellationToken);

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

    /// <summary>A deadlock, writes that came too close to each other, or a lost connection: nothing was written.</summary>
    private static bool IsPassing(NpgsqlException fault) => fault is PostgresException refused
        ? refused.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure
            or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
        : fault.InnerException is IOException or System.Net.Sockets.SocketException;
}

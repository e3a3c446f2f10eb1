using FeedHub.Core.Nodes;

namespace FeedHub.Storage.Sql;

/// <summary>A FeedHub database: brings it up to date, reads it and writes to it.</summary>
public abstract class FeedDatabase : IDisposable
{
    /// <summary>Applies the migrations that this database lacks. Safe while another process does the same.</summary>
    /// <returns>The names of the migrations that were applied.</returns>
    /// <exception cref="UnusableDataException">The database cannot be opened.</exception>
    public abstract IReadOnlyList<string> Migrate();

    /// <summary>Opens a session for reading.</summary>
    public abstract Task<SqlSession> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Opens a session for reading that sees the store as it is at its first statement, whatever is written meanwhile.</summary>
    public abstract Task<SqlSession> OpenMomentAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Runs <paramref name="work"/> in a transaction that excludes others of its scope, and commits it, perhaps together with other waiting
    /// writes. An exception undoes only this write.
    /// </summary>
    /// <param name="work">
    /// May run again, in a new transaction, if the one before was undone because it met another or lost its connection; so it must not go
    /// on from what it did the first time.
    /// </param>
    public abstract Task<T> WriteAsync<T>(WriteScope scope, Func<SqlSession, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>Makes this process one of those that share the work on this database; the same object each time.</summary>
    /// <exception cref="InvalidOperationException">The database is in memory.</exception>
    public abstract INode Join();

    /// <summary>Whether this process may group in this transaction: among nodes, only the one that leads.</summary>
    public virtual Task<bool> MayGroupAsync(SqlSession transaction) => Task.FromResult(true);

    /// <summary>The requests of all nodes to sites; null on an engine for one machine, whose server knows of all.</summary>
    public virtual ISiteTurns? SiteTurns => null;

    /// <summary>The clock by which times in this database are set and compared.</summary>
    public virtual TimeProvider Clock => TimeProvider.System;

    /// <summary>Closes its connections.</summary>
    public abstract void Dispose();

    /// <summary>Makes a small write, in its turn, to check whether the database is writable.</summary>
    public Task ProbeAsync(CancellationToken cancellationToken) =>
        WriteAsync(WriteScope.None, sql => sql.ExecuteAsync("UPDATE write_probe SET value = value + 1"), cancellationToken);
}

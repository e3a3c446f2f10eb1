namespace FeedHub.Storage.Sql;

/// <summary>A database of FeedHub's: how to bring it up to date, read it and write to it.</summary>
public abstract class FeedDatabase
{
    /// <summary>Applies the migrations that this database lacks. Safe beside another process doing the same.</summary>
    /// <exception cref="UnusableDataException">There is no database that can be opened.</exception>
    public abstract void Migrate();

    /// <summary>Opens a session for reading.</summary>
    public abstract Task<SqlSession> OpenAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Runs <paramref name="work"/> in a transaction that has its scope to itself, and commits it, perhaps with others that wait; what it
    /// throws undoes it alone.
    /// </summary>
    public abstract Task<T> WriteAsync<T>(WriteScope scope, Func<SqlSession, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>Writes something small, in its turn, to see whether anything can be written.</summary>
    public Task ProbeAsync(CancellationToken cancellationToken) =>
        WriteAsync(WriteScope.None, sql => sql.ExecuteAsync("UPDATE write_probe SET value = value + 1"), cancellationToken);
}

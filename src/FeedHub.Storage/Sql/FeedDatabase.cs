namespace FeedHub.Storage.Sql;

/// <summary>A FeedHub database: brings it up to date, reads it and writes to it.</summary>
public abstract class FeedDatabase
{
    /// <summary>Applies the migrations that this database lacks. Safe while another process does the same.</summary>
    /// <exception cref="UnusableDataException">The database cannot be opened.</exception>
    public abstract void Migrate();

    /// <summary>Opens a session for reading.</summary>
    public abstract Task<SqlSession> OpenAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Runs <paramref name="work"/> in a transaction that excludes others of its scope, and commits it, perhaps together with other waiting
    /// writes. An exception undoes only this write.
    /// </summary>
    public abstract Task<T> WriteAsync<T>(WriteScope scope, Func<SqlSession, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>Makes a small write, in its turn, to check whether the database is writable.</summary>
    public Task ProbeAsync(CancellationToken cancellationToken) =>
        WriteAsync(WriteScope.None, sql => sql.ExecuteAsync("UPDATE write_probe SET value = value + 1"), cancellationToken);
}

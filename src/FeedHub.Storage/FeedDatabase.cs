using System.Data.Common;
using Dapper;

namespace FeedHub.Storage;

/// <summary>A database of FeedHub's: how to open it, write to it and bring it up to date.</summary>
public abstract class FeedDatabase
{
    /// <summary>A subquery of the texts of the JSON array <c>@marks</c>, one a row: a statement with a parameter for each would be parsed each time.</summary>
    internal abstract string Marks { get; }

    /// <summary>Turns what a reader typed into a condition on entries; see <see cref="ISearchDialect"/>.</summary>
    internal abstract ISearchDialect Search { get; }

    /// <summary>Applies the migrations that this database lacks. Safe beside another process doing the same.</summary>
    /// <exception cref="UnusableDataException">There is no database that can be opened.</exception>
    public abstract void Migrate();

    /// <summary>Opens a connection for reading.</summary>
    public abstract Task<DbConnection> OpenAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Runs <paramref name="work"/> in a transaction that excludes other writers, and commits it, perhaps with other works that wait; what it
    /// throws undoes it alone.
    /// </summary>
    public abstract Task<T> WriteAsync<T>(Func<DbConnection, DbTransaction, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>Writes something small, in its turn, to see whether anything can be written.</summary>
    public Task ProbeAsync(CancellationToken cancellationToken) => WriteAsync(
        (connection, transaction) => connection.ExecuteAsync("UPDATE write_probe SET value = value + 1", transaction: transaction), cancellationToken);

    /// <summary>Copies the database to a file while it is in use.</summary>
    /// <exception cref="IOException">The file exists, or cannot be written.</exception>
    public abstract Task BackupAsync(string file, CancellationToken cancellationToken);

    /// <summary>Puts the content of a backup in place of what is here, which is first copied to a file beside it.</summary>
    /// <returns>The file that holds what was here before; null when there was nothing.</returns>
    /// <exception cref="InvalidDataException">The file is no sound backup of FeedHub's; nothing was changed.</exception>
    public abstract Task<string?> RestoreAsync(string file, CancellationToken cancellationToken);
}

/// <summary>Full-text search, which the engines do each in their own way.</summary>
internal interface ISearchDialect
{
    /// <summary>A statement that makes the entry <c>@seq</c> findable by the words of <c>@title</c> and <c>@text</c>, and by those alone.</summary>
    string Index { get; }

    /// <summary>A title or text as that statement takes it.</summary>
    string Indexed(string text);

    /// <summary>A condition on <c>e</c> (entry) that holds for matches of the parameter <c>@search</c>.</summary>
    string Condition { get; }

    /// <summary>The value for <c>@search</c>; null when the words hold nothing to search for.</summary>
    string? Parameter(string words);
}

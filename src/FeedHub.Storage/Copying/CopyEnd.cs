using System.Data.Common;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Copying;

/// <summary>One end of a copy: a store that is read or written with the means of its engine. For one copy and one task at a time.</summary>
public abstract class CopyEnd : IAsyncDisposable
{
    /// <summary>The store for people, without a password.</summary>
    public abstract override string ToString();

    /// <summary>Gives back what it holds; the sessions that it opened have to be closed before.</summary>
    public abstract ValueTask DisposeAsync();

    /// <summary>Opens the store to be read, as of one moment, whoever writes to it meanwhile; its engine refuses changes.</summary>
    /// <exception cref="InvalidDataException">There is no store, or it is not up to date.</exception>
    internal abstract Task<SqlSession> OpenSourceAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Opens the store to be written, for one process only, without checking references. What has no mark of a copy is brought up to date.
    /// </summary>
    /// <exception cref="InvalidDataException">Another process copies into it, or another version of FeedHub began the copy.</exception>
    internal abstract Task<SqlSession> OpenTargetAsync(CancellationToken cancellationToken);

    /// <summary>Opens the target once more, to read it while it is written.</summary>
    internal abstract Task<SqlSession> OpenReadingAsync(CancellationToken cancellationToken);

    /// <summary>The columns of a table; none if there is no such table.</summary>
    internal abstract Task<IReadOnlyList<CopyColumn>> ColumnsAsync(SqlSession sql, string table);

    /// <summary>The highest number that was ever given in a numbered table; 0 if there is none.</summary>
    internal abstract Task<long> LastNumberAsync(SqlSession sql, CopiedTable table);

    /// <summary>Makes a numbered table go on after a number, and after all that are in it.</summary>
    internal abstract Task ContinueAfterAsync(SqlSession sql, CopiedTable table, long number);

    /// <summary>Drops indexes and references of the tables, so that rows can be written in any order and fast.</summary>
    /// <returns>The statements that make them again, in order.</returns>
    internal abstract Task<IReadOnlyList<string>> SetAsideAsync(SqlSession sql);

    /// <summary>Makes again what was set aside, and with that checks what is stored.</summary>
    /// <exception cref="InvalidDataException">A row refers to one that is not there.</exception>
    internal abstract Task RebuildAsync(SqlSession sql, IReadOnlyList<string> statements);

    /// <summary>Writes new rows.</summary>
    internal abstract Task InsertAsync(
        SqlSession sql, CopiedTable table, IReadOnlyList<CopyColumn> columns, IReadOnlyList<CopiedRow> rows);

    /// <summary>Deletes rows by their keys.</summary>
    internal async Task DeleteAsync(SqlSession sql, CopiedTable table, IReadOnlyList<CopyColumn> columns, IReadOnlyList<CopiedRow> rows)
    {
        var names = table.Key.Select((_, i) => $"@key{i}").ToList();
        var isRow = string.Join(" AND ", names.Select((name, i) => $"{columns[i].Name} = {Parameter(name, columns[i].Type)}"));
        foreach (var row in rows)
        {
            await sql.ExecuteAsync(
                $"DELETE FROM {table.Name} WHERE {isRow}",
                [.. names.Select((name, i) => (name, ParameterValue(row.Values[i], columns[i].Type)))]);
        }
    }

    /// <summary>Lets the engine count what its plans depend on.</summary>
    internal abstract Task AnalyzeAsync(SqlSession sql);

    /// <summary>The bytes of a text as this engine can store them.</summary>
    internal abstract byte[] Storable(byte[] text);

    /// <summary>What rows have to be ordered by to come in the order that their keys have at the target.</summary>
    /// <param name="columns">Those of the key come first.</param>
    internal virtual Task<IReadOnlyList<string>> OrderAsync(
        SqlSession sql, CopiedTable table, IReadOnlyList<CopyColumn> columns, CopyEnd target) => Task.FromResult(table.Key);

    /// <summary>How a statement names a parameter that has a value of a column.</summary>
    private protected abstract string Parameter(string name, CopyColumnType type);

    /// <summary>A value of a column as a parameter.</summary>
    private protected abstract object? ParameterValue(object? value, CopyColumnType type);

    /// <summary>A failure of the engine, in words.</summary>
    protected abstract Exception Unusable(DbException cause);

    /// <inheritdoc cref="OrUnusableAsync{T}"/>
    internal Task OrUnusableAsync(Func<Task> work) => OrUnusableAsync(async () =>
    {
        await work();
        return true;
    });

    /// <summary>Runs what uses the engine; its failures come in words.</summary>
    internal async Task<T> OrUnusableAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (DbException cause)
        {
            throw Unusable(cause);
        }
    }
}

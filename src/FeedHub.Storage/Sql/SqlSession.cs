using System.Data.Common;
using System.Globalization;

namespace FeedHub.Storage.Sql;

/// <summary>
/// The one way to run SQL. A statement is parsed once while its connection is open, since parsing costs more than running. Parameters are
/// passed by name; one that may be null and is compared with NULL needs a CAST, or an engine cannot tell its type. For one task at a time.
/// </summary>
/// <param name="mend">
/// In a session that only reads: makes the connection usable after a fault, of which it gets the number, and says whether to read again.
/// </param>
public sealed class SqlSession(DbConnection connection, SqlDialect dialect, Func<DbException, int, Task<bool>>? mend = null)
    : IDisposable, IAsyncDisposable
{
    private readonly Dictionary<string, DbCommand> commands = [];

    public SqlDialect Dialect => dialect;

    /// <summary>The statements run so far.</summary>
    internal IReadOnlyCollection<string> Statements => commands.Keys;

    /// <summary>The transaction that the statements belong to; null in a session that only reads.</summary>
    internal DbTransaction? Transaction { get; set; }

    /// <param name="values">
    /// Parameters by their names in the statement, with <c>@</c>: the same names each time, fastest in the same order. A list is for
    /// <see cref="SqlDialect.AnyOf"/>.
    /// </param>
    /// <returns>The number of rows changed.</returns>
    /// <exception cref="ArgumentException">The names differ from those with which the statement was first run.</exception>
    public Task<int> ExecuteAsync(string sql, params ReadOnlySpan<(string Name, object? Value)> values) =>
        Command(sql, values).ExecuteNonQueryAsync();

    /// <summary>The first column of the first row, such as the result of <c>RETURNING</c>; null without a row or value.</summary>
    /// <inheritdoc cref="ExecuteAsync"/>
    public Task<long?> NumberAsync(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = Command(sql, values);
        return mend is null ? First(command) : AgainAsync(() => First(command));

        static async Task<long?> First(DbCommand command) => await command.ExecuteScalarAsync() switch
        {
            null or DBNull => null,
            var value => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        };
    }

    /// <summary>The rows, each converted by <paramref name="read"/>.</summary>
    /// <inheritdoc cref="ExecuteAsync"/>
    public Task<List<T>> QueryAsync<T>(string sql, Func<SqlRow, T> read, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = Command(sql, values);
        return mend is null ? All(command, read) : AgainAsync(() => All(command, read));

        static async Task<List<T>> All(DbCommand command, Func<SqlRow, T> read)
        {
            var all = new List<T>();
            await using var reader = await command.ExecuteReaderAsync();
            var row = new SqlRow(reader);
            while (await reader.ReadAsync())
                all.Add(read(row));
            return all;
        }
    }

    /// <summary>
    /// The rows as they come, for a table that is longer than memory. Until the reader is closed, the session may not be able to run
    /// anything else.
    /// </summary>
    internal Task<DbDataReader> ReadAsync(string sql, CancellationToken cancellationToken) =>
        Command(sql, []).ExecuteReaderAsync(cancellationToken);

    /// <summary>Runs work in a transaction of its own and commits it.</summary>
    internal async Task CommitAsync(Func<Task> work)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        Transaction = transaction;
        try
        {
            await work();
            await transaction.CommitAsync();
        }
        finally
        {
            Transaction = null;
        }
    }

    /// <summary>Closes the connection too.</summary>
    public void Dispose()
    {
        foreach (var command in commands.Values)
            command.Dispose();
        connection.Dispose();
    }

    /// <inheritdoc cref="Dispose"/>
    public async ValueTask DisposeAsync()
    {
        foreach (var command in commands.Values)
            await command.DisposeAsync();
        await connection.DisposeAsync();
    }

    private async Task<T> AgainAsync<T>(Func<Task<T>> read)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await read();
            }
            catch (DbException fault)
            {
                if (!await mend!(fault, attempt))
                    throw;
            }
        }
    }

    private DbCommand Command(string sql, ReadOnlySpan<(string Name, object? Value)> values)
    {
        if (!commands.TryGetValue(sql, out var command))
            commands[sql] = command = Parse(sql, values);
        command.Transaction = Transaction;
        Bind(command.Parameters, values);
        return command;
    }

    private void Bind(DbParameterCollection bound, ReadOnlySpan<(string Name, object? Value)> given)
    {
        if (bound.Count != given.Length)
            throw new ArgumentException($"The statement has {bound.Count} parameters, but {given.Length} were given.", nameof(given));
        for (var i = 0; i < given.Length; i++)
        {
            var parameter = bound[i];
            // Usually the same string instance, which is a fast comparison.
            var at = parameter.ParameterName == given[i].Name ? i : IndexOf(given, parameter.ParameterName);
            parameter.Value = dialect.Value(given[at].Value) ?? DBNull.Value;
        }
    }

    private static int IndexOf(ReadOnlySpan<(string Name, object? Value)> given, string name)
    {
        for (var i = 0; i < given.Length; i++)
        {
            if (given[i].Name == name)
                return i;
        }
        throw new ArgumentException($"The statement has the parameter {name}, which was not given.", nameof(given));
    }

    private DbCommand Parse(string sql, ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, _) in values)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            if (command.Parameters.Contains(name))
                throw new ArgumentException($"The parameter {name} was given twice.", nameof(values));
            command.Parameters.Add(parameter);
        }
        return command;
    }
}

using System.Data.Common;
using System.Runtime.CompilerServices;

namespace FeedHub.Storage;

/// <summary>
/// The statements that are run many times, each parsed once for as long as its connection is open: parsing costs more than running. For the
/// one who writes.
/// </summary>
internal sealed class Statements
{
    private static readonly ConditionalWeakTable<DbConnection, Dictionary<string, DbCommand>> Parsed = [];

    private readonly DbConnection connection;
    private readonly DbTransaction transaction;
    private readonly Dictionary<string, DbCommand> commands;

    public Statements(DbConnection connection, DbTransaction transaction)
    {
        this.connection = connection;
        this.transaction = transaction;
        commands = Parsed.GetOrCreateValue(connection);
    }

    /// <summary>Runs a statement of our own text; the parameters are the same, in the same order, each time.</summary>
    /// <returns>The rows that it changed.</returns>
    public Task<int> ExecuteAsync(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        Command(sql, parameters).ExecuteNonQueryAsync();

    /// <summary>Runs such a statement, and gives the number that it returns; null when it returns no row.</summary>
    public Task<long?> NumberAsync(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        return Of(Command(sql, parameters));

        static async Task<long?> Of(DbCommand command) => (long?)await command.ExecuteScalarAsync();
    }

    private DbCommand Command(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (!commands.TryGetValue(sql, out var command))
            commands[sql] = command = Parse(sql, parameters);
        command.Transaction = transaction;
        for (var i = 0; i < parameters.Length; i++)
            command.Parameters[i].Value = parameters[i].Value ?? DBNull.Value;
        return command;
    }

    private DbCommand Parse(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, _) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            command.Parameters.Add(parameter);
        }
        return command;
    }
}

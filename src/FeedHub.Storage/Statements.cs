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

    /// <summary>Runs a statement of ours. Its parameters are the same each time, and go by name; fastest in the same order.</summary>
    /// <returns>The rows that it changed.</returns>
    /// <exception cref="ArgumentException">The names are not those with which it was first run.</exception>
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
        Bind(command.Parameters, parameters);
        return command;
    }

    private static void Bind(DbParameterCollection bound, ReadOnlySpan<(string Name, object? Value)> given)
    {
        if (bound.Count != given.Length)
            throw new ArgumentException($"The statement has {bound.Count} parameters, and {given.Length} were given.", nameof(given));
        for (var i = 0; i < given.Length; i++)
        {
            var parameter = bound[i];
            // Mostly the very same constant, which is seen at a glance.
            var at = parameter.ParameterName == given[i].Name ? i : IndexOf(given, parameter.ParameterName);
            parameter.Value = given[at].Value ?? DBNull.Value;
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

    private DbCommand Parse(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, _) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            if (command.Parameters.Contains(name))
                throw new ArgumentException($"The parameter {name} was given twice.", nameof(parameters));
            command.Parameters.Add(parameter);
        }
        return command;
    }
}

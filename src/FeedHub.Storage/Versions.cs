using System.Data.Common;
using Dapper;

namespace FeedHub.Storage;

/// <summary>The numbers that grow with every visible change.</summary>
internal static class Versions
{
    public const string Timeline = "timeline";

    /// <summary>Grows with every step and correction of grouping.</summary>
    public const string Grouping = "grouping";

    /// <summary>The greatest number that a story has had.</summary>
    public const string Story = "story";

    public static Task<long> OfAsync(DbConnection connection, string name) =>
        connection.ExecuteScalarAsync<long>("SELECT value FROM version WHERE name = @name", new { name });

    public static Task AdvanceAsync(DbConnection connection, DbTransaction transaction, string name) =>
        connection.ExecuteAsync("UPDATE version SET value = value + 1 WHERE name = @name", new { name }, transaction);

    public static Task RaiseToAsync(DbConnection connection, DbTransaction transaction, string name, long value) =>
        connection.ExecuteAsync("UPDATE version SET value = @value WHERE name = @name AND value < @value", new { name, value }, transaction);

    public static async Task<IEnumerable<(string Name, long Value)>> ReadAsync(DbConnection connection) =>
        await connection.QueryAsync<(string, long)>("SELECT name, value FROM version");

    public static Task RaiseAboveAsync(DbConnection connection, DbTransaction transaction, string name, long value) =>
        connection.ExecuteAsync("UPDATE version SET value = CASE WHEN value > @value THEN value + 1 ELSE @value + 1 END WHERE name = @name", new { name, value }, transaction);
}

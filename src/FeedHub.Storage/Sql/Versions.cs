using FeedHub.Core.Nodes;

namespace FeedHub.Storage.Sql;

/// <summary>Numbers that increase with every visible change.</summary>
internal static class Versions
{
    /// <summary>The table that keeps them.</summary>
    public const string Table = "version";

    public const string Timeline = "timeline";

    /// <summary>Increases with every step and correction of grouping.</summary>
    public const string Grouping = "grouping";

    /// <summary>The highest number that a story has had.</summary>
    public const string Story = "story";

    /// <summary>The number of the last change that a story had.</summary>
    public const string Change = "change";

    public static async Task<long> GetAsync(SqlSession sql, string name) =>
        await sql.NumberAsync("SELECT value FROM version WHERE name = @name", ("@name", name)) ?? 0;

    public static async Task AdvanceAsync(SqlSession sql, string name)
    {
        await sql.ExecuteAsync("UPDATE version SET value = value + 1 WHERE name = @name", ("@name", name));
        if (name == Timeline)
            await sql.Dialect.TellAsync(sql, StoreNews.Timeline);
    }

    /// <returns>The new value. Until the transaction ends, others that advance it wait.</returns>
    public static async Task<long> AdvanceAsync(SqlSession sql, string name, int by) => await sql.NumberAsync(
        "UPDATE version SET value = value + @by WHERE name = @name RETURNING value", ("@name", name), ("@by", (long)by)) ?? 0;

    public static Task RaiseToAsync(SqlSession sql, string name, long value) =>
        sql.ExecuteAsync("UPDATE version SET value = @value WHERE name = @name AND value < @value", ("@name", name), ("@value", value));

    public static Task<List<(string Name, long Value)>> AllAsync(SqlSession sql) =>
        sql.QueryAsync("SELECT name, value FROM version", row => (row.Text("name"), row.Number("value")));

    public static Task RaiseAboveAsync(SqlSession sql, string name, long value) => sql.ExecuteAsync(
        "UPDATE version SET value = CASE WHEN value > @value THEN value + 1 ELSE @value + 1 END WHERE name = @name",
        ("@name", name), ("@value", value));
}

using System.Text.Json;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Sqlite;

/// <summary>SQLite's own SQL.</summary>
internal sealed class SqliteDialect : SqlDialect
{
    public static readonly SqliteDialect Instance = new();

    /// <summary>A list is passed as one JSON array.</summary>
    public override string AnyOf(string column, string parameter) => $"{column} IN (SELECT value FROM json_each({parameter}))";

    public override string HasTable(string name) => $"EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '{name}')";

    public override object? Value(object? value) => value switch
    {
        bool flag => flag ? 1L : 0L,
        IReadOnlyList<string> texts => JsonSerializer.Serialize(texts, StoredJson.Default.IReadOnlyListString),
        IReadOnlyList<long> numbers => $"[{string.Join(',', numbers)}]",
        _ => value,
    };

    /// <summary>There is one writer at a time.</summary>
    public override string SkippingLocked => "";

    /// <summary>A statement that is parsed already costs less than finding a way to run it once.</summary>
    public override async Task InsertAsync(SqlSession sql, SqlRows rows, string otherwise = "")
    {
        var insert = $"INSERT INTO {rows.Table} ({string.Join(", ", rows.Names)}) "
            + $"VALUES ({string.Join(", ", rows.Columns.Select(c => c.Parameter))}) {otherwise}";
        foreach (var row in rows.Rows)
            await sql.ExecuteAsync(insert, Values(rows, row));
    }

    /// <inheritdoc cref="InsertAsync"/>
    public override async Task UpdateAsync(SqlSession sql, SqlRows rows)
    {
        var key = rows.Columns[0].Name;
        var update = $"UPDATE {rows.Table} SET {string.Join(", ", rows.Names.Skip(1).Select(name => $"{name} = @{name}"))} "
            + $"WHERE {key} = @{key}";
        foreach (var row in rows.Rows)
            await sql.ExecuteAsync(update, Values(rows, row));
    }

    public override async Task<IReadOnlyList<long>> EntryNumbersAsync(SqlSession sql, DateTimeOffset arrived, int count)
    {
        // Nobody else writes before these are written.
        var last = await sql.NumberAsync("SELECT seq FROM sqlite_sequence WHERE name = 'entry'") ?? 0;
        return [.. Enumerable.Range(1, count).Select(i => last + i)];
    }

    public override Task<SqlCondition> OfStoriesAsync(SqlSession sql, IReadOnlyList<long> stories) =>
        Task.FromResult(new SqlCondition(AnyOf("story_id", "@stories"), [("@stories", stories)]));

    internal override Task<IReadOnlyList<ExpiredEntries>> ExpiredAsync(SqlSession sql, DateTimeOffset cutoff) =>
        Task.FromResult<IReadOnlyList<ExpiredEntries>>(
            [new ExpiredEntries(new SqlCondition("arrived < @cutoff", [("@cutoff", cutoff.ToColumn())]), Table: null)]);

    /// <summary>The server on a data folder knows what it writes, and other verbs' writes are looked for at intervals.</summary>
    public override Task TellAsync(SqlSession sql, string news) => Task.CompletedTask;

    public override StoryIndex Stories { get; } = new SqliteStoryIndex();

    private static (string, object?)[] Values(SqlRows rows, object?[] row) => [.. rows.Columns.Select((c, i) => (c.Parameter, row[i]))];
}

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

    /// <summary>The server on a data folder knows what it writes, and other verbs' writes are looked for at intervals.</summary>
    public override Task TellAsync(SqlSession sql, string news) => Task.CompletedTask;

    public override StoryIndex Stories { get; } = new SqliteStoryIndex();
}

using System.Text.Json;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Copying;

/// <summary>
/// What a store that is a copy says of itself, in a table that only such a store has: of what it is a copy, whether that is finished, and
/// what the end of the copy has to make again. A store without it is like any other.
/// </summary>
/// <param name="Source">The store that is copied, for people.</param>
/// <param name="SetAside">Statements that make dropped indexes and references again, in order.</param>
internal sealed record CopyMark(string Source, bool IsFinished, IReadOnlyList<string> SetAside)
{
    private const string Table = "copy_of";

    /// <summary>The mark of a store; null without one.</summary>
    public static async Task<CopyMark?> ReadAsync(SqlSession sql)
    {
        if (await sql.NumberAsync($"SELECT 1 WHERE {sql.Dialect.HasTable(Table)}") is null)
            return null;
        return (await sql.QueryAsync(
            $"SELECT source, finished, set_aside FROM {Table}",
            row => new CopyMark(
                row.Text("source"), row.Flag("finished"), row.Json("set_aside", StoredJson.Default.IReadOnlyListString))))
            .SingleOrDefault();
    }

    /// <summary>
    /// Makes a finished copy a store of its own, since what is stored from now on is nowhere else: no further run of the copy writes to it.
    /// </summary>
    /// <returns>The store that it is an unfinished copy of, and must not be used; null if it may be.</returns>
    public static async Task<string?> TakeOverAsync(SqlSession sql)
    {
        if (await ReadAsync(sql) is not { } mark)
            return null;
        if (!mark.IsFinished)
            return mark.Source;
        await sql.ExecuteAsync($"DROP TABLE IF EXISTS {Table}");
        return null;
    }

    /// <summary>Writes it in place of the one before.</summary>
    public async Task WriteAsync(SqlSession sql)
    {
        await sql.ExecuteAsync(
            $"""
            CREATE TABLE IF NOT EXISTS {Table} (
              id bigint PRIMARY KEY CHECK (id = 1), source text NOT NULL, finished bigint NOT NULL, set_aside text NOT NULL)
            """);
        await sql.ExecuteAsync(
            $"""
            INSERT INTO {Table} (id, source, finished, set_aside) VALUES (1, @source, @finished, @setAside)
            ON CONFLICT (id) DO UPDATE SET source = excluded.source, finished = excluded.finished, set_aside = excluded.set_aside
            """,
            ("@source", Source), ("@finished", IsFinished),
            ("@setAside", JsonSerializer.Serialize(SetAside, StoredJson.Default.IReadOnlyListString)));
    }
}

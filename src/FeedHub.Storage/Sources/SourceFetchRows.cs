using FeedHub.Core.Sources;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Sources;

/// <summary>The last fetches of each source in SQL.</summary>
internal static class SourceFetchRows
{
    /// <summary>Adds a fetch, and deletes all but the last <see cref="SourceFetch.Kept"/> of its source.</summary>
    public static async Task AddAsync(SqlSession sql, SourceFetch fetch)
    {
        await sql.ExecuteAsync(
            """
            INSERT INTO source_fetch (source_id, at, outcome, url, status, bytes, milliseconds, added, changed, note)
            VALUES (@source, @at, @outcome, @url, @status, @bytes, @milliseconds, @added, @changed, @note)
            """,
            ("@source", fetch.Source.Value), ("@at", fetch.At.ToColumn()), ("@outcome", fetch.Outcome), ("@url", fetch.Url),
            ("@status", fetch.Status), ("@bytes", fetch.Bytes), ("@milliseconds", fetch.Milliseconds), ("@added", fetch.New),
            ("@changed", fetch.Changed), ("@note", fetch.Note));
        await sql.ExecuteAsync(
            $"""
            DELETE FROM source_fetch WHERE source_id = @source
              AND id <= (SELECT id FROM source_fetch WHERE source_id = @source ORDER BY id DESC LIMIT 1 OFFSET {SourceFetch.Kept})
            """,
            ("@source", fetch.Source.Value));
    }

    /// <summary>The last fetches of a source, newest first.</summary>
    public static async Task<IReadOnlyList<SourceFetch>> ReadAsync(SqlSession sql, SourceId source, int max) => await sql.QueryAsync(
        """
        SELECT source_id, at, outcome, url, status, bytes, milliseconds, added, changed, note
        FROM source_fetch WHERE source_id = @source ORDER BY id DESC LIMIT @max
        """,
        Fetch,
        ("@source", source.Value), ("@max", max));

    private static SourceFetch Fetch(SqlRow row) => new()
    {
        Source = new SourceId(row.Text("source_id")),
        At = row.Instant("at"),
        Outcome = row.Text("outcome"),
        Url = row.Text("url"),
        Status = (int?)row.NumberOrNull("status"),
        Bytes = row.Number("bytes"),
        Milliseconds = row.Number("milliseconds"),
        New = (int)row.Number("added"),
        Changed = (int)row.Number("changed"),
        Note = row.TextOrNull("note"),
    };
}

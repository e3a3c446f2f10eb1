using System.Data.Common;
using Dapper;
using FeedHub.Core.Sources;

namespace FeedHub.Storage;

/// <summary>The last fetches of each source in SQL.</summary>
internal static class SourceFetchRows
{
    /// <summary>Adds a fetch, and drops what is older than the last <see cref="SourceFetch.Kept"/> of its source.</summary>
    public static async Task AddAsync(Statements statements, SourceFetch fetch)
    {
        await statements.ExecuteAsync(
            """
            INSERT INTO source_fetch (source_id, at, outcome, url, status, bytes, milliseconds, added, changed, note)
            VALUES (@source, @at, @outcome, @url, @status, @bytes, @milliseconds, @added, @changed, @note)
            """,
            ("@source", fetch.Source.Value), ("@at", fetch.At.ToColumn()), ("@outcome", fetch.Outcome), ("@url", fetch.Url), ("@status", fetch.Status),
            ("@bytes", fetch.Bytes), ("@milliseconds", fetch.Milliseconds), ("@added", fetch.New), ("@changed", fetch.Changed), ("@note", fetch.Note));
        await statements.ExecuteAsync(
            $"""
            DELETE FROM source_fetch WHERE source_id = @source
              AND id <= (SELECT id FROM source_fetch WHERE source_id = @source ORDER BY id DESC LIMIT 1 OFFSET {SourceFetch.Kept})
            """,
            ("@source", fetch.Source.Value));
    }

    /// <summary>The last fetches of a source, newest first.</summary>
    public static async Task<IReadOnlyList<SourceFetch>> ReadAsync(DbConnection connection, SourceId source, int max)
    {
        var rows = await connection.QueryAsync<Row>(
            """
            SELECT at, outcome, url, status, bytes, milliseconds, added, changed, note
            FROM source_fetch WHERE source_id = @source ORDER BY id DESC LIMIT @max
            """,
            new { source = source.Value, max });
        return
        [
            .. rows.Select(r => new SourceFetch
            {
                Source = source,
                At = r.At.ToInstant(),
                Outcome = r.Outcome,
                Url = r.Url,
                Status = r.Status,
                Bytes = r.Bytes,
                Milliseconds = r.Milliseconds,
                New = r.Added,
                Changed = r.Changed,
                Note = r.Note,
            }),
        ];
    }

    private sealed class Row
    {
        public long At { get; init; }
        public string Outcome { get; init; } = "";
        public string Url { get; init; } = "";
        public int? Status { get; init; }
        public long Bytes { get; init; }
        public long Milliseconds { get; init; }
        public int Added { get; init; }
        public int Changed { get; init; }
        public string? Note { get; init; }
    }
}

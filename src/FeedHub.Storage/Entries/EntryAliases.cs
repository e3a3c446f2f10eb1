using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Entries;

/// <summary>The table <c>entry_alias</c>: further keys of entries.</summary>
internal static class EntryAliases
{
    /// <summary>A source that changes IDs at every poll adds new ones for ever; the oldest are dropped.</summary>
    private const int MaxPerEntry = 4;

    /// <param name="sequence">The entry's position in the order of arrival.</param>
    public static async Task AddAsync(SqlSession sql, string source, string key, long sequence, DateTimeOffset at)
    {
        await sql.ExecuteAsync(
            """
            INSERT INTO entry_alias (source_id, key, seq, at) VALUES (@source, @key, @seq, @at)
            ON CONFLICT (source_id, key) DO UPDATE SET seq = excluded.seq, at = excluded.at
            """,
            ("@source", source), ("@key", key), ("@seq", sequence), ("@at", at.ToColumn()));
        await sql.ExecuteAsync(
            $"""
            DELETE FROM entry_alias WHERE seq = @seq AND source_id = @source AND key NOT IN
              (SELECT key FROM entry_alias WHERE seq = @seq ORDER BY at DESC, key LIMIT {MaxPerEntry})
            """,
            ("@source", source), ("@seq", sequence));
    }
}

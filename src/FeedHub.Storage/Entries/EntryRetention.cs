using FeedHub.Core.Timelines.Changes;
using FeedHub.Storage.Changes;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Entries;

/// <summary>Deletes entries that have been kept for long enough, and what no entry is left of.</summary>
internal static class EntryRetention
{
    /// <param name="cutoff">Entries that arrived before may go.</param>
    /// <returns>How many were deleted.</returns>
    public static async Task<int> PurgeAsync(SqlSession sql, DateTimeOffset cutoff, DateTimeOffset now)
    {
        var purged = 0;
        foreach (var part in await sql.Dialect.ExpiredAsync(sql, cutoff))
            purged += await PurgeAsync(sql, part);
        if (purged > 0)
        {
            var gone = await sql.QueryAsync(
                """
                DELETE FROM story WHERE stale = 1 AND NOT EXISTS (SELECT 1 FROM entry WHERE entry.story_id = story.id)
                RETURNING id, place
                """,
                row => (Story: row.Number("id"), Place: row.Number("place")));
            await sql.Dialect.Stories.RemoveAsync(sql, [.. gone.Select(g => g.Place)]);
            await sql.ExecuteAsync(
                "DELETE FROM story_redirect WHERE NOT EXISTS (SELECT 1 FROM story WHERE story.id = story_redirect.target)");
            await sql.ExecuteAsync(
                """
                DELETE FROM story_related WHERE NOT EXISTS (SELECT 1 FROM story WHERE story.id = story_related.story)
                  OR NOT EXISTS (SELECT 1 FROM story WHERE story.id = story_related.other)
                """);
            var changes = new StoryChangeLog(sql);
            foreach (var (story, _) in gone)
                changes.Add(StoryChangeKind.Gone, story);
            await changes.WriteAsync(now);
            await Versions.AdvanceAsync(sql, Versions.Timeline);
        }
        return purged;
    }

    private static async Task<int> PurgeAsync(SqlSession sql, ExpiredEntries part)
    {
        var (which, values) = (part.Which.Text, part.Which.Values.ToArray());
        var counts = await sql.QueryAsync(
            $"SELECT source_id, count(*) AS entries FROM entry WHERE {which} GROUP BY source_id",
            row => (Source: row.Text("source_id"), Entries: row.Number("entries")),
            values);
        if (counts.Count == 0 && part.Table is null)
            return 0;
        await sql.ExecuteAsync(
            $"""
            INSERT INTO purged (source_id, key)
            SELECT source_id, key FROM entry WHERE {which}
            UNION SELECT source_id, key FROM entry_alias WHERE seq IN (SELECT seq FROM entry WHERE {which})
            ON CONFLICT DO NOTHING
            """,
            values);
        await StaleStories.MarkChangedAsync(sql, $"id IN (SELECT story_id FROM entry WHERE {which})", values);
        // Polls that have added to a source commit before this, and others add to it afterwards.
        foreach (var (source, entries) in counts)
            await sql.ExecuteAsync("UPDATE source SET entries = entries - @gone WHERE id = @id", ("@gone", entries), ("@id", source));
        if (part.Table is null)
        {
            await sql.ExecuteAsync($"DELETE FROM revision WHERE entry_id IN (SELECT id FROM entry WHERE {which})", values);
            await sql.ExecuteAsync($"DELETE FROM entry WHERE {which}", values);
        }
        else
        {
            await sql.Dialect.DropAsync(sql, part);
        }
        return (int)counts.Sum(c => c.Entries);
    }
}

using FeedHub.Core.Entries;
using FeedHub.Core.Ingestion;
using FeedHub.Core.Nodes;
using FeedHub.Storage.Sources;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Entries;

/// <summary>Commits polls to SQL.</summary>
public sealed class IngestionStore(FeedDatabase database) : IIngestionStore
{
    public Task<IngestionCounts> CommitAsync(IngestionBatch batch, CancellationToken cancellationToken) => database.WriteAsync(
        WriteScope.Ingestion(batch.Outcome.Source.Id),
        async sql =>
        {
            var outcome = batch.Outcome;
            if (outcome.Entries.Count == 0)
            {
                await SourceClaims.ConcludeAsync(sql, batch.Worker, PollConclusion.From(outcome, default));
                return default;
            }
            var stored = await StoredEntries.ReadAsync(sql, outcome);
            var counts = await StoreAsync(sql, outcome, stored);
            await SourceClaims.ConcludeAsync(sql, batch.Worker, PollConclusion.From(outcome.Learning(stored.Shared), counts));
            return counts;
        },
        cancellationToken);

    public Task<int> PurgeAsync(DateTimeOffset cutoff, CancellationToken cancellationToken) => database.WriteAsync(
        WriteScope.Grouping,
        async sql =>
        {
            var old = ("@cutoff", (object?)cutoff.ToColumn());
            await sql.ExecuteAsync(
                """
                INSERT INTO purged (source_id, key)
                SELECT source_id, key FROM entry WHERE arrived < @cutoff
                UNION SELECT a.source_id, a.key FROM entry_alias a JOIN entry e ON e.seq = a.seq WHERE e.arrived < @cutoff
                ON CONFLICT DO NOTHING
                """,
                old);
            await sql.ExecuteAsync("DELETE FROM revision WHERE entry_id IN (SELECT id FROM entry WHERE arrived < @cutoff)", old);
            await StaleStories.MarkAsync(sql, "id IN (SELECT story_id FROM entry WHERE arrived < @cutoff)", old);
            var purged = await sql.ExecuteAsync("DELETE FROM entry WHERE arrived < @cutoff", old);
            if (purged > 0)
            {
                await SourceRows.CountEntriesAsync(sql, only: null);
                await sql.Dialect.Stories.RemoveAsync(sql, await sql.QueryAsync(
                    """
                    DELETE FROM story WHERE stale = 1 AND NOT EXISTS (SELECT 1 FROM entry WHERE entry.story_id = story.id)
                    RETURNING place
                    """,
                    row => row.Number("place")));
                await sql.ExecuteAsync(
                    "DELETE FROM story_redirect WHERE NOT EXISTS (SELECT 1 FROM story WHERE story.id = story_redirect.target)");
                await sql.ExecuteAsync(
                    """
                    DELETE FROM story_related WHERE NOT EXISTS (SELECT 1 FROM story WHERE story.id = story_related.story)
                      OR NOT EXISTS (SELECT 1 FROM story WHERE story.id = story_related.other)
                    """);
                await Versions.AdvanceAsync(sql, Versions.Timeline);
            }
            return purged;
        },
        cancellationToken);

    private static async Task<IngestionCounts> StoreAsync(SqlSession sql, PollOutcome outcome, StoredEntries stored)
    {
        int added = 0, updated = 0;
        // Outlets list the newest first, but the timeline is in order of arrival.
        foreach (var fetched in outcome.Entries.Reverse())
        {
            if (stored.Find(fetched) is not { } known)
            {
                await EntryTable.InsertAsync(sql, stored.AsNew(fetched));
                added++;
            }
            else if (known.Id is { } id && known.ContentHash != fetched.ContentHash)
            {
                var before = await EntryTable.GetAsync(sql, id);
                var now = fetched with { Id = before.Id, Key = before.Key };
                if (EntryAppearance.IsSame(before, now, onlyWords: outcome.IsReadAnew))
                {
                    await EntryTable.UpdateAsync(sql, now with { Changed = before.Changed });
                    continue;
                }
                await ReviseAsync(sql, before, now with { Changed = outcome.At });
                updated++;
            }
        }
        if (added > 0)
        {
            await sql.ExecuteAsync(
                "UPDATE source SET entries = entries + @added WHERE id = @id", ("@added", added), ("@id", outcome.Source.Id.Value));
        }
        if (updated > 0)
            await Versions.AdvanceAsync(sql, Versions.Timeline);
        if (added + updated > 0)
            await sql.Dialect.TellAsync(sql, StoreNews.Entries);
        return new IngestionCounts(added, updated);
    }

    /// <summary>Replaces the text of an entry and keeps the one before as a revision.</summary>
    internal static async Task ReviseAsync(SqlSession sql, Entry before, Entry entry)
    {
        (string, object?)[] what = [("@id", entry.Id.Value), ("@now", entry.Changed.ToColumn())];
        await sql.ExecuteAsync(
            """
            INSERT INTO revision (entry_id, title, summary, content, first_seen, replaced_at)
            VALUES (@id, @title, @summary, @content, @seen, @now)
            """,
            [
                .. what, ("@title", before.Title), ("@summary", before.Summary), ("@content", before.Content),
                ("@seen", (before.Changed ?? before.Arrived).ToColumn()),
            ]);
        await EntryTable.UpdateAsync(sql, entry);
        await sql.ExecuteAsync("UPDATE story SET updated = @now WHERE id = (SELECT story_id FROM entry WHERE id = @id)", what);
    }
}

using FeedHub.Core.Entries;
using FeedHub.Core.Ingestion;
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
            var counts = outcome.Entries.Count == 0 ? default : await StoreAsync(sql, outcome);
            await SourceClaims.ConcludeAsync(sql, batch.Worker, PollConclusion.From(outcome, counts));
            return counts;
        },
        cancellationToken);

    public Task<int> PurgeAsync(DateTimeOffset cutoff, CancellationToken cancellationToken) => database.WriteAsync(
        WriteScope.Grouping,
        async sql =>
        {
            var old = ("@cutoff", (object?)cutoff.ToColumn());
            await sql.ExecuteAsync(
                "INSERT INTO purged (source_id, key) SELECT source_id, key FROM entry WHERE arrived < @cutoff ON CONFLICT DO NOTHING", old);
            await sql.ExecuteAsync("DELETE FROM revision WHERE entry_id IN (SELECT id FROM entry WHERE arrived < @cutoff)", old);
            var purged = await sql.ExecuteAsync("DELETE FROM entry WHERE arrived < @cutoff", old);
            if (purged > 0)
            {
                // Scans the whole table now and then, so that no index has to be maintained at each write.
                await sql.ExecuteAsync(
                    "DELETE FROM entry_subject WHERE NOT EXISTS (SELECT 1 FROM entry WHERE entry.seq = entry_subject.seq)");
                await sql.ExecuteAsync("DELETE FROM story WHERE NOT EXISTS (SELECT 1 FROM entry WHERE entry.story_id = story.id)");
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

    private static async Task<IngestionCounts> StoreAsync(SqlSession sql, PollOutcome outcome)
    {
        var stored = await StoredEntries.ReadAsync(sql, outcome);
        int added = 0, updated = 0;
        // Outlets list the newest first, but the timeline is in order of arrival.
        foreach (var entry in outcome.Entries.Reverse())
        {
            if (stored.Find(entry) is not { } known)
            {
                await EntryTable.InsertAsync(sql, entry);
                added++;
            }
            else if (known.Id is { } id && known.ContentHash != entry.ContentHash)
            {
                await ReviseAsync(sql, entry with { Id = new EntryId(id), Key = known.Key, Changed = outcome.At });
                updated++;
            }
        }
        if (updated > 0)
            await Versions.AdvanceAsync(sql, Versions.Timeline);
        return new IngestionCounts(added, updated);
    }

    private static async Task ReviseAsync(SqlSession sql, Entry entry)
    {
        (string, object?)[] what = [("@id", entry.Id.Value), ("@now", entry.Changed.ToColumn())];
        await sql.ExecuteAsync(
            """
            INSERT INTO revision (entry_id, title, summary, content, first_seen, replaced_at)
            SELECT id, title, summary, content, coalesce(changed, arrived), @now FROM entry JOIN entry_text USING (seq) WHERE id = @id
            """,
            what);
        await EntryTable.UpdateAsync(sql, entry);
        await sql.ExecuteAsync("UPDATE story SET updated = @now WHERE id = (SELECT story_id FROM entry WHERE id = @id)", what);
    }
}

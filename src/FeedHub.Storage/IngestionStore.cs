using System.Data.Common;
using Dapper;
using FeedHub.Core.Entries;
using FeedHub.Core.Ingestion;

namespace FeedHub.Storage;

/// <summary>Commits polls to SQL.</summary>
public sealed class IngestionStore(FeedDatabase database) : IIngestionStore
{
    private static readonly string Insert = $"""
        INSERT INTO entry (id, source_id, key, arrived, {string.Join(", ", EntryRow.Columns)})
        VALUES (@Id, @SourceId, @Key, @Arrived, {string.Join(", ", EntryRow.Columns.Select(Parameter))})
        """;

    private static readonly string Update = $"""
        UPDATE entry SET changed = @Changed, {string.Join(", ", EntryRow.Columns.Select(c => $"{c} = {Parameter(c)}"))} WHERE id = @Id
        """;

    public Task<IngestionCounts> CommitAsync(IngestionBatch batch, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async (connection, transaction) =>
            {
                var counts = await StoreAsync(connection, transaction, batch);
                await SourceStore.ConcludeAsync(connection, transaction, batch.Worker, batch.Conclude(counts));
                return counts;
            },
            cancellationToken);

    public Task<int> ForgetAsync(DateTimeOffset cutoff, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async (connection, transaction) =>
            {
                var old = new { cutoff = cutoff.ToColumn() };
                await connection.ExecuteAsync(
                    "INSERT INTO forgotten (source_id, key) SELECT source_id, key FROM entry WHERE arrived < @cutoff ON CONFLICT DO NOTHING", old, transaction);
                await connection.ExecuteAsync(
                    "DELETE FROM revision WHERE entry_id IN (SELECT id FROM entry WHERE arrived < @cutoff)", old, transaction);
                var forgotten = await connection.ExecuteAsync("DELETE FROM entry WHERE arrived < @cutoff", old, transaction);
                if (forgotten > 0)
                {
                    await connection.ExecuteAsync(
                        """
                        DELETE FROM story WHERE NOT EXISTS (SELECT 1 FROM entry WHERE entry.story_id = story.id);
                        DELETE FROM story_redirect WHERE NOT EXISTS (SELECT 1 FROM story WHERE story.id = story_redirect.target);
                        DELETE FROM story_related WHERE NOT EXISTS (SELECT 1 FROM story WHERE story.id = story_related.story)
                          OR NOT EXISTS (SELECT 1 FROM story WHERE story.id = story_related.other);
                        """,
                        transaction: transaction);
                    await Versions.AdvanceAsync(connection, transaction, Versions.Timeline);
                }
                return forgotten;
            },
            cancellationToken);

    private static async Task<IngestionCounts> StoreAsync(DbConnection connection, DbTransaction transaction, IngestionBatch batch)
    {
        if (batch.Entries.Count == 0)
            return default;
        var stored = await StoredEntries.ReadAsync(connection, transaction, batch);
        using var statements = new Statements(connection, transaction);
        int added = 0, updated = 0;
        // Outlets list the newest first, and the timeline's order is that of arrival.
        foreach (var entry in batch.Entries.Reverse())
        {
            if (stored.Find(entry) is not { } known)
            {
                await statements.ExecuteAsync(Insert, EntryRow.Of(entry).Parameters());
                added++;
            }
            else if (known.Id is { } id && known.ContentHash != entry.ContentHash)
            {
                await ReviseAsync(connection, transaction, entry with { Id = new EntryId(id), Key = known.Key }, batch.Now);
                updated++;
            }
        }
        if (updated > 0)
            await Versions.AdvanceAsync(connection, transaction, Versions.Timeline);
        return new IngestionCounts(added, updated);
    }

    private static async Task ReviseAsync(DbConnection connection, DbTransaction transaction, Entry entry, DateTimeOffset now)
    {
        await connection.ExecuteAsync(
            """
            INSERT INTO revision (entry_id, title, summary, content, first_seen, replaced_at)
            SELECT id, title, summary, content, coalesce(changed, arrived), @now FROM entry WHERE id = @id
            """,
            new { id = entry.Id.Value, now = now.ToColumn() },
            transaction);
        await connection.ExecuteAsync(Update, EntryRow.Of(entry with { Changed = now }), transaction);
        await connection.ExecuteAsync(
            "UPDATE story SET updated = @now WHERE id = (SELECT story_id FROM entry WHERE id = @id)",
            new { id = entry.Id.Value, now = now.ToColumn() },
            transaction);
    }

    /// <summary><c>@CanonicalUrl</c> for <c>canonical_url</c>.</summary>
    private static string Parameter(string column) =>
        "@" + string.Concat(column.Split('_').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
}

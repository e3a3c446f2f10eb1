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
        VALUES (@Id, @SourceId, @Key, @Arrived, {string.Join(", ", EntryRow.Columns.Select(Parameter))}) RETURNING seq
        """;

    private static readonly string Update = $"""
        UPDATE entry SET {string.Join(", ", EntryRow.Columns.Select(c => $"{c} = {Parameter(c)}"))} WHERE id = @Id RETURNING seq
        """;

    private static readonly string PutText = $"""
        INSERT INTO entry_text (seq, {string.Join(", ", EntryRow.TextColumns)}) VALUES (@seq, {string.Join(", ", EntryRow.TextColumns.Select(c => "@" + c))})
        ON CONFLICT (seq) DO UPDATE SET {string.Join(", ", EntryRow.TextColumns.Select(c => $"{c} = excluded.{c}"))}
        """;

    public Task<IngestionCounts> CommitAsync(IngestionBatch batch, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async (connection, transaction) =>
            {
                var statements = new Statements(connection, transaction);
                var outcome = batch.Outcome;
                var counts = outcome.Entries.Count == 0 ? default : await StoreAsync(connection, transaction, statements, outcome);
                await SourceStore.ConcludeAsync(statements, batch.Worker, PollConclusion.From(outcome, counts));
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
                    // By the whole table now and then, for which no index has to be kept at each writing.
                    await connection.ExecuteAsync(
                        """
                        DELETE FROM entry_subject WHERE NOT EXISTS (SELECT 1 FROM entry WHERE entry.seq = entry_subject.seq);
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

    private async Task<IngestionCounts> StoreAsync(DbConnection connection, DbTransaction transaction, Statements statements, PollOutcome outcome)
    {
        var stored = await StoredEntries.ReadAsync(connection, transaction, outcome, database.Marks);
        int added = 0, updated = 0;
        // Outlets list the newest first, and the timeline's order is that of arrival.
        foreach (var entry in outcome.Entries.Reverse())
        {
            if (stored.Find(entry) is not { } known)
            {
                await WriteAsync(statements, Insert, entry);
                added++;
            }
            else if (known.Id is { } id && known.ContentHash != entry.ContentHash)
            {
                await ReviseAsync(statements, entry with { Id = new EntryId(id), Key = known.Key, Changed = outcome.At });
                updated++;
            }
        }
        if (updated > 0)
            await Versions.AdvanceAsync(connection, transaction, Versions.Timeline);
        return new IngestionCounts(added, updated);
    }

    private async Task ReviseAsync(Statements statements, Entry entry)
    {
        (string, object?)[] what = [("@id", entry.Id.Value), ("@now", entry.Changed.ToColumn())];
        await statements.ExecuteAsync(
            """
            INSERT INTO revision (entry_id, title, summary, content, first_seen, replaced_at)
            SELECT id, title, summary, content, coalesce(changed, arrived), @now FROM entry JOIN entry_text USING (seq) WHERE id = @id
            """,
            what);
        await WriteAsync(statements, Update, entry);
        await statements.ExecuteAsync("UPDATE story SET updated = @now WHERE id = (SELECT story_id FROM entry WHERE id = @id)", what);
    }

    private async Task WriteAsync(Statements statements, string sql, Entry entry)
    {
        var row = EntryRow.Of(entry);
        var sequence = await statements.NumberAsync(sql, row.Parameters());
        await statements.ExecuteAsync(PutText, ("@seq", sequence), ("@summary", row.Summary), ("@content", row.Content), ("@text", row.Text));
        await statements.ExecuteAsync(database.Search.Index, ("@seq", sequence), ("@title", database.Search.Indexed(row.Title)), ("@text", database.Search.Indexed(row.Text)));
    }

    /// <summary><c>@CanonicalUrl</c> for <c>canonical_url</c>.</summary>
    private static string Parameter(string column) =>
        "@" + string.Concat(column.Split('_').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
}

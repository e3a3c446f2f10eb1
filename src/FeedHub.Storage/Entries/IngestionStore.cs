using System.Data.Common;
using FeedHub.Core.Entries;
using FeedHub.Core.Ingestion;
using FeedHub.Core.Nodes;
using FeedHub.Storage.Sources;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Entries;

/// <summary>Commits polls to SQL.</summary>
public sealed class IngestionStore(FeedDatabase database) : IIngestionStore
{
    /// <summary>
    /// What PostgreSQL says when a lock was not given in time (https://www.postgresql.org/docs/current/errcodes-appendix.html).
    /// </summary>
    private const string LockNotAvailable = "55P03";

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

    public async Task<int?> PurgeAsync(DateTimeOffset cutoff, CancellationToken cancellationToken)
    {
        try
        {
            return await database.WriteAsync(
                WriteScope.Grouping, sql => EntryRetention.PurgeAsync(sql, cutoff, database.Clock.GetUtcNow()), cancellationToken);
        }
        catch (DbException read) when (read.SqlState == LockNotAvailable)
        {
            return null;
        }
    }

    private static async Task<IngestionCounts> StoreAsync(SqlSession sql, PollOutcome outcome, StoredEntries stored)
    {
        var (added, updated) = (new List<Entry>(), 0);
        // Outlets list the newest first, but the timeline is in order of arrival.
        foreach (var fetched in outcome.Entries.Reverse())
        {
            if (stored.Find(fetched) is not { } known)
            {
                added.Add(stored.AsNew(fetched));
            }
            else if (known.Number is { } number && known.ContentHash != fetched.ContentHash)
            {
                var before = await EntryTable.GetAsync(sql, number);
                var now = fetched with { Id = before.Id, Key = before.Key };
                if (EntryAppearance.IsSame(before, now, onlyWords: outcome.IsReadAnew))
                {
                    await EntryTable.UpdateAsync(sql, now with { Changed = before.Changed }, number);
                    continue;
                }
                await ReviseAsync(sql, before, now with { Changed = outcome.At }, number);
                updated++;
            }
        }
        await EntryTable.InsertAsync(sql, added);
        if (added.Count > 0)
        {
            await sql.ExecuteAsync(
                "UPDATE source SET entries = entries + @added WHERE id = @id", ("@added", added.Count), ("@id", outcome.Source.Id.Value));
        }
        if (updated > 0)
            await Versions.AdvanceAsync(sql, Versions.Timeline);
        if (added.Count + updated > 0)
            await sql.Dialect.TellAsync(sql, StoreNews.Entries);
        return new IngestionCounts(added.Count, updated);
    }

    /// <summary>Replaces the text of an entry and keeps the one before as a revision.</summary>
    /// <param name="number">The entry's <c>seq</c>.</param>
    internal static async Task ReviseAsync(SqlSession sql, Entry before, Entry entry, long number)
    {
        var now = ("@now", (object?)entry.Changed.ToColumn());
        await sql.ExecuteAsync(
            """
            INSERT INTO revision (entry_id, title, summary, content, first_seen, replaced_at)
            VALUES (@id, @title, @summary, @content, @seen, @now)
            """,
            [
                ("@id", entry.Id.Value), now, ("@title", before.Title), ("@summary", before.Summary), ("@content", before.Content),
                ("@seen", (before.Changed ?? before.Arrived).ToColumn()),
            ]);
        await EntryTable.UpdateAsync(sql, entry, number);
        await sql.ExecuteAsync(
            $"""
            UPDATE story SET updated = @now, untold = {StaleStories.Corrected} WHERE id = (SELECT story_id FROM entry WHERE seq = @seq)
            """,
            now, ("@seq", number));
    }
}

using FeedHub.Core.Entries;
using FeedHub.Core.Entries.Matching;
using FeedHub.Core.Sources;
using FeedHub.Core.Stories;
using FeedHub.Core.Stories.Grouping;
using FeedHub.Storage.Changes;
using FeedHub.Storage.Entries;
using FeedHub.Storage.Sources;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Stories;

/// <summary>An entry that is the same item as an older one of its source.</summary>
public sealed record DoubledEntry(SourceId Source, EntryId Older, EntryId Later, string Title);

/// <summary>
/// Finds entries that were stored again because their outlet changed IDs or links, and folds each into the older one. Stories keep their
/// addresses.
/// </summary>
public sealed class DoubledEntries(FeedDatabase database)
{
    /// <summary>How many of a source's entries before it an entry is compared with.</summary>
    private const int Compared = 400;

    private static readonly string Columns =
        $"SELECT seq, story_id, {EntryTable.Names}, texts FROM entry JOIN entry_text USING (seq)";

    /// <summary>What of a source is doubled, in the order of arrival.</summary>
    public async Task<IReadOnlyList<DoubledEntry>> FindAsync(SourceId source, CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        return [.. (await PairsAsync(sql, source, cancellationToken)).Select(p => p.AsDoubled())];
    }

    /// <summary>Folds what of a source is doubled, in one transaction.</summary>
    public Task<IReadOnlyList<DoubledEntry>> FoldAsync(SourceId source, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync<IReadOnlyList<DoubledEntry>>(
            WriteScope.Grouping,
            async sql =>
            {
                var pairs = await PairsAsync(sql, source, cancellationToken);
                var changes = new StoryChangeLog(sql);
                foreach (var pair in pairs)
                    await FoldAsync(sql, pair, changes, now);
                if (pairs.Count > 0)
                {
                    await SourceRows.CountEntriesAsync(sql, source);
                    await changes.WriteAsync(now);
                    await Versions.AdvanceAsync(sql, Versions.Grouping);
                    await Versions.AdvanceAsync(sql, Versions.Timeline);
                }
                return [.. pairs.Select(p => p.AsDoubled())];
            },
            cancellationToken);

    private static async Task<List<Pair>> PairsAsync(SqlSession sql, SourceId source, CancellationToken cancellationToken)
    {
        var (pairs, before, last) = (new List<Pair>(), new List<Stored>(), 0L);
        while (await NextPollAsync(sql, source, last) is { Count: > 0 } poll)
        {
            cancellationToken.ThrowIfCancellationRequested();
            last = poll[^1].Sequence;
            var matching = new EntryMatching([.. poll.Select(s => s.Entry)], _ => true, [.. before.Select(s => s.AsKnown())], _ => true);
            var texts = before.ToDictionary(s => s.Entry.Id, s => s.Entry.Text);
            var folded = new HashSet<EntryId>();
            foreach (var (item, known) in matching.MatchSurely(texts))
            {
                var (later, older) = (poll.Single(s => s.Entry.Key == item.Key), before.Single(s => s.Entry.Id == known.Id));
                pairs.Add(new Pair(older, later));
                folded.Add(later.Entry.Id);
                // What comes next is compared with the latest text.
                before[before.IndexOf(older)] = older with
                {
                    Entry = later.Entry with { Id = older.Entry.Id, Key = older.Entry.Key, Arrived = older.Entry.Arrived },
                };
            }
            before.AddRange(poll.Where(s => !folded.Contains(s.Entry.Id)));
            before.RemoveRange(0, Math.Max(0, before.Count - Compared));
        }
        return pairs;
    }

    /// <summary>The entries that arrived with the first one after <paramref name="last"/>.</summary>
    private static Task<List<Stored>> NextPollAsync(SqlSession sql, SourceId source, long last) => sql.QueryAsync(
        $"""
        {Columns} WHERE source_id = @source AND seq > @last
          AND arrived = (SELECT arrived FROM entry WHERE source_id = @source AND seq > @last ORDER BY seq LIMIT 1)
        ORDER BY seq
        """,
        Stored.Read,
        ("@source", source.Value), ("@last", last));

    private static async Task FoldAsync(SqlSession sql, Pair pair, StoryChangeLog changes, DateTimeOffset now)
    {
        var (older, later) = (pair.Older.Entry, pair.Later.Entry);
        (string, object?) from = ("@later", later.Id.Value), to = ("@older", older.Id.Value);
        (string, object?) fromNumber = ("@later", pair.Later.Sequence), toNumber = ("@older", pair.Older.Sequence);
        await MergeStoriesAsync(sql, pair, changes, now);
        await sql.ExecuteAsync("UPDATE entry SET duplicate_of = @older WHERE duplicate_of = @later AND id <> @older", to, from);
        await sql.ExecuteAsync("UPDATE entry SET duplicate_of = NULL WHERE seq = @older AND duplicate_of = @later", toNumber, from);
        foreach (var (one, other) in new[] { ("one", "other"), ("other", "one") })
        {
            await sql.ExecuteAsync(
                $"""
                UPDATE story_correction SET {one} = @older
                WHERE {one} = @later AND {other} <> @older AND NOT EXISTS (SELECT 1 FROM story_correction c
                  WHERE c.{one} = @older AND c.{other} = story_correction.{other})
                """,
                to, from);
        }
        await sql.ExecuteAsync("DELETE FROM story_correction WHERE one = @later OR other = @later", from);
        var text = later with { Id = older.Id, Key = older.Key, Changed = later.Changed ?? later.Arrived };
        if (EntryAppearance.IsSame(older, later))
            await EntryTable.UpdateAsync(sql, text with { Changed = older.Changed }, pair.Older.Sequence);
        else
            await IngestionStore.ReviseAsync(sql, older, text, pair.Older.Sequence);
        await sql.ExecuteAsync("UPDATE revision SET entry_id = @older WHERE entry_id = @later", to, from);
        var aliases = await sql.QueryAsync(
            "SELECT key FROM entry_alias WHERE seq = @seq", row => row.Text("key"), ("@seq", pair.Later.Sequence));
        await StaleStories.MarkChangedAsync(sql, "id = (SELECT story_id FROM entry WHERE seq = @later)", fromNumber);
        await sql.ExecuteAsync("DELETE FROM entry WHERE seq = @later", fromNumber);
        foreach (var key in aliases.Append(later.Key))
            await EntryAliases.AddAsync(sql, older.Source.Value, key, pair.Older.Sequence, now);
    }

    /// <summary>A story of which the later entry was the only report redirects to that of the older.</summary>
    private static async Task MergeStoriesAsync(SqlSession sql, Pair pair, StoryChangeLog changes, DateTimeOffset now)
    {
        if (pair.Later.Story is not { } gone || pair.Older.Story is not { } kept || gone == kept)
            return;
        var reports = await sql.NumberAsync(
            "SELECT count(*) FROM entry WHERE story_id = @story AND id <> @later", ("@story", gone), ("@later", pair.Later.Entry.Id.Value));
        if (reports == 0)
        {
            await StoryMerging.MergeAsync(
                sql, new MergedStory(new StoryId(gone), 1, [Correction.JoinedReason]), kept, changes, now);
        }
    }

    private sealed record Stored(long Sequence, long? Story, Entry Entry)
    {
        public static Stored Read(SqlRow row) => new(row.Number("seq"), row.NumberOrNull("story_id"), EntryTable.Read(row));

        public KnownEntry AsKnown() =>
            new(Entry.Id, Entry.Key, Entry.CanonicalUrl, Entry.Title, Entry.Published, Entry.Updated, Sequence);
    }

    private sealed record Pair(Stored Older, Stored Later)
    {
        public DoubledEntry AsDoubled() => new(Older.Entry.Source, Older.Entry.Id, Later.Entry.Id, Later.Entry.Title);
    }
}

using FeedHub.Core.Entries;
using FeedHub.Core.Gazetteer.Tagging;
using FeedHub.Core.Stories;
using FeedHub.Core.Stories.Features;
using FeedHub.Core.Stories.Grouping;
using FeedHub.Core.Timelines.Changes;
using FeedHub.Storage.Changes;
using FeedHub.Storage.Entries;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Stories;

/// <summary>One transaction of grouping.</summary>
/// <param name="tagger">As for <see cref="GroupingStore"/>.</param>
internal sealed class GroupingStep(FeedDatabase database, SqlSession sql, DateTimeOffset now, Func<Tagger>? tagger)
    : GroupingReading(sql), IGroupingStep
{
    private readonly PlacementQueue queue = new(sql, now);
    private readonly StoryChangeLog changes = new(sql);

    /// <summary>The highest story number used in this step.</summary>
    private long greatest;

    public async Task<bool> MayGroupAsync() => await database.MayGroupAsync(await SqlAsync());

    // Waiting entries are taken in the order in which outlets published them. That is as good as the order of the outlets' answers, and
    // it makes the first refresh a chronicle instead of one block per outlet.
    public Task<IReadOnlyList<GroupingEntry>> WaitingAsync(int max) =>
        EntriesAsync($"WHERE story_id IS NULL ORDER BY {At}, source_id, seq LIMIT @max", ("@max", max));

    public async Task<long> LastStoryAsync() => await Versions.GetAsync(await SqlAsync(), Versions.Story);

    public async Task PlaceAsync(EntryId entry, Placement placement, Subjects subjects)
    {
        if (placement.IsNew)
            queue.Create(placement.Story.Value);
        else
            queue.Touch(placement.Story.Value);
        greatest = Math.Max(greatest, placement.Story.Value);
        queue.Put(EntryPlace.From(entry, placement, subjects));
        changes.Add(placement.IsNew ? StoryChangeKind.New : StoryChangeKind.Grown, placement.Story.Value, report: entry.Value);
        foreach (var gone in placement.Merged)
            await MergeAsync(gone, placement.Story);
        queue.Relate(placement.Story, placement.Related);
    }

    public async Task ReplaceAsync(EntryId entry, Placement placement, Subjects subjects)
    {
        var put = EntryPlace.From(entry, placement, subjects);
        if (queue.Has(entry))
            await queue.WriteAsync();
        if (await EntryPlace.FindAsync(Sql, entry) is not { } before)
            return;
        if (before.Place.Story != put.Story)
        {
            var isNew = await CreateAsync(placement.Story.Value, before.Arrived);
            changes.Add(isNew ? StoryChangeKind.New : StoryChangeKind.Grown, placement.Story.Value, report: entry.Value);
            // Another merge may have turned its number into a redirect in the meantime.
            await Sql.ExecuteAsync("DELETE FROM story_redirect WHERE id = @story", ("@story", put.Story));
            if (before.Place.Story is { } left)
            {
                queue.Touch(left);
                changes.Add(StoryChangeKind.Changed, left);
            }
        }
        else if (before.Place != put)
        {
            changes.Add(StoryChangeKind.Changed, placement.Story.Value);
        }
        if (before.Place != put)
        {
            queue.Put(put);
            queue.MarkStale(placement.Story.Value);
        }
        queue.Relate(placement.Story, placement.Related);
    }

    public async Task<IReadOnlyList<GroupingEntry>> ReportsAsync(StoryId story)
    {
        var reports = await (await SqlAsync()).Dialect.OfStoriesAsync(Sql, [story.Value]);
        return await EntriesAsync($"WHERE {reports.Text} ORDER BY {At}, source_id, seq", [.. reports.Values]);
    }

    public async Task ClearRelatedAsync() => await (await SqlAsync()).ExecuteAsync("DELETE FROM story_related");

    public async Task MergeAsync(MergedStory gone, StoryId target) =>
        await StoryMerging.MergeAsync(await SqlAsync(), gone, target.Value, changes, now);

    public async Task MoveAsync(IReadOnlyList<EntryId> entries, StoryId from, StoryId story)
    {
        await SqlAsync();
        var numbers = (await EntryTable.NumbersAsync(Sql, Values(entries))).Values.ToList();
        var (moved, isMoved) = (("@seqs", (object?)numbers), Sql.Dialect.AnyOf("seq", "@seqs"));
        await CreateAsync(story.Value, await Sql.NumberAsync($"SELECT min(arrived) FROM entry WHERE {isMoved}", moved) ?? now.ToColumn());
        queue.Touch(from.Value);
        changes.Add(StoryChangeKind.Split, story.Value, from.Value);
        changes.Add(StoryChangeKind.Changed, from.Value);
        // What grouping took for one event is hardly about two things that have nothing to do with each other.
        queue.Relate(from, [new RelatedStory(story, 1, Correction.ApartReason)]);
        await queue.WriteAsync();
        await Sql.ExecuteAsync($"UPDATE entry SET story_id = @story WHERE {isMoved}", moved, ("@story", story.Value));
        await Sql.ExecuteAsync(
            $"UPDATE entry SET duplicate_of = NULL WHERE {isMoved} AND NOT {Sql.Dialect.AnyOf("duplicate_of", "@ids")}",
            moved, ("@ids", Values(entries)));
        await Sql.ExecuteAsync(
            $"UPDATE entry SET score = 1, why = @joined WHERE {isMoved} AND duplicate_of IS NULL",
            moved, ("@joined", EntryPlace.Json([Correction.JoinedReason])));
        var first = await Sql.NumberAsync(
            $"SELECT seq FROM entry WHERE {isMoved} AND duplicate_of IS NULL ORDER BY {At}, source_id, seq LIMIT 1", moved);
        await Sql.ExecuteAsync(
            "UPDATE entry SET score = 0, why = @apart WHERE seq = @first",
            ("@first", first ?? 0), ("@apart", EntryPlace.Json([Correction.ApartReason])));
    }

    public async Task<IReadOnlyList<StoryId>> EmptyStoriesAsync() => await (await SqlAsync()).QueryAsync(
        "SELECT id FROM story WHERE NOT EXISTS (SELECT 1 FROM entry WHERE entry.story_id = story.id) ORDER BY id",
        row => new StoryId(row.Number("id")));

    public Task CorrectAsync(Correction correction)
    {
        var (one, other) = string.CompareOrdinal(correction.One.Value, correction.Other.Value) < 0
            ? (correction.One, correction.Other)
            : (correction.Other, correction.One);
        // The latest correction wins.
        return Sql.ExecuteAsync(
            """
            INSERT INTO story_correction (one, other, together, at) VALUES (@one, @other, @together, @at)
            ON CONFLICT (one, other) DO UPDATE SET together = excluded.together, at = excluded.at
            """,
            ("@one", one.Value), ("@other", other.Value), ("@together", correction.Together), ("@at", now.ToColumn()));
    }

    public async Task ConcludeAsync()
    {
        await SqlAsync();
        if (tagger is not null)
            await StoryIndexing.RenewAsync(Sql, tagger());
        await changes.WriteAsync(now);
        await Versions.RaiseToAsync(Sql, Versions.Story, greatest);
        await Versions.AdvanceAsync(Sql, Versions.Grouping);
        await Versions.AdvanceAsync(Sql, Versions.Timeline);
    }

    protected override async Task<SqlSession> SqlAsync()
    {
        await queue.WriteAsync();
        return Sql;
    }

    /// <summary>Creates a story; one that exists keeps its time of arrival, unless it now has a report that arrived earlier.</summary>
    /// <returns>Whether there was no such story.</returns>
    private async Task<bool> CreateAsync(long story, long arrived)
    {
        greatest = Math.Max(greatest, story);
        if (await Sql.NumberAsync("SELECT arrived FROM story WHERE id = @story", ("@story", story)) is not { } known)
        {
            await StoryPlaces.CreateAsync(Sql, arrived, [story], now);
            return true;
        }
        queue.Touch(story);
        if (arrived < known)
            await StoryPlaces.MoveAsync(Sql, story, arrived, now);
        return false;
    }
}

using System.Text.Json;
using FeedHub.Core.Entries;
using FeedHub.Core.Stories;
using FeedHub.Core.Stories.Features;
using FeedHub.Core.Stories.Grouping;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Stories;

/// <summary>One transaction of grouping.</summary>
internal sealed class GroupingStep(FeedDatabase database, SqlSession sql, DateTimeOffset now) : GroupingReading(sql), IGroupingStep
{
    /// <summary>The highest story number used in this step.</summary>
    private long greatest;

    public Task<bool> MayGroupAsync() => database.MayGroupAsync(Sql);

    // Waiting entries are taken in the order in which outlets published them. That is as good as the order of the outlets' answers, and
    // it makes the first refresh a chronicle instead of one block per outlet.
    public Task<IReadOnlyList<GroupingEntry>> WaitingAsync(int max) =>
        EntriesAsync($"WHERE story_id IS NULL ORDER BY {At}, source_id, seq LIMIT @max", ("@max", max));

    public Task<long> LastStoryAsync() => Versions.GetAsync(Sql, Versions.Story);

    public async Task PlaceAsync(EntryId entry, Placement placement, Subjects subjects)
    {
        var story = placement.Story.Value;
        if (placement.IsNew)
            await CreateAsync(story, now.ToColumn());
        else
            await TouchAsync(story);
        await PutAsync(Values(entry, placement, subjects));
        foreach (var gone in placement.Merged)
            await MergeAsync(gone, placement.Story);
        await RelateAsync(placement.Story, placement.Related);
    }

    public async Task ReplaceAsync(EntryId entry, Placement placement, Subjects subjects)
    {
        var values = Values(entry, placement, subjects);
        var before = (await Sql.QueryAsync(
            "SELECT id, arrived, story_id, duplicate_of, score, why, subjects, standing FROM entry WHERE id = @id",
            row => (Place: PlaceValues.Read(row), Arrived: row.Number("arrived")), ("@id", values.Id))).FirstOrDefault();
        if (before.Place is null)
            return;
        if (before.Place.Story != values.Story)
        {
            await CreateAsync(placement.Story.Value, before.Arrived);
            // Another merge may have turned its number into a redirect in the meantime.
            await Sql.ExecuteAsync("DELETE FROM story_redirect WHERE id = @story", ("@story", values.Story));
            await TouchAsync(before.Place.Story ?? 0);
        }
        if (before.Place != values)
        {
            await PutAsync(values);
            await StaleStories.MarkAsync(Sql, "id = @story", ("@story", values.Story));
        }
        await RelateAsync(placement.Story, placement.Related);
    }

    public Task<IReadOnlyList<GroupingEntry>> ReportsAsync(StoryId story) =>
        EntriesAsync($"WHERE story_id = @story ORDER BY {At}, source_id, seq", ("@story", story.Value));

    public Task ClearRelatedAsync() => Sql.ExecuteAsync("DELETE FROM story_related");

    public Task MergeAsync(MergedStory gone, StoryId target) => StoryMerging.MergeAsync(Sql, gone, target.Value, now.ToColumn());

    public async Task MoveAsync(IReadOnlyList<EntryId> entries, StoryId from, StoryId story)
    {
        var (moved, isMoved) = (("@ids", (object?)Values(entries)), $"{Sql.Dialect.AnyOf("id", "@ids")}");
        await CreateAsync(story.Value, await Sql.NumberAsync($"SELECT min(arrived) FROM entry WHERE {isMoved}", moved) ?? now.ToColumn());
        await TouchAsync(from.Value);
        await Sql.ExecuteAsync($"UPDATE entry SET story_id = @story WHERE {isMoved}", moved, ("@story", story.Value));
        // What grouping took for one event is hardly about two things that have nothing to do with each other.
        await RelateAsync(from, new RelatedStory(story, 1, Correction.ApartReason));
        await Sql.ExecuteAsync(
            $"UPDATE entry SET duplicate_of = NULL WHERE {isMoved} AND NOT {Sql.Dialect.AnyOf("duplicate_of", "@ids")}", moved);
        await Sql.ExecuteAsync(
            $"UPDATE entry SET score = 1, why = @joined WHERE {isMoved} AND duplicate_of IS NULL",
            moved, ("@joined", Json([Correction.JoinedReason])));
        await Sql.ExecuteAsync(
            $"""
            UPDATE entry SET score = 0, why = @apart
            WHERE id = (SELECT id FROM entry WHERE {isMoved} AND duplicate_of IS NULL ORDER BY {At}, source_id, seq LIMIT 1)
            """,
            moved, ("@apart", Json([Correction.ApartReason])));
    }

    public async Task<IReadOnlyList<StoryId>> EmptyStoriesAsync() => await Sql.QueryAsync(
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
        await StoryIndexing.RenewAsync(Sql);
        await Versions.RaiseToAsync(Sql, Versions.Story, greatest);
        await Versions.AdvanceAsync(Sql, Versions.Grouping);
        await Versions.AdvanceAsync(Sql, Versions.Timeline);
    }

    /// <summary>Creates a story; one that exists keeps its time of arrival, unless it now has a report that arrived earlier.</summary>
    private async Task CreateAsync(long story, long arrived)
    {
        if (await Sql.NumberAsync("SELECT arrived FROM story WHERE id = @story", ("@story", story)) is not { } known)
        {
            await Sql.ExecuteAsync(
                "INSERT INTO story (id, arrived, updated, place, stale) VALUES (@story, @arrived, @at, @place, 1)",
                ("@story", story), ("@arrived", arrived), ("@at", now.ToColumn()),
                ("@place", await StoryPlaces.FreeAsync(Sql, arrived, story)));
        }
        else
        {
            await TouchAsync(story);
            if (arrived < known)
                await StoryPlaces.MoveAsync(Sql, story, arrived);
        }
        greatest = Math.Max(greatest, story);
    }

    private Task<int> TouchAsync(long story) =>
        Sql.ExecuteAsync("UPDATE story SET updated = @at, stale = 1 WHERE id = @story", ("@story", story), ("@at", now.ToColumn()));

    private Task<int> PutAsync(PlaceValues place) => Sql.ExecuteAsync(
        """
        UPDATE entry SET story_id = @story, duplicate_of = @original, score = @score, why = @why, subjects = @subjects,
            standing = @standing
        WHERE id = @id
        """,
        ("@story", place.Story), ("@original", place.Original), ("@score", place.Score), ("@why", place.Why),
        ("@subjects", place.Subjects), ("@standing", place.Standing), ("@id", place.Id));

    /// <summary>Links stories, or replaces a weaker link between them.</summary>
    private async Task RelateAsync(StoryId story, params IReadOnlyList<RelatedStory> others)
    {
        foreach (var related in others)
        {
            await Sql.ExecuteAsync(
                """
                INSERT INTO story_related (story, other, score, why) VALUES (@story, @other, @score, @why)
                ON CONFLICT (story, other) DO UPDATE SET score = excluded.score, why = excluded.why
                WHERE excluded.score > story_related.score
                """,
                ("@story", story.Value), ("@other", related.Story.Value), ("@score", Math.Round(related.Score, 3)), ("@why", related.Why));
        }
    }

    private static PlaceValues Values(EntryId entry, Placement placement, Subjects subjects) => new(
        entry.Value,
        placement.Story.Value,
        placement.DuplicateOf?.Value,
        Math.Round(placement.Score, 3),
        Json(placement.Why),
        JsonSerializer.Serialize(subjects, StoredJson.Default.Subjects),
        placement.Standing.Count == 0 ? null : JsonSerializer.Serialize(placement.Standing, StoredJson.Default.IReadOnlyListInt32));

    private static string Json(IReadOnlyList<string> reasons) => JsonSerializer.Serialize(reasons, StoredJson.Default.IReadOnlyListString);

    /// <summary>The columns that hold an entry's place in its story.</summary>
    private sealed record PlaceValues(
        string Id, long? Story, string? Original, double Score, string Why, string? Subjects, string? Standing)
    {
        public static PlaceValues Read(SqlRow row) => new(
            row.Text("id"), row.NumberOrNull("story_id"), row.TextOrNull("duplicate_of"), row.Real("score"), row.Text("why"), row
                .TextOrNull("subjects"), row.TextOrNull("standing"));
    }
}

using System.Data.Common;
using System.Text.Json;
using Dapper;
using FeedHub.Core.Entries;
using FeedHub.Core.Sources;
using FeedHub.Core.Stories;

namespace FeedHub.Storage;

/// <summary>One transaction of grouping.</summary>
internal sealed class GroupingStep(DbConnection connection, DbTransaction transaction, DateTimeOffset now) : GroupingReading(connection, transaction), IGroupingStep
{
    private readonly Statements statements = new(connection, transaction);
    /// <summary>The greatest number that a story was given.</summary>
    private long greatest;

    public Task<long> RevisionAsync() => Versions.OfAsync(Connection, Versions.Grouping);

    // What arrived together is told in the outlets' order of time; among what waits that is as good as the order of answers,
    // and it makes the first refresh a chronicle and not a row of blocks, one an outlet.
    public Task<IReadOnlyList<GroupingEntry>> WaitingAsync(int max) =>
        EntriesAsync($"{Entries} WHERE story_id IS NULL ORDER BY {At}, seq LIMIT @max", new { max });

    public Task<IReadOnlyList<GroupingEntry>> GroupedAsync(TimeSpan window) => EntriesAsync(
        $"""
        {Entries}
        WHERE story_id IS NOT NULL AND {At} >= (SELECT max({At}) FROM entry WHERE story_id IS NOT NULL) - @window
        ORDER BY {At}, id
        """,
        new { window = (long)window.TotalMilliseconds });

    public Task<long> LastStoryAsync() => Versions.OfAsync(Connection, Versions.Story);

    public async Task PlaceAsync(EntryId entry, Placement placement, Subjects subjects)
    {
        var story = placement.Story.Value;
        if (placement.Founded)
            await FoundAsync(story);
        else
            await TouchAsync(story);
        await PutAsync(Values(entry, placement, subjects), Subjects.None, subjects);
        foreach (var gone in placement.Merged)
            await MergeAsync(gone, placement.Story);
        await RelateAsync(placement);
    }

    public async Task ReplaceAsync(EntryId entry, Placement placement, Subjects subjects)
    {
        var values = Values(entry, placement, subjects);
        var before = await Connection.QueryFirstOrDefaultAsync<PlaceValues>(
            "SELECT id, story_id AS story, duplicate_of AS original, score, why, subjects FROM entry WHERE id = @Id", values, Transaction);
        if (before is null)
            return;
        if (before.Story != values.Story)
        {
            await FoundAsync(placement.Story.Value);
            // Somebody else's merging may have given its number away meanwhile.
            await ExecuteAsync("DELETE FROM story_redirect WHERE id = @Story", values);
            await TouchAsync(before.Story ?? 0);
        }
        if (before != values)
            await PutAsync(values, Known(before.Subjects), subjects);
        await RelateAsync(placement);
    }

    public Task<IReadOnlyList<GroupingEntry>> TellingsAsync(StoryId story) =>
        EntriesAsync($"{Entries} WHERE story_id = @story ORDER BY {At}, seq", new { story = story.Value });

    public Task ForgetRelatedAsync() => ExecuteAsync("DELETE FROM story_related", new { });

    public Task MergeAsync(MergedStory gone, StoryId target) => StoryMerging.MergeAsync(statements, gone, target.Value, now.ToColumn());

    public async Task MoveAsync(IReadOnlyList<EntryId> entries, StoryId story)
    {
        await FoundAsync(story.Value);
        var moved = new { story = story.Value, ids = entries.Select(e => e.Value), at = now.ToColumn(), joined = Json([Correction.JoinedReason]), apart = Json([Correction.ApartReason]) };
        await ExecuteAsync("UPDATE story SET updated = @at WHERE id IN (SELECT story_id FROM entry WHERE id IN @ids)", moved);
        await ExecuteAsync("UPDATE entry SET story_id = @story WHERE id IN @ids", moved);
        await ExecuteAsync("UPDATE entry SET duplicate_of = NULL WHERE id IN @ids AND duplicate_of NOT IN @ids", moved);
        await ExecuteAsync("UPDATE entry SET score = 1, why = @joined WHERE id IN @ids AND duplicate_of IS NULL", moved);
        await ExecuteAsync($"UPDATE entry SET score = 0, why = @apart WHERE id = (SELECT id FROM entry WHERE id IN @ids AND duplicate_of IS NULL ORDER BY {At}, seq LIMIT 1)", moved);
    }

    public async Task<IReadOnlyList<StoryId>> EmptyStoriesAsync() =>
    [
        .. (await Connection.QueryAsync<long>(
            "SELECT id FROM story WHERE NOT EXISTS (SELECT 1 FROM entry WHERE entry.story_id = story.id) ORDER BY id", transaction: Transaction))
            .Select(id => new StoryId(id)),
    ];

    public Task CorrectAsync(Correction correction)
    {
        var (one, other) = string.CompareOrdinal(correction.One.Value, correction.Other.Value) < 0 ? (correction.One, correction.Other) : (correction.Other, correction.One);
        // The last word counts.
        return ExecuteAsync(
            """
            INSERT INTO story_correction (one, other, together, at) VALUES (@one, @other, @together, @at)
            ON CONFLICT (one, other) DO UPDATE SET together = excluded.together, at = excluded.at
            """,
            new { one = one.Value, other = other.Value, together = correction.Together ? 1 : 0, at = now.ToColumn() });
    }

    public async Task ConcludeAsync()
    {
        await Versions.RaiseToAsync(Connection, Transaction!, Versions.Story, greatest);
        await Versions.AdvanceAsync(Connection, Transaction!, Versions.Grouping);
        await Versions.AdvanceAsync(Connection, Transaction!, Versions.Timeline);
    }

    /// <summary>A story that was emptied to be filled again keeps the time of its arrival.</summary>
    private async Task FoundAsync(long story)
    {
        await statements.ExecuteAsync(
            "INSERT INTO story (id, arrived, updated) VALUES (@story, @at, @at) ON CONFLICT (id) DO UPDATE SET updated = excluded.updated",
            ("@story", story), ("@at", now.ToColumn()));
        greatest = Math.Max(greatest, story);
    }

    private Task<int> TouchAsync(long story) =>
        statements.ExecuteAsync("UPDATE story SET updated = @at WHERE id = @story", ("@story", story), ("@at", now.ToColumn()));

    private async Task PutAsync(PlaceValues place, Subjects before, Subjects subjects)
    {
        var sequence = await statements.NumberAsync(
            "UPDATE entry SET story_id = @story, duplicate_of = @original, score = @score, why = @why, subjects = @subjects WHERE id = @id RETURNING seq",
            ("@story", place.Story), ("@original", place.Original), ("@score", place.Score), ("@why", place.Why), ("@subjects", place.Subjects), ("@id", place.Id));
        // Null where retention has deleted it meanwhile.
        if (sequence is { } known)
            await SubjectRows.PutAsync(statements, known, before, subjects);
    }

    private async Task RelateAsync(Placement placement)
    {
        foreach (var related in placement.Related)
        {
            await statements.ExecuteAsync(
                "INSERT INTO story_related (story, other, score, why) VALUES (@story, @other, @score, @why) ON CONFLICT DO NOTHING",
                ("@story", placement.Story.Value), ("@other", related.Story.Value), ("@score", Math.Round(related.Score, 3)), ("@why", related.Why));
        }
    }

    private static PlaceValues Values(EntryId entry, Placement placement, Subjects subjects) => new()
    {
        Id = entry.Value,
        Story = placement.Story.Value,
        Original = placement.DuplicateOf?.Value,
        Score = Math.Round(placement.Score, 3),
        Why = Json(placement.Why),
        Subjects = JsonSerializer.Serialize(subjects, StoredJson.Default.Subjects),
    };

    private static string Json(IReadOnlyList<string> reasons) => JsonSerializer.Serialize(reasons, StoredJson.Default.IReadOnlyListString);

    private static Subjects Known(string? stored) => stored is null ? Subjects.None : JsonSerializer.Deserialize(stored, StoredJson.Default.Subjects)!;

    private Task<int> ExecuteAsync(string sql, object parameters) => Connection.ExecuteAsync(sql, parameters, Transaction!);

    /// <summary>The columns that say where an entry stands.</summary>
    private sealed record PlaceValues
    {
        public string Id { get; init; } = "";
        public long? Story { get; init; }
        public string? Original { get; init; }
        public double Score { get; init; }
        public string Why { get; init; } = "[]";
        public string? Subjects { get; init; }
    }
}

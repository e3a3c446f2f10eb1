using System.Data.Common;
using System.Text.Json;
using Dapper;
using FeedHub.Core.Entries;
using FeedHub.Core.Sources;
using FeedHub.Core.Stories;

namespace FeedHub.Storage;

/// <summary>One transaction of grouping.</summary>
internal sealed class GroupingStep(DbConnection connection, DbTransaction transaction, DateTimeOffset now) : IGroupingStep, IDisposable
{
    private const string At = "CASE WHEN published IS NULL OR published > arrived THEN arrived ELSE published END";

    private const string Columns =
        $"id, source_id AS SourceId, title, text, language, canonical_url AS CanonicalUrl, {At} AS At, story_id AS StoryId, duplicate_of AS DuplicateOf";

    private readonly Statements statements = new(connection, transaction);
    private long greatest;

    public Task<long> RevisionAsync() => Versions.OfAsync(connection, Versions.Grouping);

    // What arrived together is told in the outlets' order of time; among what waits that is as good as the order of answers,
    // and it makes the first refresh a chronicle and not a row of blocks, one an outlet.
    public Task<IReadOnlyList<GroupingEntry>> WaitingAsync(int max) =>
        EntriesAsync($"SELECT {Columns} FROM entry WHERE story_id IS NULL ORDER BY {At}, seq LIMIT @max", new { max });

    public Task<IReadOnlyList<GroupingEntry>> GroupedAsync(TimeSpan window) => EntriesAsync(
        $"""
        SELECT {Columns} FROM entry
        WHERE story_id IS NOT NULL AND {At} >= (SELECT max({At}) FROM entry WHERE story_id IS NOT NULL) - @window
        ORDER BY {At}, id
        """,
        new { window = (long)window.TotalMilliseconds });

    public async Task<IReadOnlyList<Correction>> CorrectionsAsync() =>
    [
        .. (await connection.QueryAsync<(string One, string Other, bool Together)>("SELECT one, other, together FROM story_correction ORDER BY one, other", transaction: transaction))
            .Select(c => new Correction(new EntryId(c.One), new EntryId(c.Other), c.Together)),
    ];

    public Task<long> LastStoryAsync() => Versions.OfAsync(connection, Versions.Story);

    public async Task PlaceAsync(EntryId entry, Placement placement, Subjects subjects)
    {
        var story = placement.Story.Value;
        var at = now.ToColumn();
        if (placement.Founded)
            await FoundAsync(story);
        else
            await statements.ExecuteAsync("UPDATE story SET updated = @at WHERE id = @story", ("@story", story), ("@at", at));
        await statements.ExecuteAsync(
            "UPDATE entry SET story_id = @story, duplicate_of = @original, score = @score, why = @why, subjects = @subjects WHERE id = @id",
            ("@story", story),
            ("@original", placement.DuplicateOf?.Value),
            ("@score", Math.Round(placement.Score, 3)),
            ("@why", JsonSerializer.Serialize(placement.Why, StoredJson.Default.IReadOnlyListString)),
            ("@subjects", JsonSerializer.Serialize(subjects, StoredJson.Default.Subjects)),
            ("@id", entry.Value));
        foreach (var gone in placement.Merged)
            await MergeAsync(gone, placement.Story);
        foreach (var related in placement.Related)
        {
            await statements.ExecuteAsync(
                "INSERT INTO story_related (story, other, score, why) VALUES (@story, @other, @score, @why) ON CONFLICT DO NOTHING",
                ("@story", story), ("@other", related.Story.Value), ("@score", Math.Round(related.Score, 3)), ("@why", related.Why));
        }
    }

    public async Task<IReadOnlyList<(EntryId Entry, StoryId? Story)>> HistoryAsync() =>
    [
        .. (await connection.QueryAsync<(string Id, long? Story)>($"SELECT id, story_id FROM entry ORDER BY {At}, seq", transaction: transaction))
            .Select(e => (new EntryId(e.Id), e.Story is { } story ? new StoryId(story) : (StoryId?)null)),
    ];

    public Task<IReadOnlyList<GroupingEntry>> EntriesAsync(IReadOnlyList<EntryId> entries) =>
        EntriesAsync($"SELECT {Columns} FROM entry WHERE id IN @ids ORDER BY {At}, seq", new { ids = entries.Select(e => e.Value) });

    public Task<IReadOnlyList<GroupingEntry>> TellingsAsync(StoryId story) =>
        EntriesAsync($"SELECT {Columns} FROM entry WHERE story_id = @story ORDER BY {At}, seq", new { story = story.Value });

    public Task ClearAsync() => ExecuteAsync("UPDATE entry SET story_id = NULL, duplicate_of = NULL; DELETE FROM story_related", new { });

    public Task MergeAsync(StoryId gone, StoryId target) => StoryMerging.MergeAsync(statements, gone.Value, target.Value, now.ToColumn());

    public async Task MoveAsync(IReadOnlyList<EntryId> entries, StoryId story)
    {
        await FoundAsync(story.Value);
        var moved = new { story = story.Value, ids = entries.Select(e => e.Value), at = now.ToColumn() };
        await ExecuteAsync("UPDATE story SET updated = @at WHERE id IN (SELECT story_id FROM entry WHERE id IN @ids)", moved);
        await ExecuteAsync("UPDATE entry SET story_id = @story, score = 0, why = '[]' WHERE id IN @ids", moved);
        await ExecuteAsync("UPDATE entry SET duplicate_of = NULL WHERE id IN @ids AND duplicate_of NOT IN @ids", moved);
    }

    public async Task<IReadOnlyList<StoryId>> EmptyStoriesAsync() =>
    [
        .. (await connection.QueryAsync<long>(
            "SELECT id FROM story WHERE NOT EXISTS (SELECT 1 FROM entry WHERE entry.story_id = story.id) ORDER BY id", transaction: transaction))
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
        await Versions.RaiseToAsync(connection, transaction, Versions.Story, greatest);
        await Versions.AdvanceAsync(connection, transaction, Versions.Grouping);
        await Versions.AdvanceAsync(connection, transaction, Versions.Timeline);
    }

    /// <summary>A story that was emptied to be filled again keeps the time of its arrival.</summary>
    private async Task FoundAsync(long story)
    {
        await statements.ExecuteAsync(
            "INSERT INTO story (id, arrived, updated) VALUES (@story, @at, @at) ON CONFLICT (id) DO UPDATE SET updated = excluded.updated",
            ("@story", story), ("@at", now.ToColumn()));
        greatest = Math.Max(greatest, story);
    }

    public void Dispose() => statements.Dispose();

    private Task<int> ExecuteAsync(string sql, object parameters) => connection.ExecuteAsync(sql, parameters, transaction);

    private async Task<IReadOnlyList<GroupingEntry>> EntriesAsync(string sql, object parameters) =>
        [.. (await connection.QueryAsync<Row>(sql, parameters, transaction)).Select(r => r.Entry())];

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string SourceId { get; init; } = "";
        public string Title { get; init; } = "";
        public string Text { get; init; } = "";
        public string Language { get; init; } = "";
        public string? CanonicalUrl { get; init; }
        public long At { get; init; }
        public long? StoryId { get; init; }
        public string? DuplicateOf { get; init; }

        public GroupingEntry Entry() => new()
        {
            Id = new EntryId(Id),
            Source = new SourceId(SourceId),
            Title = Title,
            Text = Text,
            Language = Language,
            CanonicalUrl = CanonicalUrl,
            At = At.ToInstant(),
            Story = StoryId is { } story ? new StoryId(story) : null,
            DuplicateOf = DuplicateOf is null ? null : new EntryId(DuplicateOf),
        };
    }
}

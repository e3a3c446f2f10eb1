using Dapper;
using FeedHub.Core.Entries;
using FeedHub.Core.Sources;
using FeedHub.Core.Stories;

namespace FeedHub.Storage;

/// <summary>Gives entries their stories in SQL.</summary>
public sealed class GroupingStore(FeedDatabase database) : IGroupingStore
{
    private const int MaxCandidates = 50;

    public async Task<GroupingCounts> StepAsync(
        int max, Func<GroupingFacts, IReadOnlyList<GroupedEntry>, StoryId?> choose, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using (var reading = await database.OpenAsync(cancellationToken))
        {
            // Most calls find nothing to do, and need not keep the writer from others.
            if (await reading.ExecuteScalarAsync<int>("SELECT count(*) FROM (SELECT 1 FROM entry WHERE story_id IS NULL LIMIT 1) AS waiting") == 0)
                return default;
        }
        return await database.WriteAsync(
            async (connection, transaction) =>
            {
                // What arrived together is told in the outlets' order of time; among what waits that is as good as the order of answers,
                // and it makes the first refresh a chronicle and not a row of blocks, one an outlet.
                var waiting = (await connection.QueryAsync<FactsRow>(
                    $"SELECT {FactsRow.Columns} FROM entry WHERE story_id IS NULL ORDER BY coalesce(published, arrived), seq LIMIT @max",
                    new { max },
                    transaction)).AsList();
                var founded = 0;
                foreach (var row in waiting)
                {
                    // Two index walks, oldest first; an entry may come by both.
                    var candidates = await connection.QueryAsync<FactsRow>(
                        $"""
                        SELECT * FROM (SELECT {FactsRow.Columns} FROM entry
                          WHERE canonical_url = @CanonicalUrl AND story_id IS NOT NULL ORDER BY story_id LIMIT {MaxCandidates}) AS same_page
                        UNION ALL
                        SELECT * FROM (SELECT {FactsRow.Columns} FROM entry
                          WHERE text_hash = @TextHash AND story_id IS NOT NULL ORDER BY story_id LIMIT {MaxCandidates}) AS same_text
                        """,
                        row,
                        transaction);
                    var story = choose(row.Facts(), [.. candidates.Select(c => new GroupedEntry(new StoryId(c.StoryId!.Value), c.Facts()))]);
                    var at = now.ToColumn();
                    if (story is { } chosen)
                    {
                        await connection.ExecuteAsync("UPDATE story SET updated = @at WHERE id = @id", new { id = chosen.Value, at }, transaction);
                    }
                    else
                    {
                        story = new StoryId(await connection.ExecuteScalarAsync<long>(
                            "INSERT INTO story (arrived, updated) VALUES (@at, @at) RETURNING id", new { at }, transaction));
                        founded++;
                    }
                    await connection.ExecuteAsync(
                        "UPDATE entry SET story_id = @story WHERE id = @id", new { story = story.Value.Value, id = row.Id }, transaction);
                }
                if (waiting.Count > 0)
                    await Versions.AdvanceAsync(connection, transaction, Versions.Timeline);
                return new GroupingCounts(waiting.Count, founded);
            },
            cancellationToken);
    }

    private sealed class FactsRow
    {
        public const string Columns = "id, source_id AS SourceId, canonical_url AS CanonicalUrl, text_hash AS TextHash, arrived, story_id AS StoryId";

        public string Id { get; init; } = "";
        public string SourceId { get; init; } = "";
        public string? CanonicalUrl { get; init; }
        public string? TextHash { get; init; }
        public long Arrived { get; init; }
        public long? StoryId { get; init; }

        public GroupingFacts Facts() => new(new EntryId(Id), new SourceId(SourceId), CanonicalUrl, TextHash, Arrived.ToInstant());
    }
}

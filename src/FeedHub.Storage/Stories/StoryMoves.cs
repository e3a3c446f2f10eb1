using FeedHub.Core.Stories;
using FeedHub.Core.Timelines;
using FeedHub.Core.Timelines.Walking;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Stories;

/// <summary>The table <c>story_move</c>: where stories stood before they moved.</summary>
public sealed class StoryMoves(FeedDatabase database) : IStoryMoves
{
    /// <summary>A walk that takes longer may meet a story twice that moved so long ago.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public async Task<long> LastAsync(CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        return await sql.NumberAsync("SELECT max(number) FROM story_move") ?? 0;
    }

    public async Task<MovedStories> SinceAsync(long move, CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        var moves = await sql.QueryAsync(
            "SELECT number, story, arrived FROM story_move WHERE number > @move ORDER BY number",
            row => (Number: row.Number("number"), Place: new TimelinePosition(row.Instant("arrived"), new StoryId(row.Number("story")))),
            ("@move", move));
        return new MovedStories(
            moves.Count == 0 ? move : moves[^1].Number,
            moves.Select(m => m.Place).DistinctBy(p => p.Story).ToDictionary(p => p.Story));
    }

    /// <summary>
    /// Notes where a story stands, before it moves. Numbers are in the order of commits, since only writes of grouping move stories.
    /// </summary>
    internal static async Task NoteAsync(SqlSession sql, long story, DateTimeOffset now)
    {
        await sql.ExecuteAsync("DELETE FROM story_move WHERE at < @since", ("@since", (now - Kept).ToColumn()));
        await sql.ExecuteAsync(
            "INSERT INTO story_move (story, arrived, at) SELECT id, arrived, @at FROM story WHERE id = @story",
            ("@story", story), ("@at", now.ToColumn()));
    }
}

using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Stories;

/// <summary>
/// The places of stories: whole numbers in the order of the timeline, which is that of arrival and then of number. They leave room for
/// stories that are split off, since the index of stories is kept in this order.
/// </summary>
internal static class StoryPlaces
{
    /// <summary>From the place of the newest story to that of the next.</summary>
    private const long Step = 8;

    /// <summary>How many stories are moved to make room, at least.</summary>
    private const int Few = 16;

    private static readonly IReadOnlyList<SqlColumn> Columns =
        [new("id", "bigint"), new("arrived", "bigint"), new("updated", "bigint"), new("place", "bigint"), new("stale", "bigint")];

    /// <summary>Creates stories that arrived together.</summary>
    /// <param name="stories">Their numbers, in ascending order.</param>
    public static async Task CreateAsync(SqlSession sql, long arrived, IReadOnlyList<long> stories, DateTimeOffset now)
    {
        // Nearly always at the top, where there is room for all.
        var together = await NextAsync(sql, arrived, stories[0]) is null ? stories.Count : 1;
        for (var i = 0; i < stories.Count; i += together)
        {
            var first = await FreeAsync(sql, arrived, stories[i]);
            await sql.Dialect.InsertAsync(sql, new SqlRows("story", Columns,
            [
                .. stories.Skip(i).Take(together).Select((s, n) => (object?[])[s, arrived, now.ToColumn(), first + (n * Step), 1L]),
            ]));
        }
    }

    /// <summary>A free place for a story.</summary>
    private static async Task<long> FreeAsync(SqlSession sql, long arrived, long story)
    {
        while (true)
        {
            var next = await NextAsync(sql, arrived, story);
            if (next is null)
                return await sql.NumberAsync("SELECT max(place) FROM story") + Step ?? Step;
            var last = await PlaceAsync(sql, "(arrived, id) < (@arrived, @story) ORDER BY arrived DESC, id DESC", arrived, story) ?? 0;
            if (next - last > 1)
                return last + Math.Min(Step, (next.Value - last) / 2);
            await MakeRoomAsync(sql, last);
        }
    }

    /// <summary>The place from which on stories stand at or above a position of the timeline; null if none does.</summary>
    public static Task<long?> FromAsync(SqlSession sql, long arrived, long story) =>
        PlaceAsync(sql, "(arrived, id) >= (@arrived, @story) ORDER BY arrived, id", arrived, story);

    /// <summary>Moves a story to where this time of arrival puts it.</summary>
    public static async Task MoveAsync(SqlSession sql, long story, long arrived, DateTimeOffset now)
    {
        await StoryMoves.NoteAsync(sql, story, now);
        await LeaveAsync(sql, story);
        await sql.ExecuteAsync(
            "UPDATE story SET place = @place, arrived = @arrived, stale = 1 WHERE id = @story",
            ("@place", await FreeAsync(sql, arrived, story)), ("@arrived", arrived), ("@story", story));
    }

    /// <summary>Takes a story out of the order and out of the index, before it is moved or deleted.</summary>
    public static async Task LeaveAsync(SqlSession sql, long story)
    {
        var place = await sql.NumberAsync("SELECT place FROM story WHERE id = @story", ("@story", story));
        await sql.ExecuteAsync("UPDATE story SET place = NULL, stale = 1 WHERE id = @story", ("@story", story));
        if (place is { } left)
            await sql.Dialect.Stories.RemoveAsync(sql, [left]);
    }

    private static Task<long?> NextAsync(SqlSession sql, long arrived, long story) =>
        PlaceAsync(sql, "(arrived, id) > (@arrived, @story) ORDER BY arrived, id", arrived, story);

    private static Task<long?> PlaceAsync(SqlSession sql, string which, long arrived, long story) => sql.NumberAsync(
        $"SELECT place FROM story WHERE place IS NOT NULL AND {which} LIMIT 1", ("@arrived", arrived), ("@story", story));

    /// <summary>Spreads the stories above a place where there is no room left: the fewest that have three places each.</summary>
    private static async Task MakeRoomAsync(SqlSession sql, long above)
    {
        for (var count = Few; ; count *= 4)
        {
            var places = await sql.QueryAsync(
                "SELECT id, place FROM story WHERE place > @above ORDER BY place LIMIT @count",
                row => (Story: row.Number("id"), Place: row.Number("place")),
                ("@above", above), ("@count", count + 1));
            // Above the newest there is room without end; much of it, since a clock that ran ahead makes all that follows be put here.
            var isEnd = places.Count <= count;
            var room = isEnd ? (places.Count + 1) * Step * 512 : places[^1].Place - above;
            if (!isEnd && room < 3 * count)
                continue;
            var moved = isEnd ? places : places[..^1];
            foreach (var (story, _) in moved)
                await LeaveAsync(sql, story);
            for (var i = 0; i < moved.Count; i++)
            {
                await sql.ExecuteAsync(
                    "UPDATE story SET place = @place WHERE id = @story",
                    ("@place", above + (room * (i + 1) / (moved.Count + 1))), ("@story", moved[i].Story));
            }
            return;
        }
    }
}

using FeedHub.Core.Timelines.Queries;

namespace FeedHub.Storage.Sql;

/// <summary>
/// The values under which stories are found, in blocks (<see cref="ValueBlock"/>), for whoever counts the stories of months: an index of
/// words says which stories have a value, but not quickly which values they have. Written with the index of stories, and as that has them.
/// </summary>
internal static class StoryValues
{
    /// <summary>The table that keeps them; a block without contents is not filled yet.</summary>
    public const string TableName = "story_values";

    /// <summary>Stale stories that are looked for in their blocks; usually there are a few.</summary>
    private const int MostStale = 1000;

    public static async Task PutAsync(SqlSession sql, IEnumerable<(long Place, IReadOnlyCollection<StoryTerm> Terms)> stories)
    {
        foreach (var group in stories.GroupBy(s => ValueBlock.Of(s.Place)))
        {
            if (await FindAsync(sql, group.Key) is not { } block)
                continue;
            foreach (var (place, terms) in group)
                block.Put(place, terms);
            await WriteAsync(sql, group.Key, block);
        }
    }

    public static async Task RemoveAsync(SqlSession sql, IEnumerable<long> places)
    {
        foreach (var group in places.GroupBy(ValueBlock.Of))
        {
            if (await FindAsync(sql, group.Key) is not { } block)
                continue;
            foreach (var place in group)
                block.Remove(place);
            await WriteAsync(sql, group.Key, block);
        }
    }

    /// <summary>The newest block that is not filled: its stories were indexed before there were blocks.</summary>
    public static Task<long?> UnfilledAsync(SqlSession sql) =>
        sql.NumberAsync("SELECT max(block) FROM story_values WHERE contents IS NULL");

    /// <param name="stories">All stories of the block.</param>
    public static Task FillAsync(SqlSession sql, long number, IEnumerable<(long Place, IReadOnlyCollection<StoryTerm> Terms)> stories)
    {
        var block = new ValueBlock();
        foreach (var (place, terms) in stories)
            block.Put(place, terms);
        return WriteAsync(sql, number, block);
    }

    /// <summary>Reads the blocks that a range touches, newest first.</summary>
    /// <param name="read">Gets the number of a block and what is packed in it.</param>
    /// <returns>From which place on all were read: above the first of the range if there are more than <paramref name="max"/>.</returns>
    public static async Task<long> ReadAsync(SqlSession sql, PlaceRange range, int max, Action<long, byte[]> read)
    {
        var blocks = await sql.QueryAsync(
            """
            SELECT block, contents FROM story_values
            WHERE contents IS NOT NULL AND block >= @from AND block <= @to ORDER BY block DESC LIMIT @max
            """,
            row => Read(row, read),
            ("@from", ValueBlock.Of(range.From)), ("@to", ValueBlock.Of(range.Below - 1)), ("@max", max));
        return blocks.Count < max ? range.From : Math.Max(range.From, blocks[^1] * ValueBlock.Width);
    }

    /// <summary>Reads the blocks of some places.</summary>
    /// <inheritdoc cref="ReadAsync(SqlSession, PlaceRange, int, Action{long, byte[]})"/>
    public static Task ReadAsync(SqlSession sql, IEnumerable<long> places, Action<long, byte[]> read) => sql.QueryAsync(
        $"SELECT block, contents FROM story_values WHERE contents IS NOT NULL AND {sql.Dialect.AnyOf("block", "@blocks")}",
        row => Read(row, read),
        ("@blocks", places.Select(ValueBlock.Of).Distinct().ToList()));

    /// <summary>The highest place of a range of which the values are not there yet; null if all are.</summary>
    public static async Task<long?> MissingAsync(SqlSession sql, PlaceRange range)
    {
        var unfilled = await sql.NumberAsync(
            "SELECT max(block) FROM story_values WHERE contents IS NULL AND block >= @from AND block <= @to",
            ("@from", ValueBlock.Of(range.From)), ("@to", ValueBlock.Of(range.Below - 1)));
        // One that has not been indexed at all is stale, though most that are stale are there as they were before.
        var stale = await sql.QueryAsync(
            "SELECT place FROM story WHERE stale = 1 AND place >= @from AND place < @below ORDER BY place DESC LIMIT @max",
            row => row.Number("place"),
            ("@from", range.From), ("@below", range.Below), ("@max", MostStale));
        var blocks = new Dictionary<long, ValueBlock>();
        if (stale.Count > 0)
            await ReadAsync(sql, stale, (number, packed) => blocks[number] = new ValueBlock(packed));
        var missing = stale.Where((place, i) =>
            i == MostStale - 1 || !blocks.TryGetValue(ValueBlock.Of(place), out var block) || !block.Contains(place)).ToList();
        if (unfilled is { } last)
            missing.Add(((last + 1) * ValueBlock.Width) - 1);
        return missing.Count == 0 ? null : missing.Max();
    }

    private static long Read(SqlRow row, Action<long, byte[]> read)
    {
        var number = row.Number("block");
        read(number, row.Bytes("contents"));
        return number;
    }

    /// <returns>Empty if there is no such block; null if it is not filled.</returns>
    private static async Task<ValueBlock?> FindAsync(SqlSession sql, long number)
    {
        var found = await sql.QueryAsync(
            "SELECT contents FROM story_values WHERE block = @block",
            row => row.IsNull("contents") ? null : new ValueBlock(row.Bytes("contents")),
            ("@block", number));
        return found.Count == 0 ? new ValueBlock() : found[0];
    }

    private static Task<int> WriteAsync(SqlSession sql, long number, ValueBlock block) => block.IsEmpty
        ? sql.ExecuteAsync("DELETE FROM story_values WHERE block = @block", ("@block", number))
        : sql.ExecuteAsync(
            """
            INSERT INTO story_values (block, contents) VALUES (@block, @contents)
            ON CONFLICT (block) DO UPDATE SET contents = excluded.contents
            """,
            ("@block", number), ("@contents", block.Packed()));
}

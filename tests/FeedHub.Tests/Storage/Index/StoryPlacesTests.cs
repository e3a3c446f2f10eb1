using FeedHub.Storage.Sql;
using FeedHub.Storage.Stories;

namespace FeedHub.Tests.Storage.Index;

public class StoryPlacesTests : IDisposable
{
    private readonly TemporaryStorage storage = new();

    [Theory]
    [InlineData("each later than the one before", 400)]
    [InlineData("each between the first and the one before", 400)]
    [InlineData("each just before a story of a clock that ran ahead", 400)]
    [InlineData("anywhere", 1500)]
    public async Task Places_are_in_the_order_of_the_timeline_wherever_stories_are_put(string where, int count)
    {
        var random = new Random(7);
        await WriteAsync(async sql =>
        {
            await AddAsync(sql, 1, 0);
            await AddAsync(sql, 2, 1_000_000);
            for (var story = 3; story <= count; story++)
            {
                await AddAsync(sql, story, where switch
                {
                    "each later than the one before" => 1_000_000 + story,
                    "each between the first and the one before" => 1_000_000 - story,
                    "each just before a story of a clock that ran ahead" => story,
                    // Few times, as after polls that each brought many stories.
                    _ => random.Next(40) * 1000,
                });
            }
            return 0;
        });
        var places = await QueryAsync("SELECT id FROM story ORDER BY place");
        Assert.Equal(await QueryAsync("SELECT id FROM story ORDER BY arrived, id"), places);
        Assert.Equal(count, places.Count);
    }

    [Fact]
    public async Task A_story_that_turns_out_to_be_older_moves_down()
    {
        await WriteAsync(async sql =>
        {
            for (var story = 1; story <= 5; story++)
                await AddAsync(sql, story, story * 10);
            await StoryPlaces.MoveAsync(sql, 4, 15, TemporaryStorage.Start);
            return 0;
        });
        Assert.Equal([1L, 4, 2, 3, 5], await QueryAsync("SELECT id FROM story ORDER BY place"));
    }

    public void Dispose() => storage.Dispose();

    private static Task AddAsync(SqlSession sql, long story, long arrived) =>
        StoryPlaces.CreateAsync(sql, arrived, [story], DateTimeOffset.UnixEpoch);

    private Task<int> WriteAsync(Func<SqlSession, Task<int>> work) => storage.Database.WriteAsync(WriteScope.Grouping, work, default);

    private async Task<List<long>> QueryAsync(string query)
    {
        await using var sql = await storage.Database.OpenAsync(default);
        return await sql.QueryAsync(query, row => row.Number("id"));
    }
}

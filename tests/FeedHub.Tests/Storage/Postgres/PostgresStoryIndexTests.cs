using FeedHub.Core.Timelines;
using FeedHub.Core.Timelines.Queries;
using FeedHub.Storage.Postgres;

namespace FeedHub.Tests.Storage.Postgres;

public sealed class PostgresStoryIndexTests : IAsyncLifetime
{
    private readonly TemporaryStorage storage = new(onServer: true);

    public async ValueTask InitializeAsync() =>
        await storage.Sources.ReconcileAsync([TemporaryStorage.Source("baku")], TemporaryStorage.Start, default);

    [Theory]
    [InlineData("many words", 200_000, 8)]
    [InlineData("long words", 2_000, 4_000)]
    [InlineData("one word without an end", 1, 3_000_000)]
    public async Task A_text_that_is_longer_than_a_row_of_the_index_is_found_by_its_first_words(string what, int words, int length)
    {
        var text = string.Join(' ', Enumerable.Range(0, words).Select(n => $"{n:d7}".PadRight(length, 'ж')));
        await AddAsync($"the first bridge {text}");
        foreach (var search in new[] { "\"first bridge\"", "bridge", "title", text.Split(' ')[0][..Math.Min(150, length)] })
            Assert.Equal((what, search, 1), (what, search, await CountAsync(search)));
    }

    [Fact]
    public async Task A_word_that_is_repeated_a_thousand_times_is_found_in_a_phrase()
    {
        await AddAsync(string.Join(' ', Enumerable.Repeat("echo", 1000)));
        Assert.Equal(1, await CountAsync("\"echo echo\""));
    }

    [Fact]
    public async Task No_search_is_taken_for_the_language_of_the_index()
    {
        await AddAsync("bridge");
        string[] searches =
            ["q' | 'bridge", "bridge:* & b", "!a", "bridges\\", "a <-> b", "'; DROP TABLE story; --", "x:A", "a&!b", "§lang"];
        foreach (var search in searches)
            Assert.Equal((search, 0), (search, await CountAsync($"=\"{search}\"")));
    }

    [Theory]
    [InlineData("common", "Index Scan Backward")]
    [InlineData("rare", "Bitmap Index Scan on story_index_words")]
    public async Task Common_words_are_walked_from_the_newest_place_and_rare_ones_are_looked_up(string word, string expected)
    {
        await using var sql = await storage.Database.OpenAsync(default);
        await sql.ExecuteAsync("INSERT INTO story (id, arrived, updated, place) SELECT n, n, n, 8 * n FROM generate_series(1, 5000) n");
        await sql.ExecuteAsync(
            """
            INSERT INTO story_index (place, words) SELECT 8 * n, CAST(
              (SELECT string_agg('common' || k || ':' || k, ' ') FROM generate_series(1, 120) k)
                || ' common:121A only' || n || ':122B' || CASE WHEN n % 1000 = 0 THEN ' rare:123B' ELSE '' END AS tsvector)
            FROM generate_series(1, 5000) n
            """);
        await sql.ExecuteAsync("VACUUM ANALYZE story, story_index");
        var plan = await sql.QueryAsync(
            "EXPLAIN " + PostgresStoryIndex.Newest("id"),
            row => row.Text("QUERY PLAN"),
            ("@query", PostgresStoryIndex.Query(new StoryQuery.Says(new(word, IsPrefix: true), InTitle: false))),
            ("@from", 0L), ("@below", long.MaxValue), ("@max", 31));
        Assert.Contains(expected, string.Join('\n', plan), StringComparison.Ordinal);
        // Else the statement, once it is prepared, would be planned for words of no known frequency.
        Assert.Equal(["force_custom_plan"], await sql.QueryAsync("SHOW plan_cache_mode", row => row.Text("plan_cache_mode")));
    }

    public ValueTask DisposeAsync()
    {
        storage.Dispose();
        return ValueTask.CompletedTask;
    }

    private static TimelineFilter Words(string words) => TimelineFilter.All.With(TimelineConditions.Text, words);

    private async Task AddAsync(string text)
    {
        await storage.CommitAsync(TemporaryStorage.Start, TemporaryStorage.Entry("baku", "1", text));
        await storage.Grouper(TimeProvider.System).GroupAsync(default);
    }

    private async Task<int> CountAsync(string words) =>
        (await storage.Timeline.PageAsync(Words(words), TextExtent.Excerpt, default)).Stories.Count;
}

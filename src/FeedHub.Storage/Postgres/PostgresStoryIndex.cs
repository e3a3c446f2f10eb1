using FeedHub.Core.Timelines;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Postgres;

/// <summary>
/// The index of stories as a column of words with a GIN index. PostgreSQL knows how common the most common words are: it looks rare ones up
/// and sorts what it finds, and walks from the newest place downwards for common ones, until it has enough.
/// </summary>
internal sealed class PostgresStoryIndex : StoryIndex
{
    /// <summary>Characters of one statement: a row may have nearly a million.</summary>
    private const int Together = 2_000_000;

    /// <summary>Many with one statement: going to the server and back for each would take most of the time.</summary>
    internal override async Task PutAsync(SqlSession sql, IEnumerable<(long Place, StoryContents Contents)> rows)
    {
        var (places, words, length) = (new List<long>(), new List<string>(), 0);
        foreach (var (place, contents) in rows)
        {
            places.Add(place);
            words.Add(WordVector.From(contents.Values.Select(v => Facet(v.Condition, v.Value)), contents.Titles, contents.Texts));
            length += words[^1].Length;
            if (length < Together)
                continue;
            await PutAsync(sql, places, words);
            (places, words, length) = ([], [], 0);
        }
        if (places.Count > 0)
            await PutAsync(sql, places, words);
    }

    internal override Task RemoveAsync(SqlSession sql, IReadOnlyCollection<long> places) =>
        sql.ExecuteAsync($"DELETE FROM story_index WHERE {sql.Dialect.AnyOf("place", "@places")}", ("@places", places.ToList()));

    internal override async Task<List<T>> NewestAsync<T>(
        SqlSession sql, string columns, Func<SqlRow, T> read, TimelineFilter filter, long below, int max) =>
        Query(filter) is { } query
            ? await sql.QueryAsync(Newest(columns), read, ("@query", query), ("@below", below), ("@max", max))
            : [];

    private static Task<int> PutAsync(SqlSession sql, List<long> places, List<string> words) => sql.ExecuteAsync(
        """
        INSERT INTO story_index (place, words)
        SELECT place, CAST(words AS tsvector) FROM unnest(CAST(@places AS bigint[]), CAST(@words AS text[])) AS made (place, words)
        ON CONFLICT (place) DO UPDATE SET words = excluded.words
        """,
        ("@places", places), ("@words", words));

    internal static string Newest(string columns) => $"""
        SELECT {columns} FROM story_index AS found JOIN story USING (place)
        WHERE found.words @@ CAST(@query AS tsquery) AND found.place < @below ORDER BY found.place DESC LIMIT @max
        """;

    /// <summary>A filter in the language of tsquery; null when it asks for words and has none.</summary>
    internal static string? Query(TimelineFilter filter)
    {
        var terms = new List<string>();
        foreach (var condition in TimelineConditions.All.Where(c => filter[c].Count > 0))
        {
            if (!condition.IsText)
            {
                terms.Add($"({string.Join(" | ", filter[condition].Select(value => WordVector.Quoted(Facet(condition, value))))})");
                continue;
            }
            var words = SearchWords.Read(filter[condition][0]);
            if (words.Count == 0)
                return null;
            terms.AddRange(words.Select(word => word.IsPrefix
                ? $"{WordVector.Quoted(word.Folded)}:*"
                : $"({string.Join(" <-> ", word.Folded.Split(' ').Select(WordVector.Quoted))})"));
        }
        return string.Join(" & ", terms);
    }
}

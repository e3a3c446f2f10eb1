using FeedHub.Core.Timelines;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Postgres;

/// <summary>
/// The index of stories as a column of words with a GIN index. PostgreSQL knows how common the most common words are: it looks rare ones up
/// and sorts what it finds, and walks from the newest place downwards for common ones, until it has enough.
/// </summary>
internal sealed class PostgresStoryIndex : StoryIndex
{
    internal override Task PutAsync(SqlSession sql, long place, StoryContents contents) => sql.ExecuteAsync(
        """
        INSERT INTO story_index (place, words) VALUES (@place, CAST(@words AS tsvector))
        ON CONFLICT (place) DO UPDATE SET words = excluded.words
        """,
        ("@place", place),
        ("@words", WordVector.From(contents.Values.Select(v => Facet(v.Condition, v.Value)), contents.Titles, contents.Texts)));

    internal override Task RemoveAsync(SqlSession sql, IReadOnlyCollection<long> places) =>
        sql.ExecuteAsync($"DELETE FROM story_index WHERE {sql.Dialect.AnyOf("place", "@places")}", ("@places", places.ToList()));

    internal override async Task<List<T>> NewestAsync<T>(
        SqlSession sql, string columns, Func<SqlRow, T> read, TimelineFilter filter, long below, int max) =>
        Query(filter) is { } query
            ? await sql.QueryAsync(Newest(columns), read, ("@query", query), ("@below", below), ("@max", max))
            : [];

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

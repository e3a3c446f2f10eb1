using FeedHub.Core.Timelines.Queries;
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
    private protected override async Task WriteAsync(SqlSession sql, IEnumerable<(long Place, StoryContents Contents)> rows)
    {
        var (places, words, length) = (new List<long>(), new List<string>(), 0);
        foreach (var (place, contents) in rows)
        {
            places.Add(place);
            words.Add(WordVector.From(contents.Terms.Select(Facet), contents.Titles, contents.Texts));
            length += words[^1].Length;
            if (length < Together)
                continue;
            await WriteAsync(sql, places, words);
            (places, words, length) = ([], [], 0);
        }
        if (places.Count > 0)
            await WriteAsync(sql, places, words);
    }

    private protected override Task DeleteAsync(SqlSession sql, IReadOnlyCollection<long> places) =>
        sql.ExecuteAsync($"DELETE FROM story_index WHERE {sql.Dialect.AnyOf("place", "@places")}", ("@places", places.ToList()));

    internal override Task<List<T>> NewestAsync<T>(
        SqlSession sql, string columns, Func<SqlRow, T> read, StoryQuery query, PlaceRange range, int max) => sql.QueryAsync(
            Newest(columns), read, ("@query", Query(query)), ("@from", range.From), ("@below", range.Below), ("@max", max));

    /// <summary>The words of a story are compared in its row, not in the index.</summary>
    internal override int MostPlaces => 20_000;

    internal override Task<List<long>> PlacesAsync(SqlSession sql, StoryQuery query, PlaceRange range, int max) => sql.QueryAsync(
        """
        SELECT place FROM story_index
        WHERE words @@ CAST(@query AS tsquery) AND place >= @from AND place < @below ORDER BY place DESC LIMIT @max
        """,
        row => row.Number("place"),
        ("@query", Query(query)), ("@from", range.From), ("@below", range.Below), ("@max", max));

    internal override async Task<IReadOnlyCollection<long>> MeetingAsync(
        SqlSession sql, StoryQuery query, IReadOnlyList<long> places) => await sql.QueryAsync(
            $"SELECT place FROM story_index WHERE {sql.Dialect.AnyOf("place", "@places")} AND words @@ CAST(@query AS tsquery)",
            row => row.Number("place"),
            ("@places", places), ("@query", Query(query)));

    private static Task<int> WriteAsync(SqlSession sql, List<long> places, List<string> words) => sql.ExecuteAsync(
        """
        INSERT INTO story_index (place, words)
        SELECT place, CAST(words AS tsvector) FROM unnest(CAST(@places AS bigint[]), CAST(@words AS text[])) AS made (place, words)
        ON CONFLICT (place) DO UPDATE SET words = excluded.words
        """,
        ("@places", places), ("@words", words));

    internal static string Newest(string columns) => $"""
        SELECT {columns} FROM story_index AS found JOIN story USING (place)
        WHERE found.words @@ CAST(@query AS tsquery) AND found.place >= @from AND found.place < @below ORDER BY found.place DESC LIMIT @max
        """;

    /// <summary>A query in the language of tsquery.</summary>
    internal static string Query(StoryQuery query) => query switch
    {
        StoryQuery.Has has => WordVector.Quoted(Facet(has.Term)) + (has.WithLonger ? ":*" : ""),
        StoryQuery.Says says => Says(says.Word.Folded.Split(' '), says.Word.IsPrefix, says.InTitle),
        StoryQuery.Lacks lacks => $"!{Query(lacks.Of)}",
        StoryQuery.Any any => $"({string.Join(" | ", any.Of.Select(Query))})",
        StoryQuery.All all => $"({string.Join(" & ", all.Of.Select(Query))})",
        _ => throw new ArgumentException($"{query.GetType().Name} is no part of a simplified query.", nameof(query)),
    };

    private static string Says(string[] words, bool isPrefix, bool inTitle)
    {
        var title = inTitle ? "A" : "";
        var parts = words.Select((word, i) =>
        {
            var marks = (isPrefix && i == words.Length - 1 ? "*" : "") + title;
            return WordVector.Quoted(word) + (marks.Length > 0 ? $":{marks}" : "");
        });
        return words.Length == 1 ? parts.Single() : $"({string.Join(" <-> ", parts)})";
    }
}

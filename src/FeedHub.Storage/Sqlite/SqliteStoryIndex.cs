using FeedHub.Core.Timelines;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Sqlite;

/// <summary>
/// The index of stories in FTS5, which walks from the newest match to the oldest and compares conditions as it goes. It is divided into
/// generations by place, each a table of its own: a word that stands for all that begin with it makes FTS5 list all its matches first, so
/// that must be a bounded number.
/// </summary>
internal sealed class SqliteStoryIndex : StoryIndex
{
    /// <summary>How many places a generation has; a story has about one in eight.</summary>
    private const long Width = 1 << 20;

    internal override async Task PutAsync(SqlSession sql, IEnumerable<(long Place, StoryContents Contents)> rows)
    {
        foreach (var (place, contents) in rows)
            await PutAsync(sql, place, contents);
    }

    internal override async Task RemoveAsync(SqlSession sql, IReadOnlyCollection<long> places)
    {
        foreach (var generation in places.GroupBy(place => place / Width))
        {
            if (!await ExistsAsync(sql, generation.Key))
                continue;
            foreach (var place in generation)
                await sql.ExecuteAsync($"DELETE FROM {Table(generation.Key)} WHERE rowid = @place", ("@place", place));
            var left = await sql.NumberAsync(
                "SELECT 1 FROM story WHERE place >= @from AND place < @to LIMIT 1",
                ("@from", generation.Key * Width), ("@to", (generation.Key + 1) * Width));
            if (left is null)
            {
                await sql.ExecuteAsync($"DROP TABLE {Table(generation.Key)}");
                await sql.ExecuteAsync("DELETE FROM story_index WHERE generation = @generation", ("@generation", generation.Key));
            }
        }
    }

    internal override async Task<List<T>> NewestAsync<T>(
        SqlSession sql, string columns, Func<SqlRow, T> read, TimelineFilter filter, long below, int max)
    {
        var found = new List<T>();
        if (Match(filter) is not { } match)
            return found;
        var generations = await sql.QueryAsync(
            "SELECT generation FROM story_index WHERE generation <= @newest ORDER BY generation DESC",
            row => row.Number("generation"),
            ("@newest", below / Width));
        foreach (var generation in generations)
        {
            found.AddRange(await sql.QueryAsync(
                Newest(generation, columns), read, ("@match", match), ("@below", below), ("@max", max - found.Count)));
            if (found.Count >= max)
                break;
        }
        return found;
    }

    /// <summary>The statement that walks one generation.</summary>
    internal static string Newest(long generation, string columns) => $"""
        SELECT {columns} FROM {Table(generation)}(@match) AS found CROSS JOIN story ON story.place = found.rowid
        WHERE found.rowid < @below ORDER BY found.rowid DESC LIMIT @max
        """;

    private static async Task PutAsync(SqlSession sql, long place, StoryContents contents)
    {
        var generation = place / Width;
        if (!await ExistsAsync(sql, generation))
        {
            await sql.ExecuteAsync("INSERT INTO story_index (generation) VALUES (@generation)", ("@generation", generation));
            // Words come folded, and are split at spaces: half the work of FTS5's own tokenizer, and queries are folded in the same way.
            await sql.ExecuteAsync(
                $"CREATE VIRTUAL TABLE {Table(generation)} USING fts5 (facets, titles, texts, "
                    + "content = '', contentless_delete = 1, tokenize = 'ascii')");
        }
        await sql.ExecuteAsync(
            $"INSERT OR REPLACE INTO {Table(generation)} (rowid, facets, titles, texts) VALUES (@place, @facets, @titles, @texts)",
            ("@place", place), ("@facets", string.Join(' ', contents.Values.Select(v => Facet(v.Condition, v.Value)))),
            ("@titles", contents.Titles), ("@texts", contents.Texts));
    }

    /// <summary>A filter in the language of FTS5; null when it asks for words and has none.</summary>
    private static string? Match(TimelineFilter filter)
    {
        var terms = new List<string>();
        foreach (var condition in TimelineConditions.All.Where(c => filter[c].Count > 0))
        {
            if (!condition.IsText)
            {
                terms.Add($"({string.Join(" OR ", filter[condition].Select(value => $"\"{Facet(condition, value)}\""))})");
                continue;
            }
            var words = SearchWords.Read(filter[condition][0]);
            if (words.Count == 0)
                return null;
            terms.AddRange(words.Select(word => $"\"{word.Folded}\"{(word.IsPrefix ? "*" : "")}"));
        }
        return string.Join(" AND ", terms);
    }

    private static async Task<bool> ExistsAsync(SqlSession sql, long generation) => await sql.NumberAsync(
        "SELECT 1 FROM story_index WHERE generation = @generation", ("@generation", generation)) is not null;

    private static string Table(long generation) => $"story_index_{generation}";
}

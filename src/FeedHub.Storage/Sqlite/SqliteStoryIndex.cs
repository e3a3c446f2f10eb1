using FeedHub.Core.Timelines.Queries;
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

    /// <summary>Between places that are walked together.</summary>
    private const long Close = 4096;

    private protected override async Task WriteAsync(SqlSession sql, IEnumerable<(long Place, StoryContents Contents)> rows)
    {
        foreach (var (place, contents) in rows)
            await WriteAsync(sql, place, contents);
    }

    private protected override async Task DeleteAsync(SqlSession sql, IReadOnlyCollection<long> places)
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

    internal override Task<List<T>> NewestAsync<T>(
        SqlSession sql, string columns, Func<SqlRow, T> read, StoryQuery query, PlaceRange range, int max) =>
        WalkAsync(sql, generation => Newest(generation, columns), read, query, range, max);

    internal override int MostPlaces => 200_000;

    internal override Task<List<long>> PlacesAsync(SqlSession sql, StoryQuery query, PlaceRange range, int max) =>
        WalkAsync(sql, Places, row => row.Number("place"), query, range, max);

    private static async Task<List<T>> WalkAsync<T>(
        SqlSession sql, Func<long, string> statement, Func<SqlRow, T> read, StoryQuery query, PlaceRange range, int max)
    {
        var found = new List<T>();
        var match = Match(query);
        var generations = await sql.QueryAsync(
            "SELECT generation FROM story_index WHERE generation >= @oldest AND generation <= @newest ORDER BY generation DESC",
            row => row.Number("generation"),
            ("@oldest", range.From / Width), ("@newest", range.Below / Width));
        foreach (var generation in generations)
        {
            found.AddRange(await sql.QueryAsync(
                statement(generation), read,
                ("@match", match), ("@from", range.From), ("@below", range.Below), ("@max", max - found.Count)));
            if (found.Count >= max)
                break;
        }
        return found;
    }

    /// <summary>
    /// FTS5 looks a word up anew for each place that it is asked for, which takes long for one that stands for many: so places that are
    /// close to each other are walked together.
    /// </summary>
    internal override async Task<IReadOnlyCollection<long>> MeetingAsync(SqlSession sql, StoryQuery query, IReadOnlyList<long> places)
    {
        var found = new HashSet<long>();
        for (var i = 0; i < places.Count;)
        {
            var last = i;
            while (last + 1 < places.Count && places[last + 1] - places[last] <= Close)
                last++;
            found.UnionWith(await PlacesAsync(sql, query, new PlaceRange(places[i], places[last] + 1), int.MaxValue));
            i = last + 1;
        }
        found.IntersectWith(places);
        return found;
    }

    /// <summary>The statement that walks one generation.</summary>
    internal static string Newest(long generation, string columns) => $"""
        SELECT {columns} FROM {Table(generation)}(@match) AS found CROSS JOIN story ON story.place = found.rowid
        WHERE found.rowid >= @from AND found.rowid < @below ORDER BY found.rowid DESC LIMIT @max
        """;

    private static async Task WriteAsync(SqlSession sql, long place, StoryContents contents)
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
            ("@place", place), ("@facets", string.Join(' ', contents.Terms.Select(Facet))),
            ("@titles", contents.Titles), ("@texts", contents.Texts));
    }

    private static string Places(long generation) => $"""
        SELECT rowid AS place FROM {Table(generation)}(@match)
        WHERE rowid >= @from AND rowid < @below ORDER BY rowid DESC LIMIT @max
        """;

    /// <summary>A query in the language of FTS5, in which something may only be left out of something else.</summary>
    internal static string Match(StoryQuery query) => query switch
    {
        StoryQuery.Has has => $"\"{Facet(has.Term)}\"{(has.WithLonger ? "*" : "")}",
        StoryQuery.Says says => $"{(says.InTitle ? "titles : " : "")}\"{says.Word.Folded}\"{(says.Word.IsPrefix ? "*" : "")}",
        StoryQuery.Lacks lacks => $"(\"{Facet(StoryTerm.OfAll)}\" NOT {Match(lacks.Of)})",
        StoryQuery.Any any => $"({string.Join(" OR ", any.Of.Select(Match))})",
        StoryQuery.All all => Match(all.Of.Where(q => q is not StoryQuery.Lacks), all.Of.OfType<StoryQuery.Lacks>()),
        _ => throw new ArgumentException($"{query.GetType().Name} is no part of a simplified query.", nameof(query)),
    };

    private static string Match(IEnumerable<StoryQuery> all, IEnumerable<StoryQuery.Lacks> none)
    {
        var denied = string.Join(" OR ", none.Select(n => Match(n.Of)));
        var asked = string.Join(" AND ", all.Select(Match));
        return (asked, denied) switch
        {
            (_, "") => $"({asked})",
            ("", _) => $"(\"{Facet(StoryTerm.OfAll)}\" NOT ({denied}))",
            _ => $"(({asked}) NOT ({denied}))",
        };
    }

    private static async Task<bool> ExistsAsync(SqlSession sql, long generation) => await sql.NumberAsync(
        "SELECT 1 FROM story_index WHERE generation = @generation", ("@generation", generation)) is not null;

    private static string Table(long generation) => $"story_index_{generation}";
}

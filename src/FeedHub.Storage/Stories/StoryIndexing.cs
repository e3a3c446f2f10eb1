using FeedHub.Core.Content;
using FeedHub.Core.Gazetteer.Tagging;
using FeedHub.Core.Stories;
using FeedHub.Core.Timelines;
using FeedHub.Storage.Entries;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Stories;

/// <summary>
/// Keeps the index of stories up to date. Whoever changes what a story is found by marks it (<see cref="StaleStories"/>), and the writer
/// of grouping renews its row in the index.
/// </summary>
internal static class StoryIndexing
{
    /// <summary>Stories renewed in one step of grouping: more than a step can touch, but no more than some seconds' work.</summary>
    private const int Most = 8000;

    /// <summary>Blocks of values that are filled in one step of grouping: a fraction of a second's work.</summary>
    private const int BlocksTogether = 4;

    /// <summary>Stories whose texts are in memory together.</summary>
    private const int Together = 200;

    /// <summary>
    /// Renews what is stale: the newest stories, as many as one transaction should. In ascending order of their places, since FTS5 writes
    /// what it holds to the file whenever a row comes before the last.
    /// </summary>
    /// <param name="tagger">Finds the names under which stories are found; null to leave them out for now.</param>
    public static async Task RenewAsync(SqlSession sql, Tagger? tagger)
    {
        if (tagger is not null)
            await IndexNames.MarkOutdatedAsync(sql, tagger);
        else
            await IndexNames.ForgetAsync(sql);
        var next = await sql.NumberAsync(
            "SELECT min(place) FROM (SELECT place FROM story WHERE stale = 1 ORDER BY place DESC LIMIT @max) AS newest", ("@max", Most));
        while (next is { } from)
        {
            var stale = await sql.QueryAsync(
                "SELECT id, place FROM story WHERE stale = 1 AND place >= @from ORDER BY place LIMIT @max",
                row => (Id: row.Number("id"), Place: row.Number("place")),
                ("@from", from), ("@max", Together));
            List<long> ids = [.. stale.Select(s => s.Id)];
            // Before reading: what another writer marks from here on waits for our commit, and is stale after it.
            await sql.ExecuteAsync($"UPDATE story SET stale = 0 WHERE {sql.Dialect.AnyOf("id", "@ids")}", ("@ids", ids));
            var reports = await StoryRows.ReportsAsync(sql, ids, EntryTexts.TextFrom);
            await sql.Dialect.Stories.PutAsync(sql, stale.Select(s => (s.Place, Contents([.. reports[s.Id]], tagger))));
            next = stale.Count == Together ? stale[^1].Place + 1 : null;
        }
        for (var i = 0; i < BlocksTogether && await StoryValues.UnfilledAsync(sql) is { } block; i++)
            await FillAsync(sql, block);
    }

    /// <summary>Puts together the values of stories that were indexed before these were kept; their texts are not needed for it.</summary>
    private static async Task FillAsync(SqlSession sql, long block)
    {
        var stories = await sql.QueryAsync(
            "SELECT id, place FROM story WHERE place >= @from AND place < @below",
            row => (Id: row.Number("id"), Place: row.Number("place")),
            ("@from", block * ValueBlock.Width), ("@below", (block + 1) * ValueBlock.Width));
        var reports = await StoryRows.ReportsAsync(sql, [.. stories.Select(s => s.Id)], _ => new EntryTexts(null, "", null));
        await StoryValues.FillAsync(sql, block, stories.Select(s => (s.Place, StoryTerms.Of([.. reports[s.Id]], tagger: null))));
    }

    private static StoryContents Contents(List<Report> reports, Tagger? tagger) => new(
        StoryTerms.Of(reports, tagger), Words(reports.Select(r => r.Entry.Title)), Words(reports.Select(r => r.Entry.Text)));

    /// <summary>What several reports have alike is there once.</summary>
    private static string Words(IEnumerable<string> texts) => string.Join(StoryContents.Between, texts.Distinct().Select(SearchText.Fold));
}

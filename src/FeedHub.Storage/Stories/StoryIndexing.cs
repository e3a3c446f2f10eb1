using FeedHub.Core.Content;
using FeedHub.Core.Stories;
using FeedHub.Core.Timelines;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Stories;

/// <summary>
/// Keeps the index of stories up to date. Whoever changes what a story is found by marks it as stale, and the writer of grouping renews
/// its row in the index.
/// </summary>
internal static class StoryIndexing
{
    /// <summary>A condition that is true while the index of stories is behind.</summary>
    public const string IsBehind = "EXISTS (SELECT 1 FROM story WHERE stale = 1)";

    /// <summary>Stories renewed in one step of grouping: more than a step can touch, but no more than some seconds' work.</summary>
    private const int Most = 8000;

    /// <summary>Stories whose texts are in memory together.</summary>
    private const int Together = 200;

    /// <param name="stories">A condition on <c>story</c>.</param>
    public static Task<int> MarkAsync(SqlSession sql, string stories, params ReadOnlySpan<(string Name, object? Value)> values) =>
        sql.ExecuteAsync($"UPDATE story SET stale = 1 WHERE {stories}", values);

    /// <summary>Renews what is stale, the newest stories first, up to as many as one transaction should.</summary>
    public static async Task RenewAsync(SqlSession sql)
    {
        for (var renewed = 0; renewed < Most; renewed += Together)
        {
            var stale = await sql.QueryAsync(
                "SELECT id, place FROM story WHERE stale = 1 ORDER BY place DESC LIMIT @max",
                row => (Id: row.Number("id"), Place: row.Number("place")),
                ("@max", Together));
            List<long> ids = [.. stale.Select(s => s.Id)];
            // Before reading: what another writer marks from here on waits for our commit, and is stale after it.
            await sql.ExecuteAsync($"UPDATE story SET stale = 0 WHERE {sql.Dialect.AnyOf("id", "@ids")}", ("@ids", ids));
            var reports = await StoryRows.ReportsAsync(sql, ids, TextExtent.Whole);
            foreach (var (id, place) in stale)
                await sql.Dialect.Stories.PutAsync(sql, place, Contents([.. reports[id]]));
            if (stale.Count < Together)
                break;
        }
    }

    private static StoryContents Contents(List<Report> reports) => new(
        [
            .. TimelineConditions.All.Where(c => !c.IsText)
                .SelectMany(condition => reports.SelectMany(condition.ValuesOf).Select(value => (condition, value))).Distinct(),
        ],
        Words(reports.Select(r => r.Entry.Title)),
        Words(reports.Select(r => r.Entry.Text)));

    /// <summary>What several reports have alike is there once.</summary>
    private static string Words(IEnumerable<string> texts) => string.Join(StoryContents.Between, texts.Distinct().Select(SearchText.Fold));
}

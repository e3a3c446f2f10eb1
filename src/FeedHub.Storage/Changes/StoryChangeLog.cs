using FeedHub.Core.Timelines.Changes;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Changes;

/// <summary>
/// The table <c>story_change</c>: what happened to stories, collected during a transaction and written at its end. A change is told when
/// the index of stories has it, so that a filter finds what is told; what polls, retention and declarations of sources did, which leave
/// the index to the writer of grouping, is told by that writer too (<see cref="StaleStories.MarkChangedAsync"/>).
/// </summary>
internal sealed class StoryChangeLog(SqlSession sql)
{
    /// <summary>Whoever follows the changes must ask within this time.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>Changes of others that are told with one transaction.</summary>
    private const int Most = 8000;

    private static readonly IReadOnlyList<SqlColumn> Columns =
        [new("number", "bigint"), new("story", "bigint"), new("kind"), new("other", "bigint"), new("report"), new("at", "bigint")];

    private readonly List<(StoryChangeKind Kind, long Story, long? Other, string? Report)> changes = [];

    /// <param name="other">The story that this one was merged into, split from, or grew by.</param>
    /// <param name="report">The ID of the entry that came.</param>
    public void Add(StoryChangeKind kind, long story, long? other = null, string? report = null) =>
        changes.Add((kind, story, other, report));

    public static string NameOf(StoryChangeKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>
    /// Writes what was collected, and what is untold of the stories in the index. To be called last: the number is a row that the
    /// transaction then has locked until its commit, which makes the order of numbers that of commits.
    /// </summary>
    public async Task WriteAsync(DateTimeOffset now)
    {
        List<long> told = [.. changes.Select(c => c.Story).Distinct()];
        await AddUntoldAsync(told.ToHashSet());
        await TellAgainAsync(told);
        if (changes.Count == 0)
            return;
        var first = await Versions.AdvanceAsync(sql, Versions.Change, changes.Count) - changes.Count + 1;
        await sql.Dialect.InsertAsync(sql, new SqlRows("story_change", Columns,
        [
            .. changes.Select((c, i) => (object?[])[first + i, c.Story, NameOf(c.Kind), c.Other, c.Report, now.ToColumn()]),
        ]));
        // From the lowest number up to the first that is young enough, which is usually the lowest.
        await sql.ExecuteAsync(
            "DELETE FROM story_change WHERE number < (SELECT number FROM story_change WHERE at >= @since ORDER BY number LIMIT 1)",
            ("@since", (now - Kept).ToColumn()));
        changes.Clear();
    }

    private async Task AddUntoldAsync(HashSet<long> told)
    {
        var untold = await sql.QueryAsync(
            $"SELECT id, untold FROM story WHERE {StaleStories.AreUntold} ORDER BY id LIMIT @max",
            row => (Story: row.Number("id"), IsCorrected: row.Number("untold") == StaleStories.Corrected),
            ("@max", Most));
        if (untold.Count == 0)
            return;
        foreach (var (story, isCorrected) in untold)
        {
            if (isCorrected || !told.Contains(story))
                Add(isCorrected ? StoryChangeKind.Corrected : StoryChangeKind.Changed, story);
        }
        // What a poll has changed since is stale, and is told the next time.
        await sql.ExecuteAsync(
            $"UPDATE story SET untold = 0 WHERE {StaleStories.AreUntold} AND {sql.Dialect.AnyOf("id", "@ids")}",
            ("@ids", untold.Select(u => u.Story).ToList()));
    }

    /// <summary>What is told before the index has it is told again once it has.</summary>
    private async Task TellAgainAsync(List<long> told)
    {
        if (told.Count == 0 || await sql.NumberAsync($"SELECT 1 WHERE {StaleStories.Exist}") is null)
            return;
        await sql.ExecuteAsync(
            $"UPDATE story SET untold = 1 WHERE stale = 1 AND untold = 0 AND {sql.Dialect.AnyOf("id", "@ids")}", ("@ids", told));
    }
}

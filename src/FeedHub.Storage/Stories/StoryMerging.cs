using System.Text.Json;
using FeedHub.Core.Stories.Grouping;
using FeedHub.Core.Timelines.Changes;
using FeedHub.Storage.Changes;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Stories;

/// <summary>Merges two stories into one.</summary>
internal static class StoryMerging
{
    /// <summary>
    /// Moves every report to the target. The first one (whose score is 0) gets the score and reasons of the merge. The address of the
    /// merged story redirects to the target.
    /// </summary>
    public static async Task MergeAsync(SqlSession sql, MergedStory gone, long target, StoryChangeLog changes, DateTimeOffset now)
    {
        changes.Add(StoryChangeKind.Merged, gone.Story.Value, target);
        changes.Add(StoryChangeKind.Grown, target, gone.Story.Value);
        var (from, to) = (("@gone", (object?)gone.Story.Value), ("@target", (object?)target));
        var why = JsonSerializer.Serialize(gone.Why, StoredJson.Default.IReadOnlyListString);
        var reports = await sql.Dialect.OfStoriesAsync(sql, [gone.Story.Value]);
        await sql.ExecuteAsync(
            $"UPDATE entry SET score = @score, why = @why WHERE {reports.Text} AND score = 0",
            [.. reports.Values, ("@score", Math.Round(gone.Score, 3)), ("@why", why)]);
        await sql.ExecuteAsync($"UPDATE entry SET story_id = @target WHERE {reports.Text}", [.. reports.Values, to]);
        var arrived = await sql.NumberAsync("SELECT arrived FROM story WHERE id = @gone", from);
        await StoryPlaces.LeaveAsync(sql, gone.Story.Value);
        await sql.ExecuteAsync("DELETE FROM story WHERE id = @gone", from);
        await sql.ExecuteAsync("UPDATE story SET updated = @at, stale = 1 WHERE id = @target", to, ("@at", now.ToColumn()));
        if (arrived < await sql.NumberAsync("SELECT arrived FROM story WHERE id = @target", to))
            await StoryPlaces.MoveAsync(sql, target, arrived.Value, now);
        await sql.ExecuteAsync("UPDATE story_redirect SET target = @target WHERE target = @gone", from, to);
        await sql.ExecuteAsync("INSERT INTO story_redirect (id, target) VALUES (@gone, @target)", from, to);
        await sql.ExecuteAsync(
            """
            INSERT INTO story_related (story, other, score, why)
            SELECT @target, other, score, why FROM story_related WHERE story = @gone ON CONFLICT DO NOTHING
            """,
            from, to);
        await sql.ExecuteAsync(
            """
            INSERT INTO story_related (story, other, score, why)
            SELECT story, @target, score, why FROM story_related WHERE other = @gone ON CONFLICT DO NOTHING
            """,
            from, to);
        await sql.ExecuteAsync("DELETE FROM story_related WHERE story = @gone OR other = @gone OR story = other", from);
    }
}

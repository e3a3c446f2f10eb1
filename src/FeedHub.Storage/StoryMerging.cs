using System.Text.Json;
using FeedHub.Core.Stories;

namespace FeedHub.Storage;

/// <summary>Makes one story of two.</summary>
internal static class StoryMerging
{
    /// <summary>Every telling goes over, the first (whose score is 0) with what made them one, and the address of the story that is gone leads to the one that stays.</summary>
    public static async Task MergeAsync(Statements statements, MergedStory gone, long target, long at)
    {
        string[] steps =
        [
            "UPDATE entry SET score = @score, why = @why WHERE story_id = @gone AND score = 0",
            "UPDATE entry SET story_id = @target WHERE story_id = @gone",
            "UPDATE story SET arrived = (SELECT min(arrived) FROM story WHERE id IN (@gone, @target)), updated = @at WHERE id = @target",
            "DELETE FROM story WHERE id = @gone",
            "UPDATE story_redirect SET target = @target WHERE target = @gone",
            "INSERT INTO story_redirect (id, target) VALUES (@gone, @target)",
            "INSERT INTO story_related (story, other, score, why) SELECT @target, other, score, why FROM story_related WHERE story = @gone ON CONFLICT DO NOTHING",
            "INSERT INTO story_related (story, other, score, why) SELECT story, @target, score, why FROM story_related WHERE other = @gone ON CONFLICT DO NOTHING",
            "DELETE FROM story_related WHERE story = @gone OR other = @gone OR story = other",
        ];
        var why = JsonSerializer.Serialize(gone.Why, StoredJson.Default.IReadOnlyListString);
        foreach (var step in steps)
            await statements.ExecuteAsync(step, ("@gone", gone.Story.Value), ("@target", target), ("@at", at), ("@score", Math.Round(gone.Score, 3)), ("@why", why));
    }
}

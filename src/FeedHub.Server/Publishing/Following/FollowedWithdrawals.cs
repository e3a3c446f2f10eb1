using FeedHub.Core.Briefs.Following;
using FeedHub.Core.Briefs.Import;
using FeedHub.Server.Configuration;

namespace FeedHub.Server.Publishing.Following;

/// <summary>Withdraws the briefs of posts that are not public any more, and makes them public again, without an editor.</summary>
internal sealed class FollowedWithdrawals(FeedHubOptions options, TimeProvider clock)
{
    /// <summary>
    /// The post once its brief is withdrawn; null if that is left to an editor, since the brief's text is in the configuration, or in a
    /// form that this cannot change.
    /// </summary>
    public async Task<FollowedPost?> WithdrawAsync(FollowedPost post, CancellationToken cancellationToken)
    {
        var folder = new BriefFolder(options, post.Series);
        var files = await folder.ReadAsync(post.Slug, cancellationToken);
        if (files.Imported is not { } before || files.InForce != before || BriefFile.IsWithdrawn(before)
            || BriefFile.Withdraw(before, clock.GetUtcNow(), PostWithdrawal.UsualNote) is not { } withdrawn)
        {
            return null;
        }
        await folder.WriteAsync(post.Slug, withdrawn, cancellationToken);
        return post with { Withdrawal = new(withdrawn, before, ByEditor: false) };
    }

    /// <summary>
    /// The post once its brief has the text from before; if an editor has changed the file since, that is left to an editor.
    /// </summary>
    public async Task<FollowedPost> RestoreAsync(FollowedPost post, CancellationToken cancellationToken)
    {
        var folder = new BriefFolder(options, post.Series);
        var files = await folder.ReadAsync(post.Slug, cancellationToken);
        if (post.Withdrawal is not { Before: { } before } withdrawal)
        {
            return post;
        }
        if (files.Imported != withdrawal.As)
        {
            return post with { Withdrawal = withdrawal with { ByEditor = true } };
        }
        await folder.WriteAsync(post.Slug, before, cancellationToken);
        return post with { Withdrawal = null };
    }
}

using FeedHub.Core.Briefs.Following;
using FeedHub.Core.Briefs.Import;

namespace FeedHub.Server.Publishing.Following;

/// <summary>Withdraws the briefs of posts that are not public any more, and makes them public again, without an editor.</summary>
internal sealed class FollowedWithdrawals(IBriefFiles briefs, TimeProvider clock)
{
    /// <summary>
    /// What was done to withdraw the brief of a post; null if that is left to an editor, since the brief's text is in the configuration,
    /// or in a form that this cannot change.
    /// </summary>
    public async Task<PostWithdrawal?> WithdrawAsync(FollowedPost post, CancellationToken cancellationToken)
    {
        var files = await briefs.ReadAsync(post.Series, post.Slug, cancellationToken);
        if (files.Imported is not { } before || files.InForce != before || BriefFile.IsWithdrawn(before)
            || BriefFile.Withdraw(before, clock.GetUtcNow(), PostWithdrawal.UsualNote) is not { } withdrawn)
        {
            return null;
        }
        // If an editor has just written it, the next poll decides.
        return await briefs.WriteAsync(post.Series, post.Slug, withdrawn, files, cancellationToken)
            ? new(withdrawn, before, ByEditor: false) : null;
    }

    /// <summary>
    /// Null once the brief of a post has the text from before; if an editor has changed the file since, the withdrawal about which an
    /// editor is asked.
    /// </summary>
    public async Task<PostWithdrawal?> RestoreAsync(FollowedPost post, CancellationToken cancellationToken)
    {
        var files = await briefs.ReadAsync(post.Series, post.Slug, cancellationToken);
        if (post.Withdrawal is not { Before: { } before } withdrawal)
        {
            return post.Withdrawal;
        }
        return files.Imported == withdrawal.As && await briefs.WriteAsync(post.Series, post.Slug, before, files, cancellationToken)
            ? null
            : withdrawal with { ByEditor = true };
    }
}

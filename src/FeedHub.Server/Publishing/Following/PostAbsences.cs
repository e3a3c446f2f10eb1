using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Following;

namespace FeedHub.Server.Publishing.Following;

/// <summary>
/// Notes that posts are not public any more, which withdraws their briefs or becomes a proposal to do so, and that they are public again.
/// </summary>
internal sealed class PostAbsences(IFollowStore store, FollowedWithdrawals withdrawals, TimeProvider clock)
{
    public async Task NoteAsync(
        Series series, IReadOnlyList<FollowedPost> posts, PostAbsence how, FollowReport report, CancellationToken cancellationToken)
    {
        foreach (var post in posts)
        {
            var missed = post.Missed(how, clock.GetUtcNow());
            if (missed != post || missed.IsWithdrawnUnasked(how, series.Follow!.Withdraw))
            {
                missed = await store.ChangeAsync(post, p => p.Missed(how, clock.GetUtcNow()), cancellationToken);
            }
            if (missed.IsWithdrawnUnasked(how, series.Follow!.Withdraw)
                && await withdrawals.WithdrawAsync(missed, cancellationToken) is { } withdrawal)
            {
                report.Withdrawn.Add(post.Slug);
                missed = await store.ChangeAsync(post, p => p with { Withdrawal = withdrawal }, cancellationToken);
            }
            else if (missed.Withdrawal is null)
            {
                report.Gone.Add(post.Slug);
            }
            if (missed.Proposal == BriefProposalKind.Withdraw)
            {
                report.Proposed.Add(post.Slug);
            }
        }
    }

    /// <summary>
    /// Notes that a post is public, and makes its brief public again if no editor has withdrawn it; if one has, this becomes a proposal.
    /// </summary>
    public async Task<FollowedPost> SeenAsync(FollowedPost post, FollowReport report, CancellationToken cancellationToken)
    {
        var seen = post.Seen() == post ? post : await store.ChangeAsync(post, p => p.Seen(), cancellationToken);
        if (seen.Withdrawal is { ByEditor: false })
        {
            var withdrawal = await withdrawals.RestoreAsync(seen, cancellationToken);
            seen = await store.ChangeAsync(post, p => p with { Withdrawal = withdrawal }, cancellationToken);
            if (withdrawal is null)
            {
                report.Restored.Add(post.Slug);
            }
        }
        if (seen.Proposal == BriefProposalKind.Restore)
        {
            report.Proposed.Add(post.Slug);
        }
        return seen;
    }
}

using FeedHub.Core.Briefs.Following;

namespace FeedHub.Server.Publishing.Following;

/// <summary>Notes that posts are absent from where they were, which finally becomes a proposal.</summary>
internal sealed class PostAbsences(IFollowStore store, TimeProvider clock)
{
    public Task NoteAsync(IReadOnlyList<FollowedPost> absent, FollowReport report, CancellationToken cancellationToken) =>
        KeepAsync([.. absent.Select(p => p.Missed(clock.GetUtcNow()))], report, cancellationToken);

    /// <summary>Notes that a site gives posts only to those who have a password; a withdrawal is proposed at once.</summary>
    public Task WithholdAsync(IReadOnlyList<FollowedPost> posts, FollowReport report, CancellationToken cancellationToken) =>
        KeepAsync([.. posts.Select(p => p.Withheld(clock.GetUtcNow()))], report, cancellationToken);

    private async Task KeepAsync(IReadOnlyList<FollowedPost> missed, FollowReport report, CancellationToken cancellationToken)
    {
        report.Gone.AddRange(missed.Select(p => p.Slug));
        report.Proposed.AddRange(missed.Where(p => p.Proposal == BriefProposalKind.Withdraw).Select(p => p.Slug));
        await store.KeepAsync(missed, cancellationToken);
    }
}

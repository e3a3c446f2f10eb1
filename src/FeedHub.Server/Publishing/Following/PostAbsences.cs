using FeedHub.Core.Briefs.Following;

namespace FeedHub.Server.Publishing.Following;

/// <summary>Notes that posts are absent from where they were, which finally becomes a proposal.</summary>
internal sealed class PostAbsences(IFollowStore store, TimeProvider clock)
{
    public async Task NoteAsync(IReadOnlyList<FollowedPost> absent, FollowReport report, CancellationToken cancellationToken)
    {
        var missed = absent.Select(p => p.Missed(clock.GetUtcNow())).ToList();
        report.Gone.AddRange(missed.Select(p => p.Slug));
        report.Proposed.AddRange(missed.Where(p => p.Proposal == BriefProposalKind.Withdraw).Select(p => p.Slug));
        await store.KeepAsync(missed, cancellationToken);
    }
}

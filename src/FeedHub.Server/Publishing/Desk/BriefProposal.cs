using FeedHub.Core.Briefs.Editing;
using FeedHub.Core.Briefs.Following;
using FeedHub.Core.Briefs.Import;
using FeedHub.Core.Briefs.Markup;

namespace FeedHub.Server.Publishing.Desk;

/// <summary>What a followed post proposes for a brief.</summary>
/// <param name="Files">The files of the brief.</param>
/// <param name="Headings">The names of sections.</param>
public sealed record BriefProposal(FollowedPost Post, StandingFiles Files, BriefHeadings Headings)
{
    /// <summary>A question for editors.</summary>
    public string Description => Post.Proposal switch
    {
        BriefProposalKind.Withdraw => "its post is gone; withdraw the brief?",
        BriefProposalKind.Restore => "its post is public again; make the brief public again?",
        _ => "its post has changed; accept the change?",
    };

    public bool IsWithdrawal => Post.Proposal == BriefProposalKind.Withdraw;

    /// <summary>Whether the brief was withdrawn because its post was gone, and the post is back.</summary>
    public bool IsReturn => Post.Proposal == BriefProposalKind.Restore;

    /// <summary>The text that comes into force if an editor accepts a change or a return.</summary>
    public string Proposed => IsReturn && Post.Version == Post.Decided ? Post.Withdrawal!.Before ?? Files.Own ?? Post.Text : Post.Text;

    /// <summary>The text in force, or none.</summary>
    public string InForce => Files.InForce ?? "";

    /// <summary>What an editor sees who looks at it: the proposal and both texts. Another proposal, or another text, has another.</summary>
    public string Seen => BriefFile.HashOf($"{Post.Proposal} {Post.Version}\0{Post.Text}\0{InForce}");

    /// <remarks>A merged file is an editor's, in which filters count; those of older imports are text.</remarks>
    public FieldMerge Merge() => FieldMerge.Of(
        Post.Base is { } before ? BriefFile.WithoutFilters(before) : null,
        Files.AreWritten ? InForce : BriefFile.WithoutFilters(InForce),
        BriefFile.WithoutFilters(Post.Text),
        Headings);
}

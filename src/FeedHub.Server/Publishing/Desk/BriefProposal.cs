using FeedHub.Core.Briefs.Editing;
using FeedHub.Core.Briefs.Following;
using FeedHub.Core.Briefs.Import;

namespace FeedHub.Server.Publishing.Desk;

/// <summary>What a followed post proposes for a brief.</summary>
/// <param name="Files">The files of the brief.</param>
public sealed record BriefProposal(FollowedPost Post, StandingFiles Files)
{
    /// <summary>A question for editors.</summary>
    public string Description => IsWithdrawal
        ? "its post is gone; withdraw the brief?"
        : "its post has changed; accept the change?";

    public bool IsWithdrawal => Post.Proposal == BriefProposalKind.Withdraw;

    /// <summary>The text in force, or none.</summary>
    public string InForce => Files.InForce ?? "";

    /// <summary>What an editor sees who looks at it: the proposal and both texts. Another proposal, or another text, has another.</summary>
    public string Seen => BriefFile.HashOf($"{Post.Proposal} {Post.Version}\0{Post.Text}\0{InForce}");

    /// <remarks>A merged file is an editor's, in which filters count; those of older imports are text.</remarks>
    public FieldMerge Merge() => FieldMerge.Of(
        Post.Base is { } before ? BriefFile.WithoutFilters(before) : null,
        Files.AreWritten ? InForce : BriefFile.WithoutFilters(InForce),
        BriefFile.WithoutFilters(Post.Text));
}

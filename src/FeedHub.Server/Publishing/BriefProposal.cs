using FeedHub.Core.Briefs.Following;

namespace FeedHub.Server.Publishing;

/// <summary>What a followed post proposes for a brief.</summary>
/// <param name="Url">The post.</param>
/// <param name="Difference">Lines that are removed from the file, marked <c>-</c>, and added, marked <c>+</c>.</param>
public sealed record BriefProposal(string Series, string Slug, BriefProposalKind Kind, string? Url, IReadOnlyList<string> Difference)
{
    /// <summary>A question for editors.</summary>
    public string Description => Kind switch
    {
        BriefProposalKind.Withdraw => "its post is gone; withdraw the brief?",
        BriefProposalKind.Restore => "its post is public again; make the brief public again?",
        _ => "its post has changed; accept the change?",
    };
}

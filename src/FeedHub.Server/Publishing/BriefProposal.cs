using FeedHub.Core.Briefs.Following;

namespace FeedHub.Server.Publishing;

/// <summary>What a followed post proposes for a brief.</summary>
/// <param name="Url">The post.</param>
/// <param name="Difference">Lines of the file that go, marked <c>-</c>, and come, marked <c>+</c>.</param>
public sealed record BriefProposal(string Series, string Slug, BriefProposalKind Kind, string? Url, IReadOnlyList<string> Difference)
{
    /// <summary>In words for editors.</summary>
    public string Description =>
        Kind == BriefProposalKind.Withdraw ? "its post is gone; withdraw it?" : "its post has changed; take the change?";
}

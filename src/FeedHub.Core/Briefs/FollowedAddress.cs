namespace FeedHub.Core.Briefs;

/// <summary>The feed or REST address (<c>/wp-json/wp/v2/posts</c>) from which a series is imported.</summary>
/// <param name="Interval">Time between polls.</param>
/// <param name="Withdraw">When the brief of a post that is no longer public is withdrawn without asking.</param>
public sealed record FollowedAddress(string Url, TimeSpan Interval, WithdrawalRule Withdraw = WithdrawalRule.WhenSiteSaysSo)
{
    /// <summary>
    /// A desk publishes once a week, but expects the brief to appear soon; a few small requests to its own site every ten minutes are no
    /// burden.
    /// </summary>
    public static readonly TimeSpan UsualInterval = TimeSpan.FromMinutes(10);
}

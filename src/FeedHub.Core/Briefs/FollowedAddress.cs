namespace FeedHub.Core.Briefs;

/// <summary>The feed or REST address (<c>/wp-json/wp/v2/posts</c>) that a series is filled from.</summary>
/// <param name="Interval">Time between polls.</param>
public sealed record FollowedAddress(string Url, TimeSpan Interval)
{
    /// <summary>
    /// A desk publishes once a week, but waits for it to appear; one conditional request in ten minutes to its own site is no burden.
    /// </summary>
    public static readonly TimeSpan UsualInterval = TimeSpan.FromMinutes(10);
}

namespace FeedHub.Core.Briefs;

/// <summary>The feed or REST address (<c>/wp-json/wp/v2/posts</c>) from which a series is imported.</summary>
/// <param name="Interval">Time between polls.</param>
public sealed record FollowedAddress(string Url, TimeSpan Interval)
{
    /// <summary>
    /// A desk publishes once a week, but expects the brief to appear soon; one conditional request to its own site every ten minutes is no
    /// burden.
    /// </summary>
    public static readonly TimeSpan UsualInterval = TimeSpan.FromMinutes(10);
}

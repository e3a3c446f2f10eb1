namespace FeedHub.Core.Briefs.Following;

/// <summary>Stores the last known state of followed posts.</summary>
public interface IFollowStore
{
    /// <summary>The posts of a series, by slug.</summary>
    Task<IReadOnlyList<FollowedPost>> PostsAsync(string series, CancellationToken cancellationToken);

    /// <summary>Stores posts, replacing what was known about them.</summary>
    Task KeepAsync(IReadOnlyList<FollowedPost> posts, CancellationToken cancellationToken);

    /// <summary>
    /// Stores an event, unless the last one of that series says the same; nor is a recovery stored if nothing was ever broken. So it does
    /// not matter that after a restart nobody remembers what was told before.
    /// </summary>
    Task KeepEventAsync(FollowEvent happened, CancellationToken cancellationToken);

    /// <summary>The last events, newest first.</summary>
    Task<IReadOnlyList<FollowEvent>> EventsAsync(int max, CancellationToken cancellationToken);
}

namespace FeedHub.Core.Briefs.Following;

/// <summary>Stores the last known state of followed posts.</summary>
public interface IFollowStore
{
    /// <summary>The posts of a series, by slug.</summary>
    Task<IReadOnlyList<FollowedPost>> PostsAsync(string series, CancellationToken cancellationToken);

    /// <summary>Stores posts, replacing what was known about them.</summary>
    Task KeepAsync(IReadOnlyList<FollowedPost> posts, CancellationToken cancellationToken);
}

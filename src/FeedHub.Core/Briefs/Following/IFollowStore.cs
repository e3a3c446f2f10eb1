namespace FeedHub.Core.Briefs.Following;

/// <summary>Keeps what was seen of followed posts.</summary>
public interface IFollowStore
{
    /// <summary>The posts of a series, by slug.</summary>
    Task<IReadOnlyList<FollowedPost>> PostsAsync(string series, CancellationToken cancellationToken);

    /// <summary>Keeps posts in place of what was known of them.</summary>
    Task KeepAsync(IReadOnlyList<FollowedPost> posts, CancellationToken cancellationToken);
}

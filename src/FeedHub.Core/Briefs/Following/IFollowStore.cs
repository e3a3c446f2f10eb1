namespace FeedHub.Core.Briefs.Following;

/// <summary>Stores the last known state of followed posts.</summary>
public interface IFollowStore
{
    /// <summary>The posts of a series, by slug.</summary>
    Task<IReadOnlyList<FollowedPost>> PostsAsync(string series, CancellationToken cancellationToken);

    /// <summary>Stores posts, replacing what was known about them.</summary>
    Task KeepAsync(IReadOnlyList<FollowedPost> posts, CancellationToken cancellationToken);

    /// <summary>
    /// Changes a post as it is stored now. Whoever read it earlier, such as a poll at its beginning, must not undo what an editor has
    /// decided since.
    /// </summary>
    /// <param name="post">The post as it was read.</param>
    /// <returns>The post as it is stored then; the result of the change on <paramref name="post"/> if it is not stored any more.</returns>
    Task<FollowedPost> ChangeAsync(FollowedPost post, Func<FollowedPost, FollowedPost> change, CancellationToken cancellationToken);

    /// <summary>Stores a post if what is stored is still what was read; false if not, and then nothing is stored.</summary>
    /// <param name="read">Null if nothing was stored.</param>
    Task<bool> ReplaceAsync(FollowedPost? read, FollowedPost post, CancellationToken cancellationToken);

    /// <summary>
    /// Stores an event, unless the last one of that series says the same; nor is a recovery stored if nothing was ever broken. So it does
    /// not matter that after a restart nobody remembers what was told before.
    /// </summary>
    Task KeepEventAsync(FollowEvent happened, CancellationToken cancellationToken);

    /// <summary>The last events, newest first.</summary>
    Task<IReadOnlyList<FollowEvent>> EventsAsync(int max, CancellationToken cancellationToken);
}

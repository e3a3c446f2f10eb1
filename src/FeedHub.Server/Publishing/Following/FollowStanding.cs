using FeedHub.Core.Sources;

namespace FeedHub.Server.Publishing.Following;

/// <summary>What is known of the polls of a series.</summary>
/// <param name="IsRequested">Whether a requested poll has not begun yet.</param>
/// <param name="Requested">When one was last requested.</param>
/// <param name="Began">When the running or last poll began.</param>
/// <param name="Next">When the next poll is due without a request.</param>
/// <param name="Last">The result of the last poll that ended.</param>
/// <param name="Trouble">The failures since the last poll that could be read.</param>
internal sealed record FollowStanding(
    bool IsRunning, bool IsRequested, DateTimeOffset? Requested, DateTimeOffset? Began, DateTimeOffset Next, FollowReport? Last,
    SourceTrouble Trouble);

namespace FeedHub.Server.Publishing.Following;

/// <summary>What a poll could not read.</summary>
/// <param name="Url">The post.</param>
public sealed record FollowFault(string Url, string Reason);

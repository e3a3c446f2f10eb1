namespace FeedHub.Core.Briefs.Following;

/// <summary>What a series follows broke or recovered, as reported in <c>/sources/health.atom</c>.</summary>
public sealed record FollowEvent(long Id, string Series, DateTimeOffset At, bool Broke, string Detail);

namespace FeedHub.Core.Sources;

/// <summary>A source broke or recovered, as reported in <c>/sources/health.atom</c>.</summary>
public sealed record SourceEvent(long Id, SourceId Source, DateTimeOffset At, bool Broke, string Detail);

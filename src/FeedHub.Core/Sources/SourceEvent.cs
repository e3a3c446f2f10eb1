namespace FeedHub.Core.Sources;

/// <summary>A source broke or came back; what <c>/sources/health.atom</c> reports.</summary>
public sealed record SourceEvent(long Id, SourceId Source, DateTimeOffset At, bool Broke, string Detail);

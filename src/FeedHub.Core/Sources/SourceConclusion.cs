namespace FeedHub.Core.Sources;

/// <summary>What a poll made of a source.</summary>
/// <param name="Event">Set when the source broke or came back with this poll.</param>
public sealed record SourceConclusion(SourceState State, SourceEvent? Event);

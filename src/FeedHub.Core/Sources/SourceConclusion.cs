namespace FeedHub.Core.Sources;

/// <summary>What a poll made of a source.</summary>
/// <param name="Event">Set when the source broke or came back with this poll.</param>
public sealed record SourceConclusion(SourceState State, SourceEvent? Event)
{
    /// <summary>Set when the host asked to be left alone, which goes for every source on it.</summary>
    public DateTimeOffset? HostRestsUntil { get; init; }
    /// <summary>How the fetch went, for the source's history; null where none was made.</summary>
    public SourceFetch? Fetch { get; init; }
}

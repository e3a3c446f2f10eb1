using FeedHub.Core.Sources.Settings;

namespace FeedHub.Core.Sources;

/// <summary>What a poll made of a source.</summary>
/// <param name="Event">Set when the source broke or came back with this poll.</param>
public sealed record SourceConclusion(SourceState State, SourceEvent? Event)
{
    /// <summary>How it is asked, which says whose requests it waits for where it was asked.</summary>
    public SourcePoliteness Politeness { get; init; } = SourcePoliteness.Usual;
    /// <summary>Set when the host asked to be left alone, which goes for every source on it.</summary>
    public DateTimeOffset? HostRestsUntil { get; init; }
    /// <summary>The host that asked that, where a redirect led to another than the source's own.</summary>
    public string? RestingHost { get; init; }
    /// <summary>How the fetch went, for the source's history; null where none was made.</summary>
    public SourceFetch? Fetch { get; init; }
}

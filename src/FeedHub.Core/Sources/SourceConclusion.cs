using FeedHub.Core.Sources.Settings;

namespace FeedHub.Core.Sources;

/// <summary>The state of a source after a poll.</summary>
/// <param name="Event">Set if the source broke or recovered with this poll.</param>
public sealed record SourceConclusion(SourceState State, SourceEvent? Event)
{
    /// <summary>How it is polled, which determines the site whose other requests it waits for.</summary>
    public SourcePoliteness Politeness { get; init; } = SourcePoliteness.Usual;
    /// <summary>Set if the host asked not to be contacted for a time; this applies to every source on it.</summary>
    public DateTimeOffset? HostRestsUntil { get; init; }
    /// <summary>The host that asked this, if a redirect led to one other than the source's own.</summary>
    public string? RestingHost { get; init; }
    /// <summary>The fetch, for the source's history; null if none was made.</summary>
    public SourceFetch? Fetch { get; init; }
}

namespace FeedHub.Core.Sources;

/// <summary>One fetch of a source as its history keeps it.</summary>
public sealed record SourceFetch
{
    /// <summary>Fetches of one source that are kept.</summary>
    public const int Kept = 50;

    public required SourceId Source { get; init; }
    public required DateTimeOffset At { get; init; }
    /// <summary><c>fetched</c>, <c>not modified</c>, or the word of a failure.</summary>
    public required string Outcome { get; init; }
    /// <summary>The address asked.</summary>
    public required string Url { get; init; }
    /// <summary>Of the last answer; null when none came.</summary>
    public int? Status { get; init; }
    public long Bytes { get; init; }
    public long Milliseconds { get; init; }
    public int New { get; init; }
    public int Changed { get; init; }
    /// <summary>What else is to be said, in words for an operator; no secrets.</summary>
    public string? Note { get; init; }
}

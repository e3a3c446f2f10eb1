namespace FeedHub.Core.Sources;

/// <summary>One fetch of a source in its history.</summary>
public sealed record SourceFetch
{
    /// <summary>The number of fetches that are kept for one source.</summary>
    public const int Kept = 50;

    public required SourceId Source { get; init; }
    public required DateTimeOffset At { get; init; }
    /// <summary><c>fetched</c>, <c>not modified</c>, or the name of a failure.</summary>
    public required string Outcome { get; init; }
    /// <summary>The address requested, without secrets.</summary>
    public required string Url { get; init; }
    /// <summary>HTTP status of the last response; null if there was none.</summary>
    public int? Status { get; init; }
    public long Bytes { get; init; }
    public long Milliseconds { get; init; }
    public int New { get; init; }
    public int Changed { get; init; }
    /// <summary>A further note for an operator; no secrets.</summary>
    public string? Note { get; init; }
}

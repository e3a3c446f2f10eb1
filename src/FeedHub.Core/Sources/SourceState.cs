namespace FeedHub.Core.Sources;

/// <summary>What we know of a source from polling it. Stored; changed only by <see cref="SourceHealth"/>.</summary>
public sealed record SourceState
{
    public required SourceId Id { get; init; }
    /// <summary>The address that the validators belong to; null before the first answer.</summary>
    public string? Url { get; init; }
    public FeedValidators Validators { get; init; } = FeedValidators.None;
    /// <summary>SHA-256 of the last body, in hex; null before the first.</summary>
    public string? BodyHash { get; init; }
    /// <summary><c>FeedReader.Revision</c> with which the last body was read.</summary>
    public int ReaderRevision { get; init; }
    /// <summary>Why the last body could not be read; null when it could.</summary>
    public string? Unreadable { get; init; }
    public DateTimeOffset NextPoll { get; init; }
    public DateTimeOffset? LastAttempt { get; init; }
    /// <summary>When a readable body or a 304 for one last came.</summary>
    public DateTimeOffset? LastSuccess { get; init; }
    /// <summary>When a poll last brought a new or changed entry.</summary>
    public DateTimeOffset? LastChange { get; init; }
    /// <summary>Failures in a row.</summary>
    public int Failures { get; init; }
    /// <summary>The word for the last failure; null after a success.</summary>
    public FetchFailure? LastFailure { get; init; }
    public string? LastError { get; init; }
    /// <summary>Since when the source counts as broken; null when it does not.</summary>
    public DateTimeOffset? BrokenSince { get; init; }
    /// <summary>The last interval between polls, which the next one is derived from.</summary>
    public TimeSpan Interval { get; init; }
    /// <summary>IDs and links that the source has given to different items, so that they tell none apart.</summary>
    public IReadOnlyList<string> RepeatedMarks { get; init; } = [];
    /// <summary>What was repaired, dropped or guessed in the last body.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>A source broke or came back; what <c>/sources/health.atom</c> tells.</summary>
public sealed record SourceEvent(long Id, SourceId Source, DateTimeOffset At, bool Broke, string Detail);

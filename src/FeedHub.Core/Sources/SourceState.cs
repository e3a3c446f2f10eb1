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
    /// <summary>The word for that; null when it could be read.</summary>
    public FetchFailure? UnreadableAs { get; init; }
    /// <summary>Polls in a row that the server answered with 304; so many, and it is asked for the whole.</summary>
    public int NotModifiedInRow { get; init; }
    /// <summary>The server gave the validators of an old body to a new one, so they are not sent back to this address any more.</summary>
    public bool ValidatorsLie { get; init; }
    public DateTimeOffset NextPoll { get; init; }
    public PollReason NextPollReason { get; init; }
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
    /// <summary>The fallback that is asked in place of the main address; null for that.</summary>
    public string? Fallback { get; init; }
    /// <summary>When the main address was last asked while a fallback is in its place, or gave way to it.</summary>
    public DateTimeOffset? MainAsked { get; init; }
    public PendingMove? PendingMove { get; init; }
    /// <summary>Every move of the source's address, oldest first, those that were taken back too.</summary>
    public IReadOnlyList<SourceMove> Moves { get; init; } = [];
    /// <summary>A feed that the home page of the dead source names, for a person to look at.</summary>
    public string? Proposal { get; init; }
    /// <summary>How items arrived so far, and how many were missed.</summary>
    public ArrivalHistory Arrivals { get; init; } = new();
    /// <summary>What the feed last said of when to come back.</summary>
    public PollHints Hints { get; init; } = PollHints.None;
    /// <summary>IDs and links that the source has given to different items, so that they tell none apart.</summary>
    public IReadOnlyList<string> RepeatedMarks { get; init; } = [];
    /// <summary>What was repaired, dropped or guessed in the last body.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>A source broke or came back; what <c>/sources/health.atom</c> tells.</summary>
public sealed record SourceEvent(long Id, SourceId Source, DateTimeOffset At, bool Broke, string Detail);

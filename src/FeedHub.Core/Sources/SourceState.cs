using FeedHub.Core.Sources.Polling;

namespace FeedHub.Core.Sources;

/// <summary>What we know of a source from polling it. Stored; a poll changes it by way of <c>SourceHealth</c> alone.</summary>
public sealed record SourceState
{
    public required SourceId Id { get; init; }
    public LastAnswer Answer { get; init; } = LastAnswer.None;
    public PollTimes Times { get; init; } = new();
    public SourceTrouble Trouble { get; init; } = SourceTrouble.None;
    public AddressHistory Addresses { get; init; } = AddressHistory.Declared;
    public FeedHabits Habits { get; init; } = new();
}

/// <summary>When a source was polled, and when it will be.</summary>
public sealed record PollTimes
{
    public DateTimeOffset Next { get; init; }
    public PollReason NextReason { get; init; }
    public DateTimeOffset? LastAttempt { get; init; }
    /// <summary>When a readable body or a 304 for one last came.</summary>
    public DateTimeOffset? LastSuccess { get; init; }
    /// <summary>When a poll last brought a new or changed entry.</summary>
    public DateTimeOffset? LastChange { get; init; }
}

/// <summary>What is wrong with a source since its last success.</summary>
public sealed record SourceTrouble
{
    public static readonly SourceTrouble None = new();

    /// <summary>Failures in a row.</summary>
    public int Failures { get; init; }
    /// <summary>What kind the last failure was; null after a success.</summary>
    public FetchFailure? LastFailure { get; init; }
    /// <summary>The last failure in words; null after a success.</summary>
    public string? LastError { get; init; }
    /// <summary>Since when the source counts as broken; null when it does not.</summary>
    public DateTimeOffset? BrokenSince { get; init; }
    /// <summary>A feed that the home page of the dead source names, for a person to look at.</summary>
    public string? Proposal { get; init; }
}

/// <summary>Where a source was found to be, besides the address that its file declares.</summary>
public sealed record AddressHistory
{
    public static readonly AddressHistory Declared = new();

    /// <summary>The fallback that is polled in place of the main address; null for the main address.</summary>
    public string? Fallback { get; init; }
    /// <summary>When the main address was last tried while a fallback is in its place, or when it gave way to the fallback.</summary>
    public DateTimeOffset? MainAsked { get; init; }
    public PendingMove? PendingMove { get; init; }
    /// <summary>Every move of the source's address, oldest first, those that were undone included.</summary>
    public IReadOnlyList<SourceMove> Moves { get; init; } = [];
}

/// <summary>How a feed behaves over time.</summary>
public sealed record FeedHabits
{
    /// <summary>How items arrived so far, and how many were missed.</summary>
    public ArrivalHistory Arrivals { get; init; } = new();
    /// <summary>What the feed last said of when to come back.</summary>
    public PollHints Hints { get; init; } = PollHints.None;
    /// <summary>IDs and links that the source has given to different items, so that they identify none.</summary>
    public IReadOnlyList<string> RepeatedIdentifiers { get; init; } = [];
}

using FeedHub.Core.Sources.Polling;

namespace FeedHub.Core.Sources;

/// <summary>
/// What we know about a source from polling it. It is stored, and updated from a poll through <c>SourceHealth</c>.
/// </summary>
public sealed record SourceState
{
    public required SourceId Id { get; init; }
    public LastAnswer Answer { get; init; } = LastAnswer.None;
    public PollTimes Times { get; init; } = new();
    public SourceTrouble Trouble { get; init; } = SourceTrouble.None;
    public AddressHistory Addresses { get; init; } = AddressHistory.Declared;
    public FeedHabits Habits { get; init; } = new();
}

/// <summary>When a source was polled, and when it will be polled next.</summary>
public sealed record PollTimes
{
    public DateTimeOffset Next { get; init; }
    public PollReason NextReason { get; init; }
    public DateTimeOffset? LastAttempt { get; init; }
    /// <summary>When a readable body, or a 304 for one, was last received.</summary>
    public DateTimeOffset? LastSuccess { get; init; }
    /// <summary>When a poll last found a new or changed entry.</summary>
    public DateTimeOffset? LastChange { get; init; }
}

/// <summary>The failures of a source since its last success.</summary>
public sealed record SourceTrouble
{
    public static readonly SourceTrouble None = new();

    /// <summary>Failures in a row.</summary>
    public int Failures { get; init; }
    /// <summary>The last failure; null after a success.</summary>
    public FetchFailure? LastFailure { get; init; }
    /// <summary>The last failure in words; null after a success.</summary>
    public string? LastError { get; init; }
    /// <summary>Since when the source has been broken; null if it is not.</summary>
    public DateTimeOffset? BrokenSince { get; init; }
    /// <summary>
    /// A feed found on the home page of the broken source, or on a page at its address, or where that page sends browsers on, for a
    /// person to check.
    /// </summary>
    public string? Proposal { get; init; }
}

/// <summary>The addresses at which a source was found, other than the one declared in its file.</summary>
public sealed record AddressHistory
{
    public static readonly AddressHistory Declared = new();

    /// <summary>The fallback that is polled in place of the main address; null for the main address.</summary>
    public string? Fallback { get; init; }
    /// <summary>When the main address was last tried while a fallback is in use, or when the fallback replaced it.</summary>
    public DateTimeOffset? MainAsked { get; init; }
    public PendingMove? PendingMove { get; init; }
    /// <summary>Every move of the source's address, including those undone, oldest first.</summary>
    public IReadOnlyList<SourceMove> Moves { get; init; } = [];
}

/// <summary>How a feed behaves over time.</summary>
public sealed record FeedHabits
{
    /// <summary>How items have arrived, and how many were missed.</summary>
    public ArrivalHistory Arrivals { get; init; } = new();
    /// <summary>When the feed last asked to be polled.</summary>
    public PollHints Hints { get; init; } = PollHints.None;
    /// <summary>IDs and links that the source has given to several items, so that they identify none.</summary>
    public IReadOnlyList<string> RepeatedIdentifiers { get; init; } = [];
}

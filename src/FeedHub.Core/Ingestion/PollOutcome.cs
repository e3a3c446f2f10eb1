using FeedHub.Core.Entries;
using FeedHub.Core.Sources;

namespace FeedHub.Core.Ingestion;

/// <summary>The outcome of one poll of a source: everything that determines what is stored, except how much of it is new.</summary>
public sealed record PollOutcome
{
    public required Source Source { get; init; }
    /// <summary>What is known about the source, updated from the response, but without the success or failure of this poll.</summary>
    public required SourceState State { get; init; }
    public required PollResult Result { get; init; }
    public required DateTimeOffset At { get; init; }
    /// <summary>The entries in the body, in document order, with distinct keys; empty on failure and if nothing changed.</summary>
    public IReadOnlyList<Entry> Entries { get; init; } = [];
    /// <summary>The response; null if FeedHub itself failed.</summary>
    public FetchResult? Answer { get; init; }
    /// <summary>Whether FeedHub has read the last body by other rules, so that the same bytes may give another text.</summary>
    public bool IsReadAnew { get; init; }
    /// <summary>Whether polling has returned from a fallback to the main address.</summary>
    public bool HasReturned { get; init; }

    /// <summary>The outcome with IDs and links that the source turned out to give to different items.</summary>
    public PollOutcome Learning(IReadOnlyList<string> shared) => shared.Count == 0 ? this : this with
    {
        State = State with
        {
            Habits = State.Habits with { RepeatedIdentifiers = EntryNormaliser.Remember(State.Habits.RepeatedIdentifiers, shared) },
        },
    };
}

/// <summary>Whether a poll succeeded, and how.</summary>
public abstract record PollResult
{
    private PollResult()
    {
    }

    /// <summary>The body could be read.</summary>
    /// <param name="SameValidators">Whether it came with the validators of an earlier body.</param>
    /// <param name="FreshFor">How long the server asks not to be polled again; null if it does not say.</param>
    public sealed record Read(bool SameValidators, TimeSpan? FreshFor) : PollResult;

    /// <summary>The server said, or the bytes showed, that nothing changed.</summary>
    /// <param name="FreshFor">See <see cref="Read.FreshFor"/>.</param>
    public sealed record NotModified(TimeSpan? FreshFor) : PollResult;

    /// <param name="Detail">The reason, in words.</param>
    /// <param name="RetryAfter">How long the server asks to wait; null if it does not say.</param>
    public sealed record Failed(FetchFailure Failure, string Detail, TimeSpan? RetryAfter) : PollResult;
}

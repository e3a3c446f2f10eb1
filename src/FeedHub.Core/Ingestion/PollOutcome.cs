using FeedHub.Core.Entries;
using FeedHub.Core.Sources;

namespace FeedHub.Core.Ingestion;

/// <summary>What one poll of a source came to: all that decides what is stored of it, but for how much of it proves to be new.</summary>
public sealed record PollOutcome
{
    public required Source Source { get; init; }
    /// <summary>What was known of the source, with what the answer says of it; neither success nor failure is counted in it yet.</summary>
    public required SourceState State { get; init; }
    public required PollResult Result { get; init; }
    public required DateTimeOffset At { get; init; }
    /// <summary>What was in the body, in document order, keys distinct; empty on failure and when nothing changed.</summary>
    public IReadOnlyList<Entry> Entries { get; init; } = [];
    /// <summary>The answer over the wire; null when FeedHub itself failed.</summary>
    public FetchResult? Answer { get; init; }
    /// <summary>The main address was polled again, after a time at a fallback.</summary>
    public bool HasReturned { get; init; }
}

/// <summary>Whether a poll succeeded, and how.</summary>
public abstract record PollResult
{
    private PollResult()
    {
    }

    /// <summary>The body was a feed.</summary>
    /// <param name="SameValidators">It came with the validators of an earlier body.</param>
    /// <param name="FreshFor">How long the server asks not to be polled again; null when it does not say.</param>
    public sealed record Read(bool SameValidators, TimeSpan? FreshFor) : PollResult;

    /// <summary>The server said, or the bytes showed, that nothing changed.</summary>
    /// <param name="FreshFor">As above.</param>
    public sealed record NotModified(TimeSpan? FreshFor) : PollResult;

    /// <param name="Detail">Why, in words.</param>
    /// <param name="RetryAfter">How long the server asks to be left alone; null when it does not say.</param>
    public sealed record Failed(FetchFailure Failure, string Detail, TimeSpan? RetryAfter) : PollResult;
}

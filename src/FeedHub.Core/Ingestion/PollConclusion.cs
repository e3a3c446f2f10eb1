using FeedHub.Core.Sources;
using FeedHub.Core.Sources.Health;
using FeedHub.Core.Sources.Polling;
using FeedHub.Core.Sources.Settings;
using FeedHub.Core.Urls;

namespace FeedHub.Core.Ingestion;

/// <summary>Turns the outcome of a poll, and how much of it was new, into what is stored about the source.</summary>
public static class PollConclusion
{
    private const string Returned = "Its main address works again and replaces the fallback.";

    /// <param name="counts">The number of entries that were new, and of those whose text changed.</param>
    public static SourceConclusion From(PollOutcome outcome, IngestionCounts counts)
    {
        var (source, now) = (outcome.Source, outcome.At);
        var conclusion = outcome.Result switch
        {
            PollResult.Read read => SourceHealth.Succeeded(
                source, Distrusting(outcome.State, read, counts), Seen(outcome, counts), counts.New
                    + counts.Updated > 0, read.FreshFor, now),
            PollResult.NotModified same => SourceHealth.Succeeded(source, outcome.State, null, changed: false, same.FreshFor, now),
            PollResult.Failed failed => SourceHealth.Failed(source, outcome.State, failed.Failure, failed.Detail, failed.RetryAfter, now),
            var other => throw new InvalidOperationException($"Unknown poll result: {other.GetType()}."),
        };
        return conclusion with
        {
            Event = HasReturned(outcome) ? new SourceEvent(0, source.Id, now, Broke: false, Returned) : conclusion.Event,
            RestingHost = (outcome.Answer as FetchResult.Failed)?.OtherHost,
            Fetch = Fetch(outcome, conclusion.State, counts),
        };
    }

    private static SourceState Distrusting(SourceState state, PollResult.Read read, IngestionCounts counts) =>
        read.SameValidators && counts.New > 0 ? state with { Answer = state.Answer with { ValidatorsLie = true } } : state;

    private static FeedSighting Seen(PollOutcome outcome, IngestionCounts counts) =>
        new(outcome.Entries.Count, counts.New, [.. outcome.Entries.Select(e => e.Published).OfType<DateTimeOffset>()]);

    private static bool HasReturned(PollOutcome outcome) => outcome.HasReturned && outcome.Result is not PollResult.Failed;

    private static SourceFetch Fetch(PollOutcome outcome, SourceState state, IngestionCounts counts) => new()
    {
        Source = outcome.Source.Id,
        At = outcome.At,
        Outcome = outcome.Result switch
        {
            PollResult.Failed failed => failed.Failure.Name(),
            PollResult.NotModified => "not modified",
            _ => "fetched",
        },
        Url = RedactedUrl.From(state.Answer.Url ?? outcome.Source.Url),
        Status = outcome.Answer?.StatusCode,
        Bytes = outcome.Answer?.Bytes ?? 0,
        Milliseconds = (long)(outcome.Answer?.Elapsed.TotalMilliseconds ?? 0),
        New = counts.New,
        Changed = counts.Updated,
        Note = (outcome.Result as PollResult.Failed)?.Detail ?? (outcome.HasReturned ? Returned : Note(outcome.Source, state, outcome.At)),
    };

    private static string? Note(Source source, SourceState state, DateTimeOffset now) =>
        state.Addresses.Moves is [.., var move]
            && move.At == now ? $"It has moved permanently and is polled at {RedactedUrl.From(move.To)} from now on."
        : state.Habits.Arrivals.LastMissed == now ? "The whole content of the feed was replaced since the last poll: items were missed, "
            + (source.Interval is null ? "and it is now polled more often." : "because the interval in its file is too long.")
        : state.Addresses.PendingMove is { } pending
            ? $"It reports a permanent move to {RedactedUrl.From(pending.To)} ({pending.Hits} of {SourceAddress.MoveHits} times so far)."
        : null;
}

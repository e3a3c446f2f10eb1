using FeedHub.Core.Sources;
using FeedHub.Formats;
using FeedHub.Formats.Reading;

namespace FeedHub.Core.Ingestion;

/// <summary>
/// Refreshes one source: the only place that defines the order of fetching, reading, sanitising, canonicalising and storing.
/// </summary>
public sealed class SourceRefresher(IFeedFetcher fetcher, IIngestionStore store, TimeProvider clock)
{
    /// <summary>Polls a claimed source and commits the outcome, whatever it is.</summary>
    public async Task<RefreshReport> RefreshAsync(ClaimedSource claimed, string worker, CancellationToken cancellationToken)
    {
        using var trace = RefreshTelemetry.Begin(claimed.Source);
        var outcome = await PollAsync(claimed.Source, claimed.State, cancellationToken);
        var counts = await store.CommitAsync(new IngestionBatch(worker, outcome), cancellationToken);
        RefreshTelemetry.End(trace, PollConclusion.From(outcome, counts).Fetch!);
        return RefreshReport.From(outcome, counts);
    }

    /// <summary>
    /// Commits a failure of FeedHub itself on a source, so that the source backs off like any failing one and does not hold up others.
    /// </summary>
    public async Task<RefreshReport> FailAsync(ClaimedSource claimed, string worker, Exception fault, CancellationToken cancellationToken)
    {
        var detail =
            $"FeedHub could not process this feed because of a bug ({fault.GetType().Name}: {fault.Message}); the log has the details.";
        var now = clock.GetUtcNow();
        var outcome = PollReading.Failed(claimed.Source, Attempted(claimed.State, now), new(FetchFailure.Internal, detail, null), now);
        var counts = await store.CommitAsync(new IngestionBatch(worker, outcome), cancellationToken);
        RefreshTelemetry.End(null, PollConclusion.From(outcome, counts).Fetch!);
        return RefreshReport.From(outcome, counts);
    }

    private async Task<PollOutcome> PollAsync(Source source, SourceState before, CancellationToken cancellationToken)
    {
        var state = await LookForMainAsync(source, before, cancellationToken);
        var address = SourceAddress.Current(source, state);
        state = state with { Answer = state.Answer.At(address, FeedReader.Revision) };
        var answer = await fetcher.FetchAsync(
            new FetchRequest(SourceAddress.At(source, address), state.Answer.ToSend(state.Times.LastChange, clock.GetUtcNow())),
            cancellationToken);
        var now = clock.GetUtcNow();
        state = Attempted(state, now);
        if (answer is FetchResult.Failed { Failure: var failure } && FeedProposal.IsDue(state.Trouble.Failures + 1, failure)
            && await FeedProposal.FindAsync(fetcher, source, cancellationToken) is { } proposal)
        {
            state = state with { Trouble = state.Trouble with { Proposal = proposal } };
        }
        var hasReturned = before.Addresses.Fallback is not null && state.Addresses.Fallback is null;
        return PollReading.Read(source, state, answer, now) with { HasReturned = hasReturned };
    }

    /// <summary>Periodically tries a main address that was replaced by a fallback, and returns to it once it has a feed again.</summary>
    private async Task<SourceState> LookForMainAsync(Source source, SourceState state, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (SourceAddress.ToReturnTo(source, state, now) is not { } main)
            return state;
        var answer = await fetcher.FetchAsync(new FetchRequest(SourceAddress.At(source, main), FeedValidators.None), cancellationToken);
        var alive = answer is FetchResult.Fetched body && SourceReading.From(source, body) is FeedReading.Readable;
        return state with { Addresses = state.Addresses with { MainAsked = now, Fallback = alive ? null : state.Addresses.Fallback } };
    }

    private static SourceState Attempted(SourceState state, DateTimeOffset now) =>
        state with { Times = state.Times with { LastAttempt = now } };
}

/// <summary>The result of refreshing one source.</summary>
/// <param name="Failure">Null if the source was read or had not changed.</param>
/// <param name="Detail">Why it failed, in words; null if it did not.</param>
/// <param name="NotModified">Whether the server or the bytes showed that nothing changed.</param>
public sealed record RefreshReport(SourceId Source, FetchFailure? Failure, string? Detail, bool NotModified, IngestionCounts Counts)
{
    public static RefreshReport From(PollOutcome outcome, IngestionCounts counts)
    {
        var failed = outcome.Result as PollResult.Failed;
        return new(outcome.Source.Id, failed?.Failure, failed?.Detail, outcome.Result is PollResult.NotModified, counts);
    }
}

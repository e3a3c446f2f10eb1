using FeedHub.Core.Sources;
using FeedHub.Formats;
using FeedHub.Formats.Reading;

namespace FeedHub.Core.Ingestion;

/// <summary>Refreshes one source: the one place that knows the order fetch, read, sanitise, canonicalise, store.</summary>
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
    /// Commits that we ourselves failed on a source, so that it waits its turn like any failing one and holds up no other.
    /// </summary>
    public async Task<RefreshReport> FailAsync(ClaimedSource claimed, string worker, Exception fault, CancellationToken cancellationToken)
    {
        var detail = $"FeedHub itself failed on this feed ({fault.GetType().Name}: {fault.Message}); the log has the details.";
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
            new FetchRequest(SourceAddress.At(source, address), state.Answer.ToSend()), cancellationToken);
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

    /// <summary>Now and then asks a main address that gave way to a fallback, and goes back to it once there is a feed again.</summary>
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

/// <summary>What refreshing one source came to.</summary>
/// <param name="Failure">Null when the source was read, or had not changed.</param>
/// <param name="Detail">Why it failed, in words; null when it did not.</param>
/// <param name="NotModified">The server said, or the bytes showed, that nothing changed.</param>
public sealed record RefreshReport(SourceId Source, FetchFailure? Failure, string? Detail, bool NotModified, IngestionCounts Counts)
{
    public static RefreshReport From(PollOutcome outcome, IngestionCounts counts)
    {
        var failed = outcome.Result as PollResult.Failed;
        return new(outcome.Source.Id, failed?.Failure, failed?.Detail, outcome.Result is PollResult.NotModified, counts);
    }
}

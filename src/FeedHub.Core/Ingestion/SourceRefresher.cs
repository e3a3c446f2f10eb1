using System.Diagnostics;
using System.Security.Cryptography;
using FeedHub.Core.Entries;
using FeedHub.Core.Sources;
using FeedHub.Core.Urls;
using FeedHub.Formats;
using FeedHub.Formats.Reading;

namespace FeedHub.Core.Ingestion;

/// <summary>Refreshes one source: the one place that knows the order fetch, read, sanitise, canonicalise, store.</summary>
public sealed class SourceRefresher(IFeedFetcher fetcher, IIngestionStore store, TimeProvider clock)
{
    /// <summary>After so many 304s in a row the whole is asked for, since some servers' validators do not change with the feed.</summary>
    public const int TrustedNotModified = 24;

    private const int MaxNotes = 50;
    private const string Returned = "Its main address answers again, and is asked in place of the fallback.";

    /// <summary>Polls a claimed source and commits the outcome, whatever it is.</summary>
    public async Task<RefreshReport> RefreshAsync(ClaimedSource claimed, string worker, CancellationToken cancellationToken)
    {
        var source = claimed.Source;
        using var trace = RefreshTelemetry.Begin(source);
        var before = await LookForMainAsync(source, claimed.State, cancellationToken);
        var address = SourceAddress.Current(source, before);
        // Validators belong to one address, and say nothing once the reader would read the same bytes otherwise.
        var known = before.Url == address && before.ReaderRevision == FeedReader.Revision;
        var validators = known ? before.Validators : FeedValidators.None;
        var state = before with
        {
            Url = address,
            Validators = validators,
            NotModifiedInRow = known ? before.NotModifiedInRow : 0,
            ValidatorsLie = known && before.ValidatorsLie,
        };
        var sent = state.ValidatorsLie || state.NotModifiedInRow >= TrustedNotModified ? FeedValidators.None : validators;
        var result = await fetcher.FetchAsync(new FetchRequest(SourceAddress.At(source, address), sent), cancellationToken);
        var now = clock.GetUtcNow();
        state = state with { LastAttempt = now };
        if (result is FetchResult.Failed { Failure: var failure } && FeedProposal.IsDue(state.Failures + 1, failure))
            state = state with { Proposal = await FeedProposal.FindAsync(fetcher, source, cancellationToken) ?? state.Proposal };

        var outcome = result switch
        {
            FetchResult.Failed failed => Failure(source, state, failed.Failure, failed.Detail, failed.RetryAfter),
            FetchResult.NotModified same => Unchanged(
                source, state with { Validators = same.Validators ?? validators, NotModifiedInRow = state.NotModifiedInRow + 1 }, same, same.FreshFor, now),
            FetchResult.Fetched body => Read(source, state with { NotModifiedInRow = 0 }, body, known, now),
            _ => throw new InvalidOperationException($"No such fetch result: {result.GetType()}."),
        };
        var returned = claimed.State.Fallback is not null && before.Fallback is null;
        return await CommitAsync(source, outcome with { Result = result, Trace = trace, Returned = returned }, worker, now, cancellationToken);
    }

    /// <summary>Commits that we ourselves failed on a source, so that it waits its turn like any failing one and holds up no other.</summary>
    public Task<RefreshReport> FailAsync(ClaimedSource claimed, string worker, Exception fault, CancellationToken cancellationToken)
    {
        var detail = $"FeedHub itself failed on this feed ({fault.GetType().Name}: {fault.Message}); the log has the details.";
        var now = clock.GetUtcNow();
        var outcome = Failure(claimed.Source, claimed.State with { LastAttempt = now }, FetchFailure.Internal, detail, null);
        return CommitAsync(claimed.Source, outcome, worker, now, cancellationToken);
    }

    /// <summary>Now and then asks a main address that gave way to a fallback, and goes back to it once there is a feed again.</summary>
    private async Task<SourceState> LookForMainAsync(Source source, SourceState state, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (SourceAddress.ToReturnTo(source, state, now) is not { } main)
            return state;
        var answer = await fetcher.FetchAsync(new FetchRequest(SourceAddress.At(source, main), FeedValidators.None), cancellationToken);
        var alive = answer is FetchResult.Fetched body && SourceReading.Of(source, body) is FeedReading.Readable;
        return state with { MainAsked = now, Fallback = alive ? null : state.Fallback };
    }

    private async Task<RefreshReport> CommitAsync(Source source, Outcome outcome, string worker, DateTimeOffset now, CancellationToken cancellationToken)
    {
        SourceFetch? fetch = null;
        var batch = new IngestionBatch(
            worker,
            source.Id,
            outcome.Entries,
            counts =>
            {
                var conclusion = outcome.Conclude(counts, now);
                var happened = outcome.Returned && outcome.Failure is null ? new SourceEvent(0, source.Id, now, Broke: false, Returned) : conclusion.Event;
                return conclusion with { Event = happened, RestingHost = (outcome.Result as FetchResult.Failed)?.OtherHost, Fetch = fetch = FetchOf(source, outcome, conclusion.State, counts, now) };
            },
            now);
        var counts = await store.CommitAsync(batch, cancellationToken);
        RefreshTelemetry.End(outcome.Trace, fetch!);
        return new RefreshReport(source.Id, outcome.Failure, outcome.Detail, outcome.NotModified, counts);
    }

    private static Outcome Read(Source source, SourceState state, FetchResult.Fetched body, bool known, DateTimeOffset now)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(body.Body.Span));
        var seen = state with { Validators = body.Validators, BodyHash = hash, ReaderRevision = FeedReader.Revision };
        if (known && hash == state.BodyHash)
            return Unchanged(source, seen, body, body.FreshFor, now);

        // New items under the validators of the old ones: a 304 from this server would mean nothing.
        var sameValidators = known && body.Validators == state.Validators && body.Validators != FeedValidators.None;
        switch (SourceReading.Of(source, body))
        {
            case FeedReading.Readable { Document: { Items.Count: 0 } document } when document.Notes.Any(n => n.Message == FeedNote.Truncated):
                var broken = $"it breaks off before its first item: {string.Join("; ", Words(document.Notes).Take(3))}";
                return Failure(source, seen with { Unreadable = broken, UnreadableAs = FetchFailure.ParseError }, FetchFailure.ParseError, broken, null);
            case FeedReading.Readable { Document: var document }:
                var items = EntryNormaliser.Normalise(document, source, state.RepeatedMarks, now);
                var read = SourceAddress.Observe(source, seen, body.MovedTo, now) with
                {
                    Unreadable = null,
                    UnreadableAs = null,
                    Hints = FeedRhythm.Of(document),
                    RepeatedMarks = items.RepeatedMarks,
                    Notes = Words(document.Notes.Concat(items.Notes)),
                };
                return new Outcome
                {
                    Entries = items.Entries,
                    Conclude = (counts, at) => SourceHealth.Succeeded(
                        source,
                        sameValidators && counts.New > 0 ? read with { ValidatorsLie = true } : read,
                        new FeedSighting(items.Entries.Count, counts.New, [.. items.Entries.Select(e => e.Published).OfType<DateTimeOffset>()]),
                        counts.New + counts.Updated > 0,
                        body.FreshFor,
                        at),
                };
            case FeedReading.Unreadable { Reason: var reason } unreadable:
                var failure = unreadable.IsDamaged ? FetchFailure.ParseError : FetchFailure.NotAFeed;
                var proposal = unreadable.Feeds.Select(f => f.Href).FirstOrDefault(f => f != state.Url) ?? seen.Proposal;
                return Failure(source, seen with { Unreadable = reason, UnreadableAs = failure, Proposal = proposal }, failure, reason, null);
            case var other:
                throw new InvalidOperationException($"No such reading: {other.GetType()}.");
        }
    }

    /// <summary>The same bytes, so the same verdict: a body that was no feed still is none.</summary>
    private static Outcome Unchanged(Source source, SourceState state, FetchResult result, TimeSpan? freshFor, DateTimeOffset now)
    {
        if (state.Unreadable is { } reason)
            return Failure(source, state, state.UnreadableAs ?? FetchFailure.NotAFeed, reason, null);
        var same = SourceAddress.Observe(source, state, result.MovedTo, now);
        return new Outcome { NotModified = true, Conclude = (_, at) => SourceHealth.Succeeded(source, same, null, changed: false, freshFor, at) };
    }

    private static Outcome Failure(Source source, SourceState state, FetchFailure failure, string detail, TimeSpan? retryAfter) => new()
    {
        Failure = failure,
        Detail = detail,
        Conclude = (_, now) => SourceHealth.Failed(source, state, failure, detail, retryAfter, now),
    };

    private static SourceFetch FetchOf(Source source, Outcome outcome, SourceState state, IngestionCounts counts, DateTimeOffset now) => new()
    {
        Source = source.Id,
        At = now,
        Outcome = outcome.Failure?.Word() ?? (outcome.NotModified ? "not modified" : "fetched"),
        Url = ShownUrl.Of(state.Url ?? source.Url),
        Status = outcome.Result?.StatusCode,
        Bytes = outcome.Result?.Bytes ?? 0,
        Milliseconds = (long)(outcome.Result?.Elapsed.TotalMilliseconds ?? 0),
        New = counts.New,
        Changed = counts.Updated,
        Note = outcome.Detail ?? (outcome.Returned ? Returned : NoteOf(source, state, now)),
    };

    private static string? NoteOf(Source source, SourceState state, DateTimeOffset now) =>
        state.Moves is [.., var move] && move.At == now ? $"It has moved for good, and is asked at {ShownUrl.Of(move.To)} from now on."
        : state.Arrivals.LastMissed == now ? "The feed had turned over since the last poll: items were missed, "
            + (source.Interval is null ? "and it is polled sooner now." : "since the interval in its file is too long for it.")
        : state.PendingMove is { } pending ? $"It says that it has moved to {ShownUrl.Of(pending.To)} ({pending.Hits} of {SourceAddress.MoveHits} times so far)."
        : null;

    /// <summary>What concerns the whole document first, as it is the likelier to need somebody.</summary>
    private static IReadOnlyList<string> Words(IEnumerable<FeedNote> notes) =>
        [.. notes.OrderBy(n => n.Item is not null).Take(MaxNotes).Select(n => n.Item is { } item ? $"Item {item + 1}: {n.Message}" : n.Message)];

    private sealed record Outcome
    {
        public FetchFailure? Failure { get; init; }
        public string? Detail { get; init; }
        public bool NotModified { get; init; }
        /// <summary>It was asked at its main address again, after a time at a fallback.</summary>
        public bool Returned { get; init; }
        public FetchResult? Result { get; init; }
        public Activity? Trace { get; init; }
        public IReadOnlyList<Entry> Entries { get; init; } = [];
        public required Func<IngestionCounts, DateTimeOffset, SourceConclusion> Conclude { get; init; }
    }
}

/// <summary>What refreshing one source came to.</summary>
/// <param name="Failure">Null when the source was read, or had not changed.</param>
/// <param name="Detail">Why it failed, in words; null when it did not.</param>
/// <param name="NotModified">The server said, or the bytes showed, that nothing changed.</param>
public sealed record RefreshReport(SourceId Source, FetchFailure? Failure, string? Detail, bool NotModified, IngestionCounts Counts);

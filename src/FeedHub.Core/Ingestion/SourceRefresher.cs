using System.Security.Cryptography;
using FeedHub.Core.Entries;
using FeedHub.Core.Sources;
using FeedHub.Formats;

namespace FeedHub.Core.Ingestion;

/// <summary>Refreshes one source: the one place that knows the order fetch, read, sanitise, canonicalise, store.</summary>
public sealed class SourceRefresher(IFeedFetcher fetcher, IIngestionStore store, EntryNormaliser normaliser, TimeProvider clock)
{
    /// <summary>Polls a claimed source and commits the outcome, whatever it is.</summary>
    public async Task<RefreshReport> RefreshAsync(ClaimedSource claimed, string worker, CancellationToken cancellationToken)
    {
        var source = claimed.Source;
        // Validators belong to one address, and say nothing once the reader would read the same bytes otherwise.
        var known = claimed.State.Url == source.Url && claimed.State.ReaderRevision == FeedReader.Revision;
        var validators = known ? claimed.State.Validators : FeedValidators.None;
        var result = await fetcher.FetchAsync(new FetchRequest(source, validators), cancellationToken);
        var now = clock.GetUtcNow();
        var state = claimed.State with { Url = source.Url, LastAttempt = now, Validators = validators };

        var outcome = result switch
        {
            FetchResult.Failed failed => Failure(state, failed.Failure, failed.Detail, failed.RetryAfter),
            FetchResult.NotModified same => Unchanged(state with { Validators = same.Validators ?? validators }, same.FreshFor),
            FetchResult.Fetched body => Read(source, state, body, known, now),
            _ => throw new InvalidOperationException($"No such fetch result: {result.GetType()}."),
        };
        return await CommitAsync(source.Id, outcome, worker, now, cancellationToken);
    }

    /// <summary>Commits that we ourselves failed on a source, so that it waits its turn like any failing one and holds up no other.</summary>
    public Task<RefreshReport> FailAsync(ClaimedSource claimed, string worker, Exception fault, CancellationToken cancellationToken)
    {
        var detail = $"FeedHub itself failed on this feed ({fault.GetType().Name}: {fault.Message}); the log has the details.";
        var outcome = Failure(claimed.State with { LastAttempt = clock.GetUtcNow() }, FetchFailure.Internal, detail, null);
        return CommitAsync(claimed.Source.Id, outcome, worker, clock.GetUtcNow(), cancellationToken);
    }

    private async Task<RefreshReport> CommitAsync(SourceId source, Outcome outcome, string worker, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var batch = new IngestionBatch(worker, source, outcome.Entries, counts => outcome.Conclude(counts, now), now);
        var counts = await store.CommitAsync(batch, cancellationToken);
        return new RefreshReport(source, outcome.Failure, outcome.Detail, outcome.NotModified, counts);
    }

    private Outcome Read(Source source, SourceState state, FetchResult.Fetched body, bool known, DateTimeOffset now)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(body.Body.Span));
        var seen = state with { Validators = body.Validators, BodyHash = hash, ReaderRevision = FeedReader.Revision };
        if (known && hash == state.BodyHash)
            return Unchanged(seen, body.FreshFor);

        var zone = source.TimeZone is { } name ? TimeZoneInfo.FindSystemTimeZoneById(name) : null;
        switch (FeedReader.Read(body.Body, new FeedOrigin(body.ContentType, body.ContentLocation, body.FinalUrl, zone)))
        {
            case FeedReading.Readable { Document: var document }:
                var items = normaliser.Normalise(document, source, state.RepeatedMarks, now);
                IEnumerable<FeedNote> notes = document.Notes.Concat(items.Notes);
                var asked = Longer(body.FreshFor, document.TtlMinutes is > 0 and var ttl ? TimeSpan.FromMinutes(ttl) : null);
                return new Outcome
                {
                    Entries = items.Entries,
                    Conclude = (counts, at) => SourceHealth.Succeeded(
                        seen with { Unreadable = null, RepeatedMarks = items.RepeatedMarks, Notes = Words(notes) },
                        counts.New + counts.Updated > 0, asked, at),
                };
            case FeedReading.Unreadable { Reason: var reason }:
                return Failure(seen with { Unreadable = reason }, FetchFailure.NotAFeed, reason, null);
            case var other:
                throw new InvalidOperationException($"No such reading: {other.GetType()}.");
        }
    }

    /// <summary>The same bytes, so the same verdict: a body that was no feed still is none.</summary>
    private static Outcome Unchanged(SourceState state, TimeSpan? freshFor) => state.Unreadable is { } reason
        ? Failure(state, FetchFailure.NotAFeed, reason, null)
        : new Outcome { NotModified = true, Conclude = (_, now) => SourceHealth.Succeeded(state, changed: false, freshFor, now) };

    private static Outcome Failure(SourceState state, FetchFailure failure, string detail, TimeSpan? retryAfter) => new()
    {
        Failure = failure,
        Detail = detail,
        Conclude = (_, now) => SourceHealth.Failed(state, failure, detail, retryAfter, now),
    };

    private const int MaxNotes = 50;

    /// <summary>What concerns the whole document first, as it is the likelier to need somebody.</summary>
    private static IReadOnlyList<string> Words(IEnumerable<FeedNote> notes) =>
        [.. notes.OrderBy(n => n.Item is not null).Take(MaxNotes).Select(n => n.Item is { } item ? $"Item {item + 1}: {n.Message}" : n.Message)];

    private static TimeSpan? Longer(TimeSpan? a, TimeSpan? b) => a is null || b > a ? b : a;

    private sealed record Outcome
    {
        public FetchFailure? Failure { get; init; }
        public string? Detail { get; init; }
        public bool NotModified { get; init; }
        public IReadOnlyList<Entry> Entries { get; init; } = [];
        public required Func<IngestionCounts, DateTimeOffset, SourceConclusion> Conclude { get; init; }
    }
}

/// <summary>What refreshing one source came to.</summary>
/// <param name="Failure">Null when the source was read, or had not changed.</param>
/// <param name="Detail">Why it failed, in words; null when it did not.</param>
/// <param name="NotModified">The server said, or the bytes showed, that nothing changed.</param>
public sealed record RefreshReport(SourceId Source, FetchFailure? Failure, string? Detail, bool NotModified, IngestionCounts Counts);

using System.Security.Cryptography;
using FeedHub.Core.Entries;
using FeedHub.Core.Sources;
using FeedHub.Formats;
using FeedHub.Formats.Reading;

namespace FeedHub.Core.Ingestion;

/// <summary>Reads the response to a poll.</summary>
internal static class PollReading
{
    private const int MaxNotes = 50;

    /// <param name="state">What is known about the source at the address that was polled.</param>
    public static PollOutcome Read(Source source, SourceState state, FetchResult answer, DateTimeOffset now)
    {
        var outcome = answer switch
        {
            FetchResult.Failed failed => Failed(source, state, new(failed.Failure, failed.Detail, failed.RetryAfter), now),
            FetchResult.NotModified same => Unchanged(source, NotModified(state, same), answer, same.FreshFor, now),
            FetchResult.Fetched body => Body(source, state, body, now),
            _ => throw new InvalidOperationException($"Unknown fetch result: {answer.GetType()}."),
        };
        return outcome with { Answer = answer };
    }

    public static PollOutcome Failed(Source source, SourceState state, PollResult.Failed failure, DateTimeOffset now) =>
        new() { Source = source, State = state, Result = failure, At = now };

    private static SourceState NotModified(SourceState state, FetchResult.NotModified same) => state with
    {
        Answer = state.Answer with
        {
            Validators = same.Validators ?? state.Answer.Validators,
            NotModifiedInRow = state.Answer.NotModifiedInRow + 1,
        },
    };

    private static PollOutcome Body(Source source, SourceState state, FetchResult.Fetched body, DateTimeOffset now)
    {
        var before = state.Answer;
        var answer = before with
        {
            Validators = body.Validators,
            BodyHash = Convert.ToHexStringLower(SHA256.HashData(body.Body.Span)),
            ReaderRevision = FeedReader.Revision,
            NotModifiedInRow = 0,
            WholeAt = now,
        };
        if (answer.BodyHash == before.BodyHash)
            return Unchanged(source, state with { Answer = answer }, body, body.FreshFor, now);
        switch (SourceReading.From(source, body))
        {
            case FeedReading.Readable { Document: { Items.Count: 0 } document } when document.Notes.Any(
                n => n.Message == FeedNote.Truncated):
                var broken = $"it breaks off before its first item: {string.Join("; ", Describe(document.Notes).Take(3))}";
                return Unreadable(source, state with { Answer = answer }, new(FetchFailure.ParseError, broken), now);
            case FeedReading.Readable { Document: var document }:
                return Document(source, state with { Answer = answer }, before, document, body, now);
            case FeedReading.Unreadable { Reason: var reason } unreadable:
                var proposal = unreadable.Feeds.Select(f => f.Href).FirstOrDefault(f => f != answer.Url)
                    ?? (unreadable.SendsTo is { } target && target != answer.Url ? target : state.Trouble.Proposal);
                return Unreadable(
                    source,
                    state with { Answer = answer, Trouble = state.Trouble with { Proposal = proposal } },
                    new(unreadable.IsDamaged ? FetchFailure.ParseError : FetchFailure.NotAFeed, reason),
                    now);
            case var other:
                throw new InvalidOperationException($"Unknown reading: {other.GetType()}.");
        }
    }

    private static PollOutcome Document(
        Source source, SourceState state, LastAnswer before, FeedDocument document, FetchResult.Fetched body, DateTimeOffset now)
    {
        var items = EntryNormaliser.Normalise(document, source, state.Habits.RepeatedIdentifiers, now);
        var read = SourceAddress.Observe(source, state, body.MovedTo, now);
        // If new items come with the old validators, a 304 from this server means nothing.
        var same = body.Validators == before.Validators && body.Validators != FeedValidators.None;
        return new()
        {
            Source = source,
            State = read with
            {
                Answer = read.Answer with { Unreadable = null, Notes = Describe(document.Notes.Concat(items.Notes)) },
                Habits = read.Habits with { Hints = FeedUpdateHints.From(document), RepeatedIdentifiers = items.RepeatedIdentifiers },
            },
            Result = new PollResult.Read(same, body.FreshFor),
            At = now,
            Entries = items.Entries,
            IsReadAnew = before.ReaderRevision != FeedReader.Revision,
        };
    }

    /// <summary>The same bytes give the same result: a body that was unreadable still is.</summary>
    private static PollOutcome Unchanged(Source source, SourceState state, FetchResult answer, TimeSpan? freshFor, DateTimeOffset now) =>
        state.Answer.Unreadable is { } unreadable
            ? Unreadable(source, state, unreadable, now)
            : new()
            {
                Source = source,
                State = SourceAddress.Observe(source, state, answer.MovedTo, now),
                Result = new PollResult.NotModified(freshFor),
                At = now,
            };

    private static PollOutcome Unreadable(Source source, SourceState state, UnreadableBody unreadable, DateTimeOffset now) => Failed(
        source,
        state with { Answer = state.Answer with { Unreadable = unreadable } },
        new(unreadable.Failure, unreadable.Reason, null),
        now);

    /// <summary>Notes on the whole document come first, since they are more likely to need attention.</summary>
    private static IReadOnlyList<string> Describe(IEnumerable<FeedNote> notes) =>
        [.. notes.OrderBy(n => n.Item is not null).Take(MaxNotes).Select(n => n.Item is { } item
            ? $"Item {item + 1}: {n.Message}" : n.Message)];
}

using FeedHub.Core.Sources.Polling;

namespace FeedHub.Core.Sources.Health;

/// <summary>What the outcome of a poll makes of a source's state.</summary>
public static class SourceHealth
{
    /// <summary>Failures in a row after which a source counts as broken: one or two are the weather of the web.</summary>
    private const int BrokenAfter = 3;

    /// <summary>The poll brought a readable feed, or the news that it has not changed.</summary>
    /// <param name="seen">What was in the feed; null when it has not changed.</param>
    /// <param name="changed">Whether it brought a new or changed entry.</param>
    /// <param name="freshFor">How long the server asks not to be asked again.</param>
    public static SourceConclusion Succeeded(
        Source source, SourceState state, FeedSighting? seen, bool changed, TimeSpan? freshFor, DateTimeOffset now)
    {
        var known = state.Habits.Arrivals;
        var arrivals = seen is not null ? known.With(seen, now)
            : known.LastSeen is null ? known
            : known.With(new FeedSighting(known.Length, 0, []), now);
        var plan = PollSchedule.Plan(
            new PollFacts
            {
                Source = state.Id,
                Declared = source.Interval,
                Arrivals = arrivals,
                Hints = state.Habits.Hints,
                FreshFor = freshFor
            },
            now);
        var after = state with
        {
            Times = state.Times with
            {
                Next = plan.At,
                NextReason = plan.Reason,
                LastSuccess = now,
                LastChange = changed ? now : state.Times.LastChange,
            },
            Trouble = SourceTrouble.None,
            Habits = state.Habits with { Arrivals = arrivals },
        };
        var cameBack = state.Trouble.BrokenSince is { } since
            ? new SourceEvent(
                0, state.Id, now, Broke: false, $"It answers again; it had been broken since {since.UtcDateTime:yyyy-MM-dd HH:mm} UTC.")
            : null;
        return new SourceConclusion(after, cameBack) { Politeness = source.Politeness };
    }

    /// <summary>The poll failed. What is known of the source, validators included, is kept.</summary>
    /// <param name="retryAfter">How long the server asks to be left alone.</param>
    public static SourceConclusion Failed(
        Source source, SourceState state, FetchFailure failure, string detail, TimeSpan? retryAfter, DateTimeOffset now)
    {
        var failures = state.Trouble.Failures + 1;
        var hopeless = failure is FetchFailure.Gone or FetchFailure.GuardedAddress or FetchFailure.BadUrl;
        var broken = failures >= BrokenAfter || hopeless;
        // With another address to try, one that is gone is no end.
        var next = broken ? SourceAddress.Rotate(source, state, now) : state;
        var stops = source.FallbackUrls.Count == 0;
        var plan = PollSchedule.Plan(
            new PollFacts
            {
                Source = state.Id,
                Declared = source.Interval,
                Arrivals = state.Habits.Arrivals,
                Hints = state.Habits.Hints,
                Failures = failures,
                Failure = failure == FetchFailure.Gone && !stops ? null : failure,
                RetryAfter = retryAfter,
            },
            now);
        var after = next with
        {
            Times = next.Times with { Next = plan.At, NextReason = plan.Reason },
            Trouble = next.Trouble with
            {
                Failures = failures,
                LastFailure = failure,
                LastError = detail,
                BrokenSince = state.Trouble.BrokenSince ?? (broken ? now : null),
            },
        };
        var broke = broken && state.Trouble.BrokenSince is null ? new SourceEvent(0, state.Id, now, Broke: true, detail) : null;
        return new SourceConclusion(after, broke) { Politeness = source.Politeness, HostRestsUntil = HostRest(failure, retryAfter, now) };
    }

    /// <summary>What a server says with 429 or 503 it says for the host, though not for its neighbours in the domain.</summary>
    private static DateTimeOffset? HostRest(FetchFailure failure, TimeSpan? retryAfter, DateTimeOffset now) =>
        failure is FetchFailure.RateLimited or FetchFailure.HttpServerError && retryAfter > TimeSpan.Zero
            ? now + (retryAfter < PollSchedule.Longest ? retryAfter.Value : PollSchedule.Longest)
            : null;
}

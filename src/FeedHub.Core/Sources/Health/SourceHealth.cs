using FeedHub.Core.Sources.Polling;

namespace FeedHub.Core.Sources.Health;

/// <summary>Updates the state of a source after a poll.</summary>
public static class SourceHealth
{
    /// <summary>Failures in a row after which a source is considered broken: one or two are normal on the web.</summary>
    private const int BrokenAfter = 3;

    /// <summary>The poll returned a readable feed, or showed that it has not changed.</summary>
    /// <param name="seen">What was in the feed; null if it has not changed.</param>
    /// <param name="changed">Whether it brought a new or changed entry.</param>
    /// <param name="freshFor">How long the server asks not to be polled again.</param>
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
                0, state.Id, now, Broke: false, $"It works again; it had been broken since {since.UtcDateTime:yyyy-MM-dd HH:mm} UTC.")
            : null;
        return new SourceConclusion(after, cameBack) { Politeness = source.Politeness };
    }

    /// <summary>The poll failed. What is known about the source, including validators, is kept.</summary>
    /// <param name="retryAfter">How long the server asks to wait.</param>
    public static SourceConclusion Failed(
        Source source, SourceState state, FetchFailure failure, string detail, TimeSpan? retryAfter, DateTimeOffset now)
    {
        var failures = state.Trouble.Failures + 1;
        var hopeless = failure is FetchFailure.Gone or FetchFailure.GuardedAddress or FetchFailure.BadUrl;
        var broken = failures >= BrokenAfter || hopeless;
        // If there is another address to try, polling continues after 410.
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

    /// <summary>The Retry-After of a 429 or 5xx applies to the whole host, but not to other hosts of the domain.</summary>
    private static DateTimeOffset? HostRest(FetchFailure failure, TimeSpan? retryAfter, DateTimeOffset now) =>
        failure is FetchFailure.RateLimited or FetchFailure.HttpServerError && retryAfter > TimeSpan.Zero
            ? now + (retryAfter < PollSchedule.Longest ? retryAfter.Value : PollSchedule.Longest)
            : null;
}

namespace FeedHub.Core.Sources;

/// <summary>What the outcome of a poll makes of a source's state.</summary>
public static class SourceHealth
{
    /// <summary>Failures in a row after which a source counts as broken: one or two are the weather of the web.</summary>
    private const int BrokenAfter = 3;

    /// <summary>The poll brought a readable feed, or the news that it has not changed.</summary>
    /// <param name="changed">Whether it brought a new or changed entry.</param>
    /// <param name="serverAsks">How long the server asks not to be asked again.</param>
    public static SourceConclusion Succeeded(SourceState state, bool changed, TimeSpan? serverAsks, DateTimeOffset now)
    {
        var interval = PollSchedule.AfterSuccess(state.Interval, changed, serverAsks);
        var after = state with
        {
            LastSuccess = now,
            LastChange = changed ? now : state.LastChange,
            Failures = 0,
            LastFailure = null,
            LastError = null,
            BrokenSince = null,
            Interval = interval,
            NextPoll = PollSchedule.Next(state.Id, now, interval),
        };
        var cameBack = state.BrokenSince is { } since
            ? new SourceEvent(0, state.Id, now, Broke: false, $"It answers again; it had been broken since {since.UtcDateTime:yyyy-MM-dd HH:mm} UTC.")
            : null;
        return new SourceConclusion(after, cameBack);
    }

    /// <summary>The poll failed. What is known of the source, validators included, is kept.</summary>
    /// <param name="retryAfter">How long the server asks to be left alone.</param>
    public static SourceConclusion Failed(SourceState state, FetchFailure failure, string detail, TimeSpan? retryAfter, DateTimeOffset now)
    {
        var failures = state.Failures + 1;
        var hopeless = failure is FetchFailure.Gone or FetchFailure.GuardedAddress or FetchFailure.BadUrl;
        var broken = failures >= BrokenAfter || hopeless;
        var after = state with
        {
            Failures = failures,
            LastFailure = failure,
            LastError = detail,
            BrokenSince = state.BrokenSince ?? (broken ? now : null),
            NextPoll = PollSchedule.Next(state.Id, now, PollSchedule.AfterFailure(failures, failure, retryAfter)),
        };
        var broke = broken && state.BrokenSince is null ? new SourceEvent(0, state.Id, now, Broke: true, detail) : null;
        return new SourceConclusion(after, broke);
    }
}

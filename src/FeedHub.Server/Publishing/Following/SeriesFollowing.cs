using System.Collections.Concurrent;
using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Following;
using FeedHub.Core.Nodes;
using FeedHub.Core.Sources;
using FeedHub.Core.Sources.Health;
using FeedHub.Core.Sources.Settings;
using FeedHub.Server.Configuration;
using FeedHub.Server.Publishing.Import;

namespace FeedHub.Server.Publishing.Following;

/// <summary>
/// Decides when each series that follows an address is polled: at the start, when its file changes, then as sources are, and on request.
/// </summary>
internal sealed partial class SeriesFollowing(
    SeriesFollower follower,
    IFollowStore store,
    OutsideFetch fetch,
    INode node,
    FeedHubOptions options,
    TimeProvider clock,
    ILogger<SeriesFollowing> log)
{
    /// <summary>Minimum time from the beginning of one poll on request to that of the next.</summary>
    public static readonly TimeSpan BetweenRequested = TimeSpan.FromSeconds(2);

    /// <summary>After a fault of our own, a series is polled again at the earliest after this time.</summary>
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Standing> standings = new();
    private TaskCompletionSource request = Signal();

    /// <summary>
    /// Begins to poll every series that is due or requested and is not being polled. One whose files are missing waits for them, since they
    /// include briefs of ours that win over posts.
    /// </summary>
    /// <param name="onlyRequested">Leave what is due to another node.</param>
    public void BeginDue(IReadOnlyList<Series> series, bool onlyRequested, CancellationToken cancellationToken)
    {
        foreach (var s in series.Where(s => s.Follow is not null && File.Exists(FileOf(s))))
        {
            var (standing, now) = (Of(s), clock.GetUtcNow());
            lock (standing)
            {
                // A time in the future was noted before the clock was set back.
                var isRequested = standing.Request is not null
                    && (standing.Began is not { } began || (now - began).Duration() >= BetweenRequested);
                if (standing.Running.IsCompleted && (isRequested || (!onlyRequested && IsDue(s, standing, now))))
                    standing.Running = RunAsync(s, standing, cancellationToken);
            }
        }
    }

    /// <summary>Ends when the next poll is requested.</summary>
    public Task NextRequest => Volatile.Read(ref request).Task;

    /// <summary>Waits for the polls that have begun.</summary>
    public Task EndedAsync() => Task.WhenAll(standings.Values.Select(s => s.Running));

    /// <summary>
    /// Requests a poll. It is run whoever waits for it: now, after the one that is running, or a moment after the last. Requests that are
    /// made before it begins share it.
    /// </summary>
    /// <returns>Its report, once it has ended.</returns>
    public Task<FollowReport> Request(Series series)
    {
        var standing = Of(series);
        Task<FollowReport> report;
        lock (standing)
        {
            standing.Request ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            standing.Requested = clock.GetUtcNow();
            report = standing.Request.Task;
        }
        Interlocked.Exchange(ref request, Signal()).SetResult();
        return report;
    }

    /// <summary>What is known of a series' polls.</summary>
    public FollowStanding StandingOf(Series series)
    {
        var standing = Of(series);
        lock (standing)
        {
            return new FollowStanding(
                IsRunning: !standing.Running.IsCompleted, IsRequested: standing.Request is not null, standing.Requested, standing.Began,
                standing.State.Times.Next, standing.Last, standing.State.Trouble);
        }
    }

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private bool IsDue(Series series, Standing standing, DateTimeOffset now) =>
        // An attempt in the future was made before the clock was set back.
        standing.Version != VersionOf(series) || standing.State.Times.Next <= now || standing.State.Times.LastAttempt > now;

    /// <summary>Polls a series, logs a fault of our own, and tells those who requested the poll.</summary>
    private async Task RunAsync(Series series, Standing standing, CancellationToken cancellationToken)
    {
        // The caller holds the lock.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        TaskCompletionSource<FollowReport>? asked;
        lock (standing)
        {
            (asked, standing.Request, standing.Began) = (standing.Request, null, clock.GetUtcNow());
        }
        // It is the site itself that calls: what it asked before, such as to wait while it is in maintenance, is over.
        if (asked is not null)
            fetch.Invited(series.Follow!.Url);
        try
        {
            await using var _ = await node.AloneAsync($"following of {series.Slug}", cancellationToken);
            standing.Last = await PollAsync(series, standing, cancellationToken);
            asked?.SetResult(standing.Last);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            asked?.SetCanceled(cancellationToken);
        }
        catch (Exception fault)
        {
            standing.State = standing.State with
            {
                Times = standing.State.Times with { LastAttempt = clock.GetUtcNow(), Next = clock.GetUtcNow() + AfterFault },
            };
            standing.Version = VersionOf(series);
            LogFault(fault, series.Slug);
            asked?.SetException(fault);
        }
    }

    private async Task<FollowReport> PollAsync(Series series, Standing standing, CancellationToken cancellationToken)
    {
        var version = VersionOf(series);
        var (id, follow) = (standing.State.Id, series.Follow!);
        var source = new Source { Id = id, Title = series.Title, Url = follow.Url, Interval = follow.Interval };
        var report = await follower.PollAsync(series, () => IsRequested(standing), cancellationToken);
        var now = clock.GetUtcNow();
        standing.Version = version;
        var state = standing.State with
        {
            Answer = standing.State.Answer with { Url = source.Url },
            Times = standing.State.Times with { LastAttempt = now },
        };
        if (report.Result is FetchResult.Failed failed)
        {
            await ConcludeAsync(
                series, standing, SourceHealth.Failed(source, state, failed.Failure, failed.Detail, failed.RetryAfter, now),
                failed.Failure.Name(), cancellationToken);
            LogFailed(series.Slug, failed.Failure.Name(), failed.Detail);
            return report;
        }
        await ConcludeAsync(
            series, standing, SourceHealth.Succeeded(source, state, null, report.HasWritten, null, now), "read", cancellationToken);
        LogPolled(series.Slug, report.New.Count, report.Changed.Count, report.Proposed.Count, report.Failed.Count);
        foreach (var slug in report.Withdrawn)
        {
            LogWithdrawn(series.Slug, slug);
        }
        foreach (var slug in report.Restored)
        {
            LogRestored(series.Slug, slug);
        }
        foreach (var fault in report.Failed.Concat(report.Notes))
        {
            LogFault(series.Slug, fault.Url, fault.Reason);
        }
        return report;
    }

    private async Task ConcludeAsync(
        Series series, Standing standing, SourceConclusion conclusion, string outcome, CancellationToken cancellationToken)
    {
        var isFirst = standing.State.Times.LastSuccess is null;
        standing.State = conclusion.State;
        var isBroken = conclusion.State.Trouble.BrokenSince is not null;
        FollowTelemetry.Note(series.Slug, outcome, isBroken);
        if (conclusion.Event is { } happened)
        {
            await store.KeepEventAsync(new(0, series.Slug, happened.At, happened.Broke, happened.Detail), cancellationToken);
        }
        else if (isFirst && conclusion.State.Times.LastSuccess is { } now)
        {
            // It may have been broken when the server was last stopped.
            await store.KeepEventAsync(new(0, series.Slug, now, Broke: false, "It works again."), cancellationToken);
        }
    }

    private static bool IsRequested(Standing standing)
    {
        lock (standing)
        {
            return standing.Request is not null;
        }
    }

    private Standing Of(Series series) =>
        standings.GetOrAdd(series.Slug, s => new Standing { State = new() { Id = new SourceId($"series-{s}") } });

    /// <summary>Changes with the address, the interval, or when the series' file is saved.</summary>
    private string VersionOf(Series series) =>
        $"{series.Follow} {File.GetLastWriteTimeUtc(FileOf(series)).Ticks}";

    private string FileOf(Series series) => Path.Combine(options.ConfigDirectory, "series", series.Slug, "series.yaml");

    [LoggerMessage(
        Level = LogLevel.Information, Message = "Series {Series}: {New} new, {Changed} changed, {Proposed} proposed, {Failed} not read")]
    private partial void LogPolled(string series, int @new, int changed, int proposed, int failed);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Series {Series}: {Failure}: {Detail}")]
    private partial void LogFailed(string series, string failure, string detail);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Series {Series}: {Url}: {Reason}")]
    private partial void LogFault(string series, string url, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Series {Series}: {Brief} withdrawn, since its post is no longer public")]
    private partial void LogWithdrawn(string series, string brief);

    [LoggerMessage(Level = LogLevel.Information, Message = "Series {Series}: {Brief} is public again, as its post is")]
    private partial void LogRestored(string series, string brief);

    [LoggerMessage(Level = LogLevel.Error, Message = "Polling what series {Series} follows failed")]
    private partial void LogFault(Exception fault, string series);

    /// <summary>What is known of one series; its lock guards what a request and a poll share.</summary>
    private sealed class Standing
    {
        public required SourceState State { get; set; }
        public string? Version { get; set; }
        /// <summary>The poll that is running, or the last one.</summary>
        public Task Running { get; set; } = Task.CompletedTask;
        public DateTimeOffset? Began { get; set; }
        public FollowReport? Last { get; set; }
        /// <summary>Those who requested a poll that has not begun.</summary>
        public TaskCompletionSource<FollowReport>? Request { get; set; }
        public DateTimeOffset? Requested { get; set; }
    }
}

using System.Collections.Concurrent;
using FeedHub.Core.Briefs;
using FeedHub.Core.Sources;
using FeedHub.Core.Sources.Health;
using FeedHub.Core.Sources.Settings;
using FeedHub.Server.Configuration;

namespace FeedHub.Server.Publishing.Following;

/// <summary>
/// Decides when each series that follows an address is polled: at the start, when its file changes, then as sources are, and on request.
/// </summary>
internal sealed partial class SeriesFollowing(
    SeriesFollower follower, FeedHubOptions options, TimeProvider clock, ILogger<SeriesFollowing> log)
{
    /// <summary>Minimum time between two polls on request.</summary>
    public static readonly TimeSpan BetweenAsked = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Standing> standings = new();

    /// <summary>
    /// Polls every series that is due. One whose files are missing waits for them, since they include briefs of ours that win over posts.
    /// </summary>
    public Task PollDueAsync(IReadOnlyList<Series> series, CancellationToken cancellationToken) => Task.WhenAll(
        series.Where(s => s.Follow is not null && File.Exists(FileOf(s))).Select(async s =>
        {
            var standing = Of(s);
            var now = clock.GetUtcNow();
            // An attempt in the future was made before the clock was set back.
            if (standing.Version != VersionOf(s) || standing.State.Times.Next <= now || standing.State.Times.LastAttempt > now)
            {
                await PollAsync(s, standing, cancellationToken);
            }
        }));

    /// <summary>Polls a series now; null if this was requested a moment ago, or if its files are missing for now.</summary>
    public async Task<FollowReport?> PollNowAsync(Series series, CancellationToken cancellationToken)
    {
        var standing = Of(series);
        var now = clock.GetUtcNow();
        lock (standing)
        {
            if ((now - standing.Asked).Duration() < BetweenAsked || !File.Exists(FileOf(series)))
            {
                return null;
            }
            standing.Asked = now;
        }
        return await PollAsync(series, standing, cancellationToken);
    }

    private async Task<FollowReport> PollAsync(Series series, Standing standing, CancellationToken cancellationToken)
    {
        await standing.Turn.WaitAsync(cancellationToken);
        try
        {
            var version = VersionOf(series);
            var (id, follow) = (standing.State.Id, series.Follow!);
            var source = new Source { Id = id, Title = series.Title, Url = follow.Url, Interval = follow.Interval };
            var last = standing.State.Answer;
            var validators = last.Url == source.Url && standing.Version == version ? last.Validators : FeedValidators.None;
            var report = await follower.PollAsync(series, validators, cancellationToken);
            var now = clock.GetUtcNow();
            standing.Version = version;
            var state = standing.State with
            {
                Answer = last with { Url = source.Url },
                Times = standing.State.Times with { LastAttempt = now },
            };
            if (report.Result is FetchResult.Failed failed)
            {
                standing.State = SourceHealth.Failed(source, state, failed.Failure, failed.Detail, failed.RetryAfter, now).State;
                LogFailed(series.Slug, failed.Failure.Name(), failed.Detail);
                return report;
            }
            // If something could not be read, all of it must be sent again.
            var next = report.Failed.Count > 0 ? FeedValidators.None
                : report.Result is FetchResult.Fetched body ? body.Validators
                : last.Validators;
            state = state with { Answer = state.Answer with { Validators = next } };
            standing.State = SourceHealth.Succeeded(source, state, null, report.HasWritten, null, now).State;
            LogPolled(series.Slug, report.New.Count, report.Changed.Count, report.Proposed.Count, report.Failed.Count);
            foreach (var fault in report.Failed.Concat(report.Notes))
            {
                LogFault(series.Slug, fault.Url, fault.Reason);
            }
            return report;
        }
        finally
        {
            standing.Turn.Release();
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

    private sealed class Standing
    {
        public required SourceState State { get; set; }
        public string? Version { get; set; }
        public DateTimeOffset Asked { get; set; }
        public SemaphoreSlim Turn { get; } = new(1);
    }
}

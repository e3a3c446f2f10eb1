using FeedHub.Core.Ingestion;
using FeedHub.Core.Nodes;
using FeedHub.Server.Configuration;

namespace FeedHub.Server.Background;

/// <summary>
/// Purges entries older than <c>retention</c> in <c>site.yaml</c>, every hour, on the node that leads; does nothing if everything is kept.
/// A clock that jumps ahead, or is wrong at the start until the machine corrects it, deletes nothing too early: age is measured by the time
/// that has really passed.
/// </summary>
internal sealed partial class RetentionService(
    IIngestionStore store, INode node, CurrentCatalog catalog, IHostApplicationLifetime lifetime, TimeProvider clock,
    ILogger<RetentionService> log)
    : BackgroundLoop(lifetime, clock, log)
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);
    private static readonly TimeSpan First = TimeSpan.FromMinutes(10);
    private readonly TimeProvider clock = clock;
    private (DateTimeOffset At, long Timestamp)? began;

    protected override async Task RoundAsync(CancellationToken cancellationToken)
    {
        if (began is not { } start)
        {
            await Task.Delay(First, clock, cancellationToken);
            began = start = (clock.GetUtcNow(), clock.GetTimestamp());
        }
        var (now, passed) = (clock.GetUtcNow(), start.At + clock.GetElapsedTime(start.Timestamp));
        if (node.Leads && catalog.Value.Site.Retention is { } kept)
        {
            var purged = await store.PurgeAsync((now < passed ? now : passed) - kept, cancellationToken);
            if (purged is null)
                LogInUse(Interval.TotalMinutes);
            else if (purged > 0)
                LogPurged(purged.Value, kept.TotalDays);
        }

        await Task.Delay(Interval, clock, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Purged {Count} entries older than {Days} days")]
    private partial void LogPurged(int count, double days);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Nothing was purged, since somebody reads entries for long, a copy perhaps; trying again in {Minutes} minutes")]
    private partial void LogInUse(double minutes);
}

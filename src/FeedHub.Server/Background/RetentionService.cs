using FeedHub.Core.Ingestion;
using FeedHub.Server.Configuration;

namespace FeedHub.Server.Background;

/// <summary>Forgets entries older than <c>retention</c> in <c>site.yaml</c>, every hour; does nothing where all is kept.</summary>
public sealed partial class RetentionService(
    IIngestionStore store, CurrentCatalog catalog, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<RetentionService> log)
    : BackgroundLoop(lifetime, clock, log)
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);
    private readonly TimeProvider clock = clock;

    protected override async Task RoundAsync(CancellationToken cancellationToken)
    {
        if (catalog.Value.Site.Retention is { } kept && await store.ForgetAsync(clock.GetUtcNow() - kept, cancellationToken) is > 0 and var forgotten)
            LogForgotten(forgotten, kept.TotalDays);
        await Task.Delay(Interval, clock, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Forgot {Count} entries older than {Days} days")]
    private partial void LogForgotten(int count, double days);
}

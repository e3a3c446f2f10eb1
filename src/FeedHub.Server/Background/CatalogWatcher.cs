using FeedHub.Server.Configuration;

namespace FeedHub.Server.Background;

/// <summary>Loads the configuration again when its files have changed or a brief has come out.</summary>
internal sealed partial class CatalogWatcher(
    CatalogStamps stamps, CatalogLoader loader, TimeProvider time, ILogger<CatalogWatcher> logger) : BackgroundService
{
    /// <summary>A change is seen at one look and loaded at the next: public within 3 s, where 5 s are promised.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        string? logged = null;
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (stamps.Look() || loader.ReleaseIsDue)
                {
                    await loader.LoadAsync(stoppingToken);
                    logged = null;
                }
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                // Tried again each second; logged once.
                if (fault.Message != logged)
                    LogFault(fault);
                logged = fault.Message;
                stamps.Forget();
            }
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The configuration could not be loaded; the one in force stays, and FeedHub tries again")]
    private partial void LogFault(Exception fault);
}

using System.Threading.Channels;
using FeedHub.Server.Configuration;
using FeedHub.Server.Configuration.Mirroring;

namespace FeedHub.Server.Background;

/// <summary>Loads the configuration again when its files have changed, here or on another node, or a brief has come out.</summary>
internal sealed partial class CatalogWatcher : BackgroundService
{
    /// <summary>A change is seen at one look and loaded at the next: public within 3 s, where 5 s are promised.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly IDataFiles files;
    private readonly CatalogStamps stamps;
    private readonly CatalogLoader loader;
    private readonly TimeProvider time;
    private readonly ILogger<CatalogWatcher> logger;
    private readonly Channel<bool> woken =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public CatalogWatcher(
        IDataFiles files, CatalogStamps stamps, CatalogLoader loader, TimeProvider time, ILogger<CatalogWatcher> logger)
    {
        (this.files, this.stamps, this.loader, this.time, this.logger) = (files, stamps, loader, time, logger);
        files.Arrived += Expect;
    }

    /// <summary>Says that another node has changed something, so that it is looked for at once.</summary>
    public void Wake() => woken.Writer.TryWrite(true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        string? logged = null;
        using var timer = new PeriodicTimer(Interval, time);
        var (tick, wake) = (timer.WaitForNextTickAsync(stoppingToken).AsTask(), woken.Reader.ReadAsync(stoppingToken).AsTask());
        while (true)
        {
            var due = await Task.WhenAny(tick, wake);
            await due;
            if (due == tick)
                tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
            else
                wake = woken.Reader.ReadAsync(stoppingToken).AsTask();
            try
            {
                await files.PullAsync(stoppingToken);
                if (stamps.Look() || loader.ReleaseIsDue)
                {
                    await files.ReconcileAsync(stoppingToken);
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

    public override void Dispose()
    {
        files.Arrived -= Expect;
        base.Dispose();
    }

    /// <summary>What another node sent is complete, whoever fetched it.</summary>
    private void Expect(string path)
    {
        if (DataPath.IsOfCatalog(path))
            stamps.Expect();
    }

    [LoggerMessage(1, LogLevel.Error, "The configuration could not be loaded; the one in force stays, and FeedHub tries again")]
    private partial void LogFault(Exception fault);
}

namespace FeedHub.Server.Background;

/// <summary>A loop that begins once the server listens and survives its exceptions: they are logged, and it continues.</summary>
internal abstract partial class BackgroundLoop(IHostApplicationLifetime lifetime, TimeProvider clock, ILogger log) : BackgroundService
{
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(10);

    /// <summary>One round: waits for its time, then works. Called again when it returns.</summary>
    protected abstract Task RoundAsync(CancellationToken cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A server that cannot listen must not have claimed anything.
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var _ = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RoundAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogFault(fault, AfterFault.TotalSeconds);
                await Task.Delay(AfterFault, clock, stoppingToken);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A background loop failed; retrying in {Seconds} s")]
    private partial void LogFault(Exception fault, double seconds);
}

using FeedHub.Server.Configuration;

namespace FeedHub.Server.Background;

/// <summary>
/// When the process is told to stop: says so at <c>/health/ready</c>, and lets it go on answering for a while, so that whoever asks there
/// sends no more requests before it stops listening. Requests in flight are answered in any case.
/// </summary>
internal sealed class DrainService(FeedHubOptions options) : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource over = new();

    /// <summary>Whether the process has been told to stop.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Cancelled when what goes on until the client ends it must end: the process is about to stop listening.</summary>
    public CancellationToken IsOver => over.Token;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        HasBegun = true;
        await Task.Delay(options.Drain, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await over.CancelAsync();
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => over.Dispose();
}

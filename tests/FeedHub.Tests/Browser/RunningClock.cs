using Microsoft.Extensions.Time.Testing;

namespace FeedHub.Tests.Browser;

/// <summary>Lets the clock of a hub's background loops run, twice as fast as ours, while somebody looks at pages.</summary>
internal sealed class RunningClock : IAsyncDisposable
{
    private readonly CancellationTokenSource ended = new();
    private readonly Task ticking;

    public RunningClock(FakeTimeProvider clock) => ticking = TickAsync(clock);

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await ticking;
        ended.Dispose();
    }

    private async Task TickAsync(FakeTimeProvider clock)
    {
        while (!ended.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            clock.Advance(TimeSpan.FromMilliseconds(100));
        }
    }
}

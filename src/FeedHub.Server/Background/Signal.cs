using System.Threading.Channels;

namespace FeedHub.Server.Background;

/// <summary>Signals that there is something to do for a service; set many times, it wakes it once.</summary>
/// <typeparam name="TService">The service that waits for it.</typeparam>
internal sealed class Signal<TService>
{
    private readonly Channel<bool> raised =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Set() => raised.Writer.TryWrite(true);

    /// <summary>Waits until it is set, but no longer than <paramref name="longest"/>, and resets it.</summary>
    public Task WaitAsync(TimeSpan longest, TimeProvider clock, CancellationToken cancellationToken) =>
        IsSetWithinAsync(longest, clock, cancellationToken);

    /// <summary>The same; says whether it was set.</summary>
    public async Task<bool> IsSetWithinAsync(TimeSpan longest, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await raised.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time is up.
            return false;
        }
    }
}

using System.Data.Common;
using FeedHub.Core.Nodes;

namespace FeedHub.Server.Background.Nodes;

/// <summary>Keeps a node alive while a verb that serves nothing works.</summary>
internal sealed class NodeBeats : IAsyncDisposable
{
    private readonly CancellationTokenSource end = new();
    private readonly Task beating;

    private NodeBeats(INode node, string catalog) => beating = BeatAsync(node, catalog, end.Token);

    /// <summary>Beats once, and from then on until it is disposed.</summary>
    /// <param name="catalog">The hash of the catalog in force here.</param>
    public static async Task<NodeBeats> BeginAsync(INode node, string catalog, CancellationToken cancellationToken)
    {
        await node.BeatAsync(catalog, cancellationToken);
        return new NodeBeats(node, catalog);
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await beating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        end.Dispose();
    }

    private static async Task BeatAsync(INode node, string catalog, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(node.Interval, TimeProvider.System);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            try
            {
                await node.BeatAsync(catalog, cancellationToken);
            }
            catch (DbException)
            {
                // The work itself fails if the store stays away; until then the next beat may succeed.
            }
        }
    }
}

using FeedHub.Core.Nodes;
using FeedHub.Server.Configuration;
using FeedHub.Server.Publishing.Following;

namespace FeedHub.Server.Background;

/// <summary>Polls what the series follow: as it falls due, on the node that leads, or as it is requested, on any.</summary>
internal sealed class FollowingService(
    CurrentCatalog current, SeriesFollowing following, INode node, IHostApplicationLifetime lifetime, TimeProvider clock,
    ILogger<FollowingService> log)
    : BackgroundLoop(lifetime, clock, log)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly TimeProvider clock = clock;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        // A poll that writes must end before what it writes with is gone.
        await following.EndedAsync().WaitAsync(cancellationToken);
    }

    protected override async Task RoundAsync(CancellationToken cancellationToken)
    {
        var requested = following.NextRequest;
        following.BeginDue(current.Value.Series, onlyRequested: !node.Leads, cancellationToken);
        await Task.WhenAny(requested, Task.Delay(Interval, clock, cancellationToken));
    }
}

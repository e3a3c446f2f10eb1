using FeedHub.Server.Configuration;
using FeedHub.Server.Publishing.Following;

namespace FeedHub.Server.Background;

/// <summary>Polls what the series follow, as it falls due.</summary>
internal sealed class FollowingService(
    CurrentCatalog current, SeriesFollowing following, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<FollowingService> log)
    : BackgroundLoop(lifetime, clock, log)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly TimeProvider clock = clock;

    protected override async Task RoundAsync(CancellationToken cancellationToken)
    {
        await following.PollDueAsync(current.Value.Series, cancellationToken);
        await Task.Delay(Interval, clock, cancellationToken);
    }
}

using FeedHub.Server.Configuration;
using FeedHub.Server.Rendering;

namespace FeedHub.Server.Background;

/// <summary>
/// Renders the series' feeds and the unfiltered timeline whenever there is a new version of them, so that no reader waits for it.
/// </summary>
internal sealed class RenderingService(
    CurrentCatalog current, ReadyFeeds series, TimelineFeeds timeline, IHostApplicationLifetime lifetime, TimeProvider clock,
        ILogger<RenderingService> log)
    : BackgroundLoop(lifetime, clock, log)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly TimeProvider clock = clock;

    protected override async Task RoundAsync(CancellationToken cancellationToken)
    {
        await series.PrepareAsync(cancellationToken);
        await timeline.PrepareAsync(current.Value, cancellationToken);
        await Task.Delay(Interval, clock, cancellationToken);
    }
}

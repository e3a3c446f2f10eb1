using FeedHub.Core.Briefs;
using FeedHub.Core.Timelines;
using FeedHub.Formats;
using FeedHub.Server.Configuration;
using FeedHub.Server.Rendering;

namespace FeedHub.Server.Background;

/// <summary>Renders the series' feeds and the unfiltered timeline whenever another version of them has begun, so that no reader waits for it.</summary>
public sealed class RenderingService(
    CurrentCatalog current, SeriesFeeds series, TimelineFeeds timeline, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<RenderingService> log)
    : BackgroundLoop(lifetime, clock, log)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly TimeProvider clock = clock;
    private readonly Dictionary<string, string> rendered = [];

    protected override async Task RoundAsync(CancellationToken cancellationToken)
    {
        var (catalog, now) = (current.Value, clock.GetUtcNow());
        foreach (var one in catalog.Series)
        {
            var version = SeriesFeeds.Version(catalog, one, now);
            if (rendered.GetValueOrDefault(one.Slug) == version)
                continue;
            foreach (var family in FeedFamilies.All)
                await series.FeedAsync(catalog, BriefSelection.Of(one, now), family, now, cancellationToken);
            rendered[one.Slug] = version;
        }
        foreach (var family in FeedFamilies.All)
            await timeline.GetAsync(catalog, TimelineFilter.All, family, cancellationToken);
        await Task.Delay(Interval, clock, cancellationToken);
    }
}

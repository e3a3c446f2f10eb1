using FeedHub.Core.Sources;
using FeedHub.Core.Stories;
using FeedHub.Core.Timelines;
using FeedHub.Server;
using FeedHub.Server.Configuration;
using FeedHub.Server.Sample;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FeedHub.Tests.Server.Sample;

public sealed class SampleModeTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly string folder = Directory.CreateTempSubdirectory("feedhub-sample-").FullName;

    [Fact]
    public async Task The_sample_shows_stories_of_six_languages_and_a_restart_loses_and_doubles_nothing()
    {
        var first = await StoriesAsync();
        Assert.True(first.Count >= 50);
        Assert.Equal(
            ["az", "en", "hy", "ka", "ru", "tr"], first.SelectMany(s => s.Reports).Select(t => t.Entry.Language).Distinct().Order());
        Assert.True(first.Count(s => s.Reports.Select(t => t.Source.Id).Distinct().Count() > 1) >= 5);
        Assert.Equal(415, first.Sum(s => s.Reports.Count));
        Assert.DoesNotContain(first, s => s.Lead.Entry.Title.Contains('\uFFFD', StringComparison.Ordinal));

        var second = await StoriesAsync();
        Assert.Equal(Reports(first), Reports(second));
    }

    [Fact]
    public async Task Its_pages_say_that_it_is_sample_data_and_link_to_the_bound_address()
    {
        await using var sample = await RunAsync();
        using var client = new HttpClient { BaseAddress = new Uri(sample.App.Urls.First()) };
        Assert.Contains("Sample data", await client.GetStringAsync("/"), StringComparison.Ordinal);
        Assert.Contains(
            $"href=\"{sample.App.Urls.First()}/timeline/feed.atom\"", await client.GetStringAsync("/timeline/feed.atom"),
            StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static List<string> Reports(IEnumerable<Story> stories) =>
        [.. stories.OrderBy(s => s.Id.Value).Select(s => $"{s.Id}: {string.Join(' ', s.Reports.Select(t => t.Entry.Id.Value).Order())}")];

    /// <summary>All stories after every outlet has been polled and every entry grouped.</summary>
    private async Task<IReadOnlyList<Story>> StoriesAsync()
    {
        await using var sample = await RunAsync();
        var sources = sample.App.Services.GetRequiredService<ISourceStore>();
        var timeline = sample.App.Services.GetRequiredService<ITimelineStore>();
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            var polled = await sources.OverviewAsync(limit.Token);
            var page = await timeline.PageAsync(new TimelineFilter { Limit = TimelineFilter.MaxLimit }, TextExtent.Whole, limit.Token);
            if (polled.All(s => s.State.Times.LastSuccess is not null)
                && page.Stories.Sum(s => s.Reports.Count) == polled.Sum(s => s.Entries))
            {
                return page.Stories;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token);
        }
    }

    private async Task<Running> RunAsync()
    {
        var options = new FeedHubOptions
        {
            ConfigDirectory = RepositoryFiles.Path("feeds-config"),
            DataDirectory = folder,
            Urls = ["http://127.0.0.1:0"],
            Sample = true,
        };
        var outlets = await SampleMode.StartOutletsAsync(options, TimeProvider.System, default);
        var app = await FeedHubApplication.BuildAsync(
            SampleMode.Over(outlets, options), builder => builder.Logging.ClearProviders(), default);
        await app.StartAsync();
        return new Running(outlets, app);
    }

    private sealed record Running(SampleOutlets Outlets, WebApplication App) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await App.StopAsync();
            await App.DisposeAsync();
            await Outlets.DisposeAsync();
        }
    }
}

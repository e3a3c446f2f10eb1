using Microsoft.Extensions.Time.Testing;

namespace FeedHub.Tests.Fetching.Politeness;

public class PolitenessOnTheWireTests
{
    private static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task A_host_never_sees_more_than_two_requests_at_once()
    {
        await using var setting = await FetchSetting.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 24).Select(i =>
            setting.FetchWellAsync(setting.Origin.Url("/fault/slow-headers;ms=30/feed.rss", i % 2))));
        Assert.Equal(24, setting.Origin.Requests.Count);
        Assert.Equal(2, setting.Origin.Requests.Max(r => r.InFlight));
        Assert.All(
            setting.Origin.Requests.GroupBy(r => r.Address), host => Assert.True(host.Select(r => r.Connection).Distinct().Count() <= 2));
    }

    [Fact]
    public async Task A_host_sees_requests_spaced_and_its_neighbour_at_the_same_time()
    {
        var clock = new FakeTimeProvider();
        await using var setting = await FetchSetting.StartAsync(o => o with { HostSpacing = () => Spacing }, clock);
        var fetches = Task.WhenAll(Enumerable.Range(0, 10).Select(i => setting.FetchWellAsync(setting.Origin.Url("/feed.rss", i % 2))));
        // The clock stands still until each host has seen one more, and only one.
        for (var seen = 1; seen <= 5; seen++)
        {
            while (setting.Origin.Requests.Count < 2 * seen)
                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
            Assert.Equal([seen, seen], setting.Origin.Requests.GroupBy(r => r.Address).Select(host => host.Count()));
            clock.Advance(Spacing);
        }
        await fetches;
        Assert.Equal(10, setting.Origin.Requests.Count);
    }

    [Fact]
    public async Task Retries_and_redirects_wait_their_turn_too()
    {
        await using var setting = await FetchSetting.StartAsync(o => o with { HostSpacing = () => Spacing });
        var before = TimeProvider.System.GetTimestamp();
        await setting.FetchWellAsync("/fault/redirect/fault/flaky;times=2;code=502/feed.rss");
        // From before the first to after the last, so that a busy machine can only make it longer.
        Assert.InRange(TimeProvider.System.GetElapsedTime(before), 3 * Spacing, TimeSpan.MaxValue);
        Assert.Equal(4, setting.Origin.Requests.Count);
    }
}

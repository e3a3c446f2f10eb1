namespace FeedHub.Tests.Fetching.Politeness;

public class PolitenessOnTheWireTests
{
    [Fact]
    public async Task A_host_never_sees_more_than_two_requests_at_once()
    {
        await using var setting = await FetchSetting.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 24).Select(i =>
            setting.FetchWellAsync(setting.Origin.Url("/fault/slow-headers;ms=30/feed.rss", i % 2))));
        Assert.Equal(24, setting.Origin.Requests.Count);
        Assert.Equal(2, setting.Origin.Requests.Max(r => r.InFlight));
        Assert.All(setting.Origin.Requests.GroupBy(r => r.Address), host => Assert.True(host.Select(r => r.Connection).Distinct().Count() <= 2));
    }

    [Fact]
    public async Task A_host_sees_requests_spaced_and_its_neighbour_at_the_same_time()
    {
        var spacing = TimeSpan.FromMilliseconds(200);
        await using var setting = await FetchSetting.StartAsync(o => o with { HostSpacing = () => spacing });
        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => setting.FetchWellAsync(setting.Origin.Url("/feed.rss", i % 2))));
        foreach (var host in setting.Origin.Requests.GroupBy(r => r.Address))
        {
            // Spaced where they start; on the way to the origin's log each may be late by a little.
            var span = host.Max(r => r.At) - host.Min(r => r.At);
            Assert.InRange(span, 4 * spacing - TimeSpan.FromMilliseconds(150), TimeSpan.MaxValue);
        }
    }

    [Fact]
    public async Task Retries_and_redirects_wait_their_turn_too()
    {
        var spacing = TimeSpan.FromMilliseconds(200);
        await using var setting = await FetchSetting.StartAsync(o => o with { HostSpacing = () => spacing });
        await setting.FetchWellAsync("/fault/redirect/fault/flaky;times=2;code=502/feed.rss");
        var times = setting.Origin.Requests.Select(r => r.At).ToList();
        Assert.Equal(4, times.Count);
        Assert.InRange(times[^1] - times[0], 3 * spacing - TimeSpan.FromMilliseconds(150), TimeSpan.MaxValue);
    }
}

using FeedHub.Core.Sources;
using FeedHub.Origin;

namespace FeedHub.Tests.Fetching;

public class CorpusOnTheWireTests
{
    [Fact]
    public async Task A_thousand_feeds_on_a_hundred_hosts_arrive_whole_and_the_second_time_not_at_all()
    {
        var files = RepositoryFiles.SharedOrSkip("corpus", "feedparser", "files");
        await using var setting = await FetchSetting.StartAsync(
            o => o with { AllowedNetworks = () => [new(new([127, 0, 0, 0]), 8)], HostSpacing = () => TimeSpan.FromMilliseconds(20) },
            origin: o => o with { Root = files, Addresses = FeedOriginOptions.Loopback(100) });
        var paths = setting.Origin.Paths().ToList();

        var fetched = await Task.WhenAll(paths.Select((path, i) => setting.FetchWellAsync(setting.Origin.Url(path, i % 100))));
        for (var i = 0; i < paths.Count; i++)
            Assert.Equal(File.ReadAllBytes(Path.Combine(files, Uri.UnescapeDataString(paths[i][1..]))), fetched[i].Body);

        var again = await Task.WhenAll(
            paths.Select((path, i) => setting.FetchAsync(setting.Origin.Url(path, i % 100), fetched[i].Validators)));
        Assert.All(again, r => Assert.IsType<FetchResult.NotModified>(r));
        Assert.InRange(setting.Origin.Requests.Max(r => r.InFlight), 1, 2);
    }
}

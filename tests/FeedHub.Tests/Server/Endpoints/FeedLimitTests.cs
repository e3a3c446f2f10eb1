using System.Net;
using FeedHub.Core.Briefs;
using FeedHub.Core.Timelines;
using FeedHub.Formats.Writing;
using FeedHub.Server.Configuration;
using FeedHub.Server.Endpoints.Feeds;
using FeedHub.Tests.Server.Configuration;

namespace FeedHub.Tests.Server.Endpoints;

public sealed class FeedLimitTests : IAsyncLifetime
{
    private const string Path = "/series/weekly/feed.atom";
    private readonly TemporaryConfig config = new();
    private readonly string data = Directory.CreateTempSubdirectory("feedhub-").FullName;
    private RunningHub? hub;

    public async ValueTask InitializeAsync()
    {
        config.Delete("sources/alpha.yaml");
        config.Write("site.yaml", TemporaryConfig.Site + "trusted_proxies: [127.0.0.1/32]\n");
        hub = await RunningHub.StartAsync(new FeedHubOptions { ConfigDirectory = config.Folder, DataDirectory = data });
    }

    [Fact]
    public async Task Who_asks_again_and_again_without_a_condition_is_told_to_wait_and_no_one_else()
    {
        var (status, tag) = await AskAsync("5.197.1.2", Path);
        for (var i = 1; i < FeedLimits.Burst; i++) await AskAsync("5.197.1.2", Path);
        Assert.Equal(HttpStatusCode.OK, status);

        using var refused = await hub!.Client.GetAsync(Path, ("X-Forwarded-For", "5.197.1.2"));
        Assert.Contains(
            "If-None-Match", (await refused.ProblemAsync(HttpStatusCode.TooManyRequests)).GetProperty("detail").GetString(),
            StringComparison.Ordinal);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));

        using var conditional = await hub.Client.GetAsync(Path, ("X-Forwarded-For", "5.197.1.2"), ("If-None-Match", tag!));
        Assert.Equal(HttpStatusCode.NotModified, conditional.StatusCode);
        using var changed = await hub.Client.GetAsync(Path, ("X-Forwarded-For", "5.197.1.2"), ("If-None-Match", "\"older\""));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync("5.197.1.3", Path)).Status);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync("5.197.1.2", "/timeline/feed.rss")).Status);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync("5.197.1.2", "/series/weekly")).Status);
    }

    public static TheoryData<FeedFormat> Formats => [.. FeedFormats.All.Where(f => f.OfferedFor != FeedOffer.None)];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task The_limit_is_that_of_every_format(FeedFormat format)
    {
        var path = format.OfferedFor.HasFlag(FeedOffer.Series)
            ? BriefAddresses.Feed("weekly", format)
            : ServedTimeline.All.Feed(format);
        for (var i = 0; i < FeedLimits.Burst; i++) Assert.Equal(HttpStatusCode.OK, (await AskAsync("5.197.1.4", path)).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await AskAsync("5.197.1.4", path)).Status);
    }

    [Theory]
    [InlineData("2a01:5a8:1:2::1", "2a01:5a8:1:2:ffff::9", HttpStatusCode.TooManyRequests)]
    [InlineData("2a01:5a8:1:3::1", "2a01:5a8:1:4::1", HttpStatusCode.OK)]
    [InlineData("192.168.7.7", "192.168.7.7", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", "127.0.0.1", HttpStatusCode.OK)]
    public async Task An_IPv6_network_is_one_client_and_a_private_network_may_be_many(string often, string then, HttpStatusCode status)
    {
        for (var i = 0; i < FeedLimits.Burst; i++) await AskAsync(often, Path);
        Assert.Equal(status, (await AskAsync(then, Path)).Status);
    }

    public async ValueTask DisposeAsync()
    {
        await hub!.DisposeAsync();
        config.Dispose();
        Directory.Delete(data, recursive: true);
    }

    private async Task<(HttpStatusCode Status, string? Tag)> AskAsync(string client, string path)
    {
        using var answer = await hub!.Client.GetAsync(path, ("X-Forwarded-For", client));
        return (answer.StatusCode, answer.Header("ETag"));
    }
}

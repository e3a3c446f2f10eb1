using System.Net;
using System.Net.Sockets;
using FeedHub.Core.Sources;
using Microsoft.Extensions.Time.Testing;

namespace FeedHub.Tests.Fetching;

public class ResilienceTests
{
    [Fact]
    public async Task A_host_that_keeps_failing_is_left_alone_for_a_while()
    {
        var time = new FakeTimeProvider();
        await using var setting = await FetchSetting.StartAsync(o => o with { CircuitFailures = 3 }, time);
        const string Path = "/fault/status;code=500/feed.rss";
        for (var i = 0; i < 3; i++)
            Assert.Equal(FetchFailure.HttpServerError, (await setting.FetchBadlyAsync(Path)).Failure);

        var open = await setting.FetchBadlyAsync("/feed.rss");
        Assert.Equal(FetchFailure.CircuitOpen, open.Failure);
        Assert.Equal("127.0.1.1 failed 3 times or more in a row; requests to it are paused", open.Detail);
        Assert.Equal(TimeSpan.FromMinutes(1), open.RetryAfter);
        Assert.Equal(3, setting.Origin.Requests.Count);
        await setting.FetchWellAsync(setting.Origin.Url("/feed.rss", 1));

        time.Advance(TimeSpan.FromSeconds(61));
        await setting.FetchWellAsync("/feed.rss");
        await setting.FetchWellAsync("/feed.rss");
    }

    [Theory]
    [InlineData("status;code=404")]
    [InlineData("retry-after;code=429")]
    [InlineData("redirect-guarded")]
    [InlineData("large;kib=2000")]
    public async Task What_is_no_trouble_of_the_host_opens_no_circuit(string fault)
    {
        var time = new FakeTimeProvider();
        await using var setting = await FetchSetting.StartAsync(o => o with { CircuitFailures = 2, MaxBytes = 1024 * 1024 }, time);
        for (var i = 0; i < 5; i++)
            await setting.FetchBadlyAsync($"/fault/{fault}/feed.rss");
        // Only what it asked for itself.
        time.Advance(TimeSpan.FromSeconds(121));
        await setting.FetchWellAsync("/feed.rss");
    }

    [Fact]
    public async Task A_clock_that_is_set_back_lets_a_host_rest_no_longer()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var clock = new JumpingClock(time) { Ahead = TimeSpan.FromDays(1) };
        await using var setting = await FetchSetting.StartAsync(time: clock);
        await setting.FetchBadlyAsync("/fault/retry-after;code=429;in=1800/feed.rss");
        clock.Ahead = TimeSpan.Zero;
        time.Advance(TimeSpan.FromMinutes(10));
        Assert.InRange((await setting.FetchBadlyAsync("/feed.rss")).RetryAfter!.Value,
            TimeSpan.FromMinutes(19.9), TimeSpan.FromMinutes(20.1));
        time.Advance(TimeSpan.FromMinutes(21));
        await setting.FetchWellAsync("/feed.rss");
    }

    [Theory]
    [InlineData("retry-after;code=429;in=1800", FetchFailure.RateLimited)]
    [InlineData("retry-after;code=503;in=1800;form=date", FetchFailure.HttpServerError)]
    public async Task A_host_that_asks_to_be_left_alone_is_not_asked_by_who_was_in_line_already(string fault, FetchFailure failure)
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var setting = await FetchSetting.StartAsync(time: time, origin: o => o with { Clock = time });
        await setting.FetchBadlyAsync($"/fault/{fault}/feed.rss");
        time.Advance(TimeSpan.FromMinutes(10));
        var neighbour = await setting.FetchBadlyAsync("/feed.rss");
        Assert.Equal(failure, neighbour.Failure);
        Assert.InRange(neighbour.RetryAfter!.Value, TimeSpan.FromMinutes(19.9), TimeSpan.FromMinutes(20.1));
        Assert.Single(setting.Origin.Requests);
        await setting.FetchWellAsync(setting.Origin.Url("/feed.rss", 1));
        time.Advance(TimeSpan.FromMinutes(21));
        await setting.FetchWellAsync("/feed.rss");
    }

    [Fact]
    public async Task Waiting_in_line_does_not_count_towards_the_deadline()
    {
        var time = new FakeTimeProvider();
        await using var setting = await FetchSetting.StartAsync(o => o with { HostSpacing = () => TimeSpan.FromHours(1) }, time);
        await setting.FetchWellAsync("/feed.rss");
        var second = setting.FetchAsync("/feed.rss");
        time.Advance(TimeSpan.FromMinutes(59));
        Assert.False(second.IsCompleted);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.IsType<FetchResult.Fetched>(await second);
    }

    [Fact]
    public async Task A_host_that_does_not_take_the_call_is_a_connect_timeout()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("Only Linux leaves callers unanswered when a listener's queue is full.");
        using var full = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Parse("127.0.1.1"), 0));
        full.Listen(0);
        using var waiting = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await waiting.ConnectAsync(full.LocalEndPoint!);

        await using var setting = await FetchSetting.StartAsync(o => o with { ConnectTimeout = TimeSpan.FromMilliseconds(200) });
        var failed = await setting.FetchBadlyAsync($"http://{full.LocalEndPoint}/feed.rss");
        Assert.Equal((FetchFailure.ConnectTimeout, "127.0.1.1: no connection within 200 ms"), (failed.Failure, failed.Detail));
    }

    [Fact]
    public async Task A_name_that_is_not_resolved_in_time_is_a_DNS_error()
    {
        await using var setting = await FetchSetting.StartAsync(o => o with
        {
            ConnectTimeout = TimeSpan.FromMilliseconds(50),
            Resolve = async (_, _) =>
            {
                await new TaskCompletionSource().Task;
                return [];
            },
        });
        var failed = await setting.FetchBadlyAsync("http://slow.example/feed.rss");
        Assert.Equal((FetchFailure.DnsError, "DNS: no answer within 50 ms"), (failed.Failure, failed.Detail));
    }
}

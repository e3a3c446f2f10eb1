using System.Net;
using System.Net.Sockets;
using FeedHub.Core.Push;
using FeedHub.Core.Sources;

namespace FeedHub.Tests.Fetching.Sending;

/// <summary>What one receiver may do to others, and to us.</summary>
public class ReceiverTests
{
    [Theory]
    [InlineData("http://10.0.0.1/hook", "private")]
    [InlineData("http://127.0.0.1/hook", "loopback")]
    [InlineData("http://[::1]/hook", "loopback")]
    [InlineData("http://169.254.169.254/latest/meta-data/", "a cloud metadata address")]
    [InlineData("http://[::ffff:192.168.1.1]/hook", "private")]
    public async Task A_receiver_in_a_private_network_is_refused_with_the_reason(string url, string reason)
    {
        await using var setting = await SendSetting.StartAsync();
        var failed = await setting.PostBadlyAsync(url, FetchFailure.GuardedAddress);
        Assert.Contains($"is {reason}; allow it with --allow-network", failed.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_network_that_the_operator_allows_is_reached_and_no_other()
    {
        await using var setting = await SendSetting.StartAsync();
        Assert.Equal(204, (await setting.PostWellAsync(setting.Origin.Url("/inbox", host: 1))).Status);
        await setting.PostBadlyAsync(setting.Origin.Url("/inbox", host: FetchSetting.Guarded), FetchFailure.GuardedAddress);
        Assert.Single(setting.Origin.Requests);
    }

    [Fact]
    public async Task No_receiver_is_trusted_because_it_is_at_the_address_of_a_source_of_ours()
    {
        await using var setting = await SendSetting.StartAsync(o => o with { IsExempt = _ => true });
        await setting.PostBadlyAsync(setting.Origin.Url("/inbox", host: FetchSetting.Guarded), FetchFailure.GuardedAddress);
    }

    [Theory]
    [InlineData("127.0.2.1")]
    [InlineData("10.0.0.1")]
    public async Task A_name_that_has_moved_into_a_private_network_is_refused(string moved)
    {
        await using var setting = await SendSetting.StartAsync(o => FetchSetting.Resolving(o, ["127.0.1.1"], [moved]));
        var url = $"http://hook.example:{setting.Origin.Port}";
        // This answer ends its connection, so that the next request needs another one.
        Assert.Equal(200, (await setting.PostWellAsync($"{url}/fault/until-close/")).Status);
        await setting.PostBadlyAsync($"{url}/inbox", FetchFailure.GuardedAddress);
        Assert.Single(setting.Origin.Requests);
    }

    [Theory]
    [InlineData("ftp://hook.example/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/inbox-without-a-host")]
    [InlineData("hook.example")]
    public async Task Only_http_and_https_are_sent(string url)
    {
        await using var setting = await SendSetting.StartAsync();
        var answer = await setting.PostAsync("/inbox", r => r with { Url = url });
        Assert.Equal(FetchFailure.BadUrl, Assert.IsType<OutsideAnswer.Failed>(answer).Failure);
    }

    [Fact]
    public async Task A_receiver_that_hangs_holds_up_no_other_and_gets_few_requests_at_once()
    {
        await using var setting = await SendSetting.StartAsync(o => o with { MaxInFlight = 8, ReceiverConnections = 4 });
        using var cancelled = new CancellationTokenSource();
        var hanging = Enumerable.Range(0, 20).Select(_ => setting.Requests.SendAsync(
            new OutsideRequest { Url = setting.Origin.Url("/fault/slow-headers/"), Timeout = TimeSpan.FromMinutes(1) },
            cancelled.Token)).ToList();
        while (setting.Origin.InFlight < 4)
            await Task.Delay(10, TestContext.Current.CancellationToken);
        Assert.Equal(204, (await setting.PostWellAsync(setting.Origin.Url("/inbox", host: 1))).Status);
        Assert.Equal(4, setting.Origin.Requests.Count(r => r.Path.Contains("slow-headers", StringComparison.Ordinal)));
        await cancelled.CancelAsync();
        foreach (var one in hanging)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
    }

    [Fact]
    public async Task A_receiver_that_cannot_be_reached_is_left_alone_for_a_while()
    {
        await using var setting = await SendSetting.StartAsync();
        var closed = $"http://127.0.1.4:{ClosedPort()}/hook";
        for (var i = 0; i < FetchSetting.Quick.CircuitFailures; i++)
            await setting.PostBadlyAsync(closed, FetchFailure.ConnectError);
        var failed = await setting.PostBadlyAsync(closed, FetchFailure.CircuitOpen);
        Assert.InRange(failed.RetryAfter!.Value, TimeSpan.FromSeconds(1), FetchSetting.Quick.CircuitBreak);
    }

    [Fact]
    public async Task A_receiver_that_answers_with_errors_holds_up_no_other_at_its_host()
    {
        await using var setting = await SendSetting.StartAsync();
        for (var i = 0; i < 2 * FetchSetting.Quick.CircuitFailures; i++)
            Assert.Equal(500, (await setting.PostWellAsync("/fault/status;code=500/")).Status);
        Assert.Equal(204, (await setting.PostWellAsync("/inbox")).Status);
    }

    private static int ClosedPort()
    {
        using var probe = new TcpListener(IPAddress.Parse("127.0.1.4"), 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}

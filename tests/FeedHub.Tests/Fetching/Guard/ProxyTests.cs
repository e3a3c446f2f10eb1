using System.Net;
using System.Net.Sockets;
using System.Text;
using FeedHub.Core.Sources;
using FeedHub.Fetching;

namespace FeedHub.Tests.Fetching.Guard;

/// <summary>Sources that are asked through a proxy: it is trusted, and their hosts are not.</summary>
public class ProxyTests
{
    /// <summary>Out of what the guard lets through: a proxy may stand anywhere.</summary>
    private const string ProxyAddress = "127.0.3.1";
    private const string Public = "93.184.215.14";
    private const string NameAndPassword = "anna:p4:ss";
    private const string Basic = "Proxy-Authorization: Basic YW5uYTpwNDpzcw==\r\n";
    private const string Feed = "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nContent-Length: 6\r\n\r\n<rss/>";
    private const string WhoAreYou =
        "HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=\"p\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    [Fact]
    public async Task A_redirect_through_a_proxy_is_judged_at_every_hop()
    {
        await using var proxy = RawServer.Start(
            (head, stream, token) =>
                SayAsync(
                    stream, head.Contains("http://one.example/", StringComparison.Ordinal) ? Redirect("http://two.example/") : Feed, token),
                    ProxyAddress);
        await using var setting = await StartAsync(o => FetchSetting.Resolving(o, [Public], ["10.0.0.1"]));
        var failed = await setting.FetchBadlyAsync("http://one.example/", change: s => s with { Proxy = proxy.Url });
        Assert.Equal(
            (
                FetchFailure.GuardedAddress,
                "redirected to two.example: address 10.0.0.1 is private; allow it with --allow-network 10.0.0.0/8"),
                (failed.Failure, failed.Detail));
        Assert.StartsWith("GET http://one.example/ HTTP/1.1\r\n", Assert.Single(proxy.Heads), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_turns_private_is_asked_of_the_proxy_no_more()
    {
        await using var proxy = RawServer.Saying(Feed, ProxyAddress);
        await using var setting = await StartAsync(o => FetchSetting.Resolving(o, [Public], ["169.254.169.254"], [Public]));
        await setting.FetchWellAsync("http://rebinding.example/", change: s => s with { Proxy = proxy.Url });
        Assert.Equal(
            FetchFailure.GuardedAddress,
            (await setting.FetchBadlyAsync("http://rebinding.example/", change: s => s with { Proxy = proxy.Url })).Failure);
        await setting.FetchWellAsync("http://rebinding.example/", change: s => s with { Proxy = proxy.Url });
        Assert.Equal(2, proxy.Heads.Count);
    }

    [Theory]
    [InlineData("http://mixed.example/")]
    [InlineData("https://mixed.example/")]
    public async Task One_guarded_address_among_several_is_enough_since_the_proxy_takes_which_it_likes(string url)
    {
        await using var proxy = RawServer.Saying(Feed, ProxyAddress);
        await using var setting = await StartAsync(o => FetchSetting.Resolving(o, [Public, "10.0.0.1"]));
        Assert.Equal(FetchFailure.GuardedAddress, (await setting.FetchBadlyAsync(url, change: s => s with { Proxy = proxy.Url })).Failure);
        Assert.Empty(proxy.Heads);
    }

    [Fact]
    public async Task A_proxy_that_is_down_is_a_proxy_error_and_the_host_s_other_sources_go_on()
    {
        await using var setting = await StartAsync(o => o with { CircuitFailures = 2 });
        for (var i = 0; i < 4; i++)
        {
            var failed = await setting.FetchBadlyAsync("/feed.rss", change: s => s with { Proxy = $"http://{ProxyAddress}:9" });
            Assert.Equal((FetchFailure.ProxyError, $"the proxy: {ProxyAddress}: connection refused"), (failed.Failure, failed.Detail));
        }

        await setting.FetchWellAsync("/feed.rss");
    }

    [Fact]
    public async Task The_name_of_a_proxy_that_nobody_knows_is_a_proxy_error()
    {
        await using var setting = await StartAsync(o => o with
        {
            Resolve = (host, _) => host == "proxy.example"
                ? throw new SocketException((int)SocketError.HostNotFound)
                : Task.FromResult<IReadOnlyList<IPAddress>>([IPAddress.Parse(Public)]),
        });
        var failed = await setting.FetchBadlyAsync("http://one.example/", change: s => s with { Proxy = "http://proxy.example:3128" });
        Assert.Equal((FetchFailure.ProxyError, "the proxy: DNS: no such host"), (failed.Failure, failed.Detail));
    }

    [Theory]
    [InlineData("http://one.example/", "HTTP 407: the proxy requires a user name and password, or rejects those sent")]
    [InlineData("https://one.example/", "the proxy did not open a tunnel: HTTP 407")]
    public async Task A_proxy_that_wants_a_name_and_password_is_named_as_such(string url, string detail)
    {
        await using var proxy = RawServer.Saying(WhoAreYou, ProxyAddress);
        await using var setting = await StartAsync(o => FetchSetting.Resolving(o, [Public]));
        var failed = await setting.FetchBadlyAsync(url, change: s => s with { Proxy = proxy.Url });
        Assert.Equal((FetchFailure.ProxyError, detail), (failed.Failure, failed.Detail));
        failed = await setting.FetchBadlyAsync(url, change: s => s with { Proxy = proxy.Url, ProxyVariable = "KEY" });
        Assert.Equal((FetchFailure.ProxyError, detail), (failed.Failure, failed.Detail));
        Assert.DoesNotContain("p4", failed.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_that_asks_is_shown_the_name_and_password_of_the_environment_and_the_outlet_is_not()
    {
        await using var proxy = RawServer.Start(
            (head, stream, token) => SayAsync(stream, head.Contains(Basic, StringComparison.Ordinal) ? Feed : WhoAreYou, token),
            ProxyAddress);
        await using var setting = await StartAsync(o => FetchSetting.Resolving(o, [Public]));
        await setting.FetchWellAsync("http://one.example/", change: s => s with { Proxy = proxy.Url, ProxyVariable = "KEY" });
        Assert.Equal([false, true], proxy.Heads.Select(h => h.Contains(Basic, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Through_a_tunnel_the_outlet_s_own_certificate_is_judged()
    {
        await using var setting = await StartAsync(o => FetchSetting.Resolving(o, [Public]));
        await using var proxy = RawServer.Start(
            async (head, stream, token) =>
            {
                await SayAsync(stream, head.Contains(Basic, StringComparison.Ordinal) ? "HTTP/1.1 200 Tunnel\r\n\r\n" : WhoAreYou, token);
                if (head.Contains(Basic, StringComparison.Ordinal))
                    await SayAsync(stream, "this is no handshake", token);
            },
            ProxyAddress);
        var failed = await setting.FetchBadlyAsync(
            "https://one.example/", change: s => s with { Proxy = proxy.Url, ProxyVariable = "KEY" });
        Assert.Equal(FetchFailure.TlsError, failed.Failure);
        Assert.All(proxy.Heads, h => Assert.StartsWith("CONNECT one.example:443 HTTP/1.1\r\n", h, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_the_variable_that_is_to_hold_them_the_proxy_is_not_asked()
    {
        await using var proxy = RawServer.Saying(Feed, ProxyAddress);
        await using var setting = await StartAsync(o => FetchSetting.Resolving(o, [Public]));
        var failed = await setting.FetchBadlyAsync(
            "http://one.example/", change: s => s with { Proxy = proxy.Url, ProxyVariable = "OTHER" });
        Assert.Equal(
            (FetchFailure.NoCredential, "the environment variable OTHER, which holds its credential, is not set"),
            (failed.Failure, failed.Detail));
        Assert.Empty(proxy.Heads);
    }

    [Fact]
    public async Task A_proxy_that_never_answers_is_too_slow()
    {
        await using var proxy = RawServer.Start((_, _, token) => Task.Delay(Timeout.Infinite, token), ProxyAddress);
        await using var setting = await StartAsync(
            o => FetchSetting.Resolving(o, [Public]) with { AttemptTimeout = TimeSpan.FromMilliseconds(300), Retries = 0 });
        foreach (var url in new[] { "http://one.example/", "https://one.example/" })
            Assert.Equal(FetchFailure.TooSlow, (await setting.FetchBadlyAsync(url, change: s => s with { Proxy = proxy.Url })).Failure);
        Assert.Equal((0, 0), setting.Fetcher.Requests);
    }

    private static string Redirect(string to) => $"HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n";

    private static async Task SayAsync(NetworkStream stream, string text, CancellationToken token) =>
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text), token);

    private static Task<FetchSetting> StartAsync(Func<FetchingOptions, FetchingOptions> change) =>
        FetchSetting.StartAsync(o => change(o with { Secret = name => name == "KEY" ? NameAndPassword : null }));
}

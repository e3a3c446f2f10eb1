using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FeedHub.Core.Sources;

namespace FeedHub.Tests.Fetching.Guard;

public class GuardedConnectorTests
{
    [Theory]
    [InlineData("http://127.0.2.1:{0}/feed.rss")]
    [InlineData("http://2130706945:{0}/feed.rss")]
    [InlineData("http://0x7f000201:{0}/feed.rss")]
    [InlineData("http://0177.0.2.1:{0}/feed.rss")]
    [InlineData("http://127.0.513:{0}/feed.rss")]
    [InlineData("http://127.513:{0}/feed.rss")]
    [InlineData("http://127.0.2.1.:{0}/feed.rss")]
    [InlineData("http://[::ffff:127.0.2.1]:{0}/feed.rss")]
    [InlineData("http://[::ffff:7f00:201]:{0}/feed.rss")]
    [InlineData("http://public@127.0.2.1:{0}/feed.rss")]
    [InlineData("http://name.example:{0}/feed.rss")]
    public async Task However_it_is_spelt_a_guarded_address_is_not_asked(string url)
    {
        await using var setting = await FetchSetting.StartAsync(o => FetchSetting.Resolving(o, ["127.0.2.1"]));
        var address = string.Format(System.Globalization.CultureInfo.InvariantCulture, url, setting.Origin.Port);
        var failed = await setting.FetchBadlyAsync(address);
        Assert.Equal(FetchFailure.GuardedAddress, failed.Failure);
        Assert.Equal("address 127.0.2.1 is loopback; allow it with --allow-network 127.0.0.0/8", failed.Detail);
        Assert.Empty(setting.Origin.Requests);
    }

    [Fact]
    public async Task A_guarded_address_behind_a_redirect_is_not_asked()
    {
        await using var setting = await FetchSetting.StartAsync();
        var target = Uri.EscapeDataString(setting.Origin.Url("/feed.rss", FetchSetting.Guarded));
        var failed = await setting.FetchBadlyAsync($"/fault/redirect-chain;n=2/fault/redirect-guarded;to={target}/");
        Assert.Equal(FetchFailure.GuardedAddress, failed.Failure);
        Assert.Equal(["127.0.1.1"], setting.Origin.Requests.Select(r => r.Address.ToString()).Distinct());
    }

    [Fact]
    public async Task A_name_that_first_answers_public_and_then_private_is_caught_when_it_turns()
    {
        await using var setting = await FetchSetting.StartAsync(
            o => FetchSetting.Resolving(o, ["127.0.1.1"], ["127.0.2.1"], ["127.0.1.2"]));
        var url = $"http://rebinding.example:{setting.Origin.Port}/fault/headers;Connection=close/feed.rss";
        await setting.FetchWellAsync(url);
        Assert.Equal(FetchFailure.GuardedAddress, (await setting.FetchBadlyAsync(url)).Failure);
        await setting.FetchWellAsync(url);
        Assert.Equal(["127.0.1.1", "127.0.1.2"], setting.Origin.Requests.Select(r => r.Address.ToString()));
    }

    [Fact]
    public async Task Of_several_answers_only_the_permitted_are_dialled()
    {
        await using var setting = await FetchSetting.StartAsync(
            o => FetchSetting.Resolving(o, ["127.0.2.1", "10.0.0.1", "::1", "127.0.1.2"]));
        await setting.FetchWellAsync($"http://mixed.example:{setting.Origin.Port}/feed.rss");
        Assert.Equal("127.0.1.2", Assert.Single(setting.Origin.Requests).Address.ToString());
    }

    [Fact]
    public async Task A_dead_candidate_gives_way_to_the_next()
    {
        await using var setting = await FetchSetting.StartAsync(o => FetchSetting.Resolving(o, ["127.0.1.7", "127.0.1.2"]));
        await setting.FetchWellAsync($"http://two.example:{setting.Origin.Port}/feed.rss");
        Assert.Equal("127.0.1.2", Assert.Single(setting.Origin.Requests).Address.ToString());
    }

    [Fact]
    public async Task The_allow_list_is_the_live_one()
    {
        IReadOnlyList<IPNetwork> allowed = [];
        await using var setting = await FetchSetting.StartAsync(o => o with { AllowedNetworks = () => allowed });
        Assert.Equal(FetchFailure.GuardedAddress, (await setting.FetchBadlyAsync("/feed.rss")).Failure);
        allowed = [IPNetwork.Parse("127.0.1.1/32")];
        await setting.FetchWellAsync("/feed.rss");
    }

    [Fact]
    public async Task Exempt_addresses_are_not_guarded_but_what_they_redirect_to_is()
    {
        await using var setting = await FetchSetting.StartAsync(
            o => o with { AllowedNetworks = () => [], IsExempt = a => a.AbsolutePath != "/feed.json" });
        await setting.FetchWellAsync("/feed.rss");
        Assert.Equal(FetchFailure.GuardedAddress, (await setting.FetchBadlyAsync("/fault/redirect/feed.json")).Failure);
    }

    [Fact]
    public async Task A_proxy_is_trusted_and_its_target_judged_first()
    {
        await using var setting = await FetchSetting.StartAsync(o => FetchSetting.Resolving(o, ["93.184.215.14"], ["10.1.2.3"]));
        var proxy = setting.Origin.Url("", FetchSetting.Guarded);
        await setting.FetchWellAsync("http://public.example/feed.rss", change: s => s with { Proxy = proxy });
        var request = Assert.Single(setting.Origin.Requests);
        Assert.Equal(("127.0.2.1", "public.example"), (request.Address.ToString(), request.Host));

        var failed = await setting.FetchBadlyAsync("http://turned.example/feed.rss", change: s => s with { Proxy = proxy });
        Assert.Equal(FetchFailure.GuardedAddress, failed.Failure);
        Assert.Single(setting.Origin.Requests);
    }

    [Fact]
    public async Task A_proxy_that_opens_no_tunnel_is_named_as_such()
    {
        await using var setting = await FetchSetting.StartAsync(o => FetchSetting.Resolving(o, ["93.184.215.14"]));
        var failed = await setting.FetchBadlyAsync(
            "https://public.example/feed.rss", change: s => s with { Proxy = setting.Origin.Url("") });
        Assert.Equal((FetchFailure.ProxyError, "the proxy did not open a tunnel: HTTP 404"), (failed.Failure, failed.Detail));
        Assert.Equal("public.example:443", Assert.Single(setting.Origin.Requests).Path);
    }

    [Fact]
    public async Task A_proxy_without_an_address_is_named_as_such()
    {
        await using var setting = await FetchSetting.StartAsync();
        var failed = await setting.FetchBadlyAsync("/feed.rss", change: s => s with { Proxy = "proxy:3128" });
        Assert.Equal((FetchFailure.BadUrl, "the proxy's address is not http, https or socks5"), (failed.Failure, failed.Detail));
    }

    [Theory]
    [InlineData(SocketError.HostNotFound, "DNS: no such host", 1)]
    [InlineData(SocketError.NoData, "DNS: no such host", 1)]
    [InlineData(SocketError.TryAgain, "DNS: temporary failure", 3)]
    public async Task A_name_without_an_address_is_a_DNS_error(SocketError error, string detail, int lookups)
    {
        var asked = 0;
        await using var setting = await FetchSetting.StartAsync(o => o with
        {
            Resolve = (_, _) =>
            {
                asked++;
                throw new SocketException((int)error);
            },
        });
        var failed = await setting.FetchBadlyAsync("http://nowhere.example/feed.rss");
        Assert.Equal((FetchFailure.DnsError, detail, lookups), (failed.Failure, failed.Detail, asked));
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_refused()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.1.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        await using var setting = await FetchSetting.StartAsync(origin: o => o with { Certificate = certificate });
        var failed = await setting.FetchBadlyAsync("/feed.rss");
        Assert.Equal(FetchFailure.TlsError, failed.Failure);
        Assert.StartsWith("TLS: The remote certificate is invalid", failed.Detail, StringComparison.Ordinal);
        Assert.Empty(setting.Origin.Requests);
    }

    [Fact]
    public async Task Plain_HTTP_where_TLS_was_expected_is_a_TLS_error()
    {
        await using var setting = await FetchSetting.StartAsync();
        Assert.Equal(FetchFailure.TlsError, (await setting.FetchBadlyAsync($"https://127.0.1.1:{setting.Origin.Port}/feed.rss")).Failure);
    }
}

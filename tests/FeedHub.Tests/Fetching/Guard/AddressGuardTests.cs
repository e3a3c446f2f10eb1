using System.Net;
using FeedHub.Fetching.Guard;

namespace FeedHub.Tests.Fetching.Guard;

public class AddressGuardTests
{
    private static readonly Dictionary<string, string> Guarded = new()
    {
        ["private"] =
            "10.0.0.0 10.0.0.1 10.255.255.255 172.16.0.0 172.16.0.1 172.31.255.255 192.168.0.0 192.168.1.1 192.168.255.255 " +
            "::ffff:10.0.0.1 ::ffff:a00:1 ::ffff:192.168.1.1 0:0:0:0:0:ffff:172.16.0.1",
        ["loopback"] = "127.0.0.0 127.0.0.1 127.0.1.1 127.255.255.255 ::1 ::ffff:127.0.0.1 ::ffff:7f00:1",
        ["link-local"] = "169.254.0.0 169.254.1.1 169.254.255.255 fe80:: fe80::1 fe80::1%3 fe80::a00:27ff:fe4e:66a1 febf:ffff::1",
        ["a cloud metadata address"] =
            "169.254.169.254 169.254.170.2 100.100.100.200 192.0.0.192 168.63.129.16 fd00:ec2::254 fd20:ce::254 " +
            "::ffff:169.254.169.254 ::ffff:a9fe:a9fe",
        ["a carrier's shared address"] = "100.64.0.0 100.64.0.1 100.100.1.1 100.127.255.255",
        ["multicast"] =
            "224.0.0.0 224.0.0.1 239.255.255.250 239.255.255.255 ff00:: ff02::1 ff02::fb ff05::2 ff0e::1 " +
            "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff ::ffff:224.0.0.1",
        ["for documentation"] =
            "192.0.2.0 192.0.2.1 192.0.2.255 198.51.100.1 203.0.113.255 2001:db8:: 2001:db8::1 2001:db8:ffff::1 3fff:: " +
            "3fff:fff::1",
        ["for benchmarking"] = "198.18.0.0 198.18.0.1 198.19.255.255 2001:2:: 2001:2:0:1::1",
        ["reserved for protocols"] =
            "192.0.0.0 192.0.0.1 192.0.0.170 192.0.0.255 2001:1::1 2001:3::1 2001:10::1 2001:20::1 2001:1ff::1",
        ["a 6to4 relay"] = "192.88.99.0 192.88.99.1 192.88.99.255",
        ["reserved"] =
            "240.0.0.0 240.0.0.1 250.1.2.3 255.255.255.254 1:: 5f00::1 4000::1 7fff::1 8000::1 abcd::1 200::1 0:1::1 64:ff9b:2::1 " +
            "1234:5678::9 ::1:0:0:0:1",
        ["broadcast"] = "255.255.255.255 ::ffff:255.255.255.255",
        ["this network"] = "0.0.0.0 0.0.0.1 0.1.2.3 0.255.255.255 ::ffff:0.0.0.0",
        ["unspecified"] = "::",
        ["IPv4-compatible"] = "::2 ::8.8.8.8 ::127.0.0.1 ::10.0.0.1 ::ffff",
        ["IPv4-translated"] = "::ffff:0:8.8.8.8 ::ffff:0:127.0.0.1",
        ["NAT64"] = "64:ff9b:: 64:ff9b::8.8.8.8 64:ff9b::10.0.0.1 64:ff9b::127.0.0.1 64:ff9b::a9fe:a9fe",
        ["local NAT64"] = "64:ff9b:1:: 64:ff9b:1::8.8.8.8 64:ff9b:1::10.0.0.1 64:ff9b:1:ffff::1",
        ["Teredo"] = "2001:: 2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:0:ffff::1",
        ["6to4"] = "2002:: 2002:808:808:: 2002:a00:1:: 2002:7f00:1::1 2002:a9fe:a9fe::1",
        ["site-local"] = "fec0:: fec0::1 feff::1",
        ["unique local"] = "fc00:: fc00::1 fd00::1 fd12:3456:789a::1 fdff:ffff::1",
        ["for discarding"] = "100:: 100::1 100::ffff:ffff:ffff:ffff",
    };

    private const string Public =
        "1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.1 169.253.255.255 169.255.0.0 " +
        "172.15.255.255 172.32.0.0 192.0.1.1 192.0.3.0 192.167.255.255 192.169.0.0 192.88.98.255 192.88.100.0 198.17.255.255 " +
        "198.20.0.0 198.51.99.255 198.51.101.0 203.0.112.255 203.0.114.0 223.255.255.255 168.63.129.15 2000::1 2001:200::1 " +
        "2001:4860:4860::8888 2001:db7::1 2001:db9::1 2003::1 2606:4700::1111 2a00:1450:4001::1 3ffe::1 3fff:1000::1 " +
        "::ffff:8.8.8.8 ::ffff:808:808";

    public static TheoryData<string, string> GuardedForms =>
        [.. Guarded.SelectMany(g => g.Value.Split(' '), (g, address) => new TheoryDataRow<string, string>(address, g.Key))];

    public static TheoryData<string> PublicForms => [.. Public.Split(' ')];

    [Theory]
    [MemberData(nameof(GuardedForms))]
    public void A_guarded_address_is_refused_by_its_word(string address, string word)
    {
        var refusal = AddressGuard.Refusal(IPAddress.Parse(address), []);
        Assert.Contains($" is {word}; allow it with --allow-network ", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(GuardedForms))]
    public void What_a_refusal_advises_helps(string address, string word)
    {
        var allowed = new List<IPNetwork>();
        string? last = null;
        while (AddressGuard.Refusal(IPAddress.Parse(address), allowed) is { } refusal)
        {
            Assert.NotEqual(last, refusal);
            last = refusal;
            allowed.Add(IPNetwork.Parse(refusal[(refusal.LastIndexOf(' ') + 1)..]));
        }

        Assert.NotEmpty(allowed);
        Assert.NotEmpty(word);
    }

    [Theory]
    [MemberData(nameof(PublicForms))]
    public void A_public_address_may_be_reached(string address) => Assert.Null(AddressGuard.Refusal(IPAddress.Parse(address), []));

    [Theory]
    [InlineData("64:ff9b::10.0.0.1", "64:ff9b::/96", "10.0.0.1")]
    [InlineData("64:ff9b:1::10.0.0.1", "64:ff9b:1::/48", "10.0.0.1")]
    [InlineData("64:ff9b:1:a00:0:100::", "64:ff9b:1::/48", "10.0.0.1")]
    [InlineData("2002:7f00:1::1", "2002::/16", "127.0.0.1")]
    [InlineData("2001:0:808:808:0:0:f5ff:fffe", "2001::/32", "10.0.0.1")]
    [InlineData("2001:0:a00:1::f7f7:f7f7", "2001::/32", "10.0.0.1")]
    [InlineData("::127.0.0.1", "::/96", "127.0.0.1")]
    [InlineData("::ffff:0:127.0.0.1", "::ffff:0:0:0/96", "127.0.0.1")]
    public void Allowing_a_translator_does_not_allow_what_is_behind_it(string address, string allowed, string behind)
    {
        var refusal = AddressGuard.Refusal(IPAddress.Parse(address), [IPNetwork.Parse(allowed)]);
        Assert.StartsWith($"address {behind} is ", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.1.2.3", "10.1.0.0/16", true)]
    [InlineData("10.2.2.3", "10.1.0.0/16", false)]
    [InlineData("::ffff:10.1.2.3", "10.1.0.0/16", true)]
    [InlineData("64:ff9b::8.8.8.8", "64:ff9b::/96", true)]
    [InlineData("fd00::1", "fd00::/8", true)]
    [InlineData("127.0.0.1", "0.0.0.0/0", true)]
    [InlineData("::1", "0.0.0.0/0", false)]
    public void An_allowed_network_may_be_reached(string address, string allowed, bool reached) =>
        Assert.Equal(reached, AddressGuard.Refusal(IPAddress.Parse(address), [IPNetwork.Parse(allowed)]) is null);
}

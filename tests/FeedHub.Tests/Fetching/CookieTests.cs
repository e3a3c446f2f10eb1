using System.Net.Sockets;
using System.Text;
using FeedHub.Core.Sources;
using FeedHub.Fetching;

namespace FeedHub.Tests.Fetching;

/// <summary>Cookies on the way of one fetch, from redirect to redirect.</summary>
public class CookieTests
{
    private const string Feed = "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nContent-Length: 6\r\n\r\n<rss/>";

    [Fact]
    public async Task A_site_that_redirects_until_its_cookie_comes_back_is_read_at_each_fetch()
    {
        await using var server = Server(head => CookieOf(head) == "seen=1" ? Feed : Redirect("/feed", "seen=1; Path=/"));
        await using var setting = await FetchSetting.StartAsync();
        for (var fetch = 0; fetch < 2; fetch++)
            Assert.Equal(server.Url + "/feed", (await setting.FetchWellAsync(server.Url + "/feed")).FinalUrl);
        // The cookie of the first fetch is forgotten in the second.
        Assert.Equal([null, "seen=1", null, "seen=1"], server.Heads.Select(CookieOf));
    }

    [Fact]
    public async Task Cookies_of_several_steps_are_sent_together()
    {
        await using var server = Server(head =>
            head.StartsWith("GET /1", StringComparison.Ordinal) ? Redirect("/2", "a=1; Path=/", "b=2; HttpOnly; Path=/")
            : head.StartsWith("GET /2", StringComparison.Ordinal) ? Redirect("/3", "a=3; Path=/", "b=; Max-Age=0; Path=/")
            : Feed);
        await using var setting = await FetchSetting.StartAsync();
        await setting.FetchWellAsync(server.Url + "/1");
        Assert.Equal([null, "a=1; b=2", "a=3"], server.Heads.Select(CookieOf));
    }

    [Fact]
    public async Task No_other_site_is_sent_a_cookie()
    {
        await using var other = Server(_ => Feed, "127.0.1.4");
        await using var server = Server(_ => Redirect(other.Url + "/feed", "seen=1; Path=/", "d=1; Domain=127.0.1.4", "e=1; Domain=1"));
        await using var setting = await FetchSetting.StartAsync();
        await setting.FetchWellAsync(server.Url + "/feed");
        Assert.Null(CookieOf(Assert.Single(other.Heads)));
    }

    [Fact]
    public async Task Redirects_stay_bounded_whatever_cookies_come_with_them()
    {
        var count = 0;
        await using var changing = Server(_ => Redirect("/feed", $"n={++count}; Path=/"));
        await using var constant = Server(_ => Redirect("/feed", "n=1; Path=/"), "127.0.1.4");
        await using var setting = await FetchSetting.StartAsync();
        Assert.Equal(FetchFailure.TooManyRedirects, (await setting.FetchBadlyAsync(changing.Url + "/feed")).Failure);
        Assert.Equal(FetchFailure.RedirectLoop, (await setting.FetchBadlyAsync(constant.Url + "/feed")).Failure);
        Assert.Equal(2, constant.Heads.Count);
    }

    [Theory]
    [InlineData("a=1", "https://www.outlet.am/x/feed", "https://www.outlet.am/x/other", true)]
    [InlineData("a=1", "https://www.outlet.am/x/feed", "https://www.outlet.am/y", false)]
    [InlineData("a=1", "https://www.outlet.am/x/feed", "https://www.outlet.am/xy", false)]
    [InlineData("a=1; Path=/", "https://www.outlet.am/x/feed", "https://www.outlet.am/y", true)]
    [InlineData("a=1; path=x", "https://www.outlet.am/x/feed", "https://www.outlet.am/x", true)]
    [InlineData("a=1", "https://www.outlet.am/feed", "https://WWW.outlet.am./feed", true)]
    [InlineData("a=1", "https://www.outlet.am/feed", "https://www.outlet.am:8443/feed", true)]
    [InlineData("a=1", "https://www.outlet.am/feed", "https://outlet.am/feed", false)]
    [InlineData("a=1", "https://outlet.am/feed", "https://www.outlet.am/feed", false)]
    [InlineData("a=1; Domain=.Outlet.am", "https://www.outlet.am/feed", "https://feeds.outlet.am/feed", true)]
    [InlineData("a=1; Domain=outlet.am", "https://outlet.am/feed", "https://www.outlet.am/feed", true)]
    [InlineData("a=1; Domain=outlet.am", "https://www.outlet.am/feed", "https://notoutlet.am/feed", false)]
    [InlineData("a=1; Domain=feeds.outlet.am", "https://www.outlet.am/feed", "https://feeds.outlet.am/feed", false)]
    [InlineData("a=1; Domain=other.am", "https://www.outlet.am/feed", "https://other.am/feed", false)]
    [InlineData("a=1; Domain=am", "https://outlet.am/feed", "https://other.am/feed", false)]
    [InlineData("a=1; Domain=gov.tr", "https://mfa.gov.tr/feed", "https://other.gov.tr/feed", false)]
    [InlineData("a=1; Domain=gov.tr", "https://gov.tr/feed", "https://gov.tr/feed", true)]
    [InlineData("a=1; Domain=gov.tr", "https://gov.tr/feed", "https://mfa.gov.tr/feed", false)]
    [InlineData("a=1; Domain=10.0.0.1", "https://10.0.0.1/feed", "https://10.0.0.1/feed", true)]
    [InlineData("a=1; Domain=0.0.1", "https://10.0.0.1/feed", "https://10.0.0.1/feed", false)]
    [InlineData("a=1; Secure", "https://outlet.am/feed", "https://outlet.am/feed", true)]
    [InlineData("a=1; Secure", "https://outlet.am/feed", "http://outlet.am/feed", false)]
    [InlineData("a=1; Secure", "http://outlet.am/feed", "https://outlet.am/feed", false)]
    [InlineData("__Secure-a=1", "https://outlet.am/feed", "https://outlet.am/feed", false)]
    [InlineData("__Host-a=1; Secure; Path=/", "https://outlet.am/feed", "https://outlet.am/feed", true)]
    [InlineData("__Host-a=1; Secure; Path=/; Domain=outlet.am", "https://www.outlet.am/feed", "https://www.outlet.am/feed", false)]
    [InlineData("a=1; Expires=Thu, 01-Jan-1970 00:00:01 GMT", "https://outlet.am/feed", "https://outlet.am/feed", false)]
    [InlineData("a=1; Expires=Thu, 01 Jan 2099 00:00:00 GMT", "https://outlet.am/feed", "https://outlet.am/feed", true)]
    [InlineData("a=1; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:01 GMT", "https://outlet.am/feed", "https://outlet.am/feed", true)]
    [InlineData("a=1; Max-Age=-1", "https://outlet.am/feed", "https://outlet.am/feed", false)]
    [InlineData("a", "https://outlet.am/feed", "https://outlet.am/feed", false)]
    [InlineData("=1", "https://outlet.am/feed", "https://outlet.am/feed", false)]
    [InlineData("a=1\u0001", "https://outlet.am/feed", "https://outlet.am/feed", false)]
    [InlineData("", "https://outlet.am/feed", "https://outlet.am/feed", false)]
    public void A_cookie_goes_where_it_was_set_for(string cookie, string from, string to, bool isSent)
    {
        var cookies = new FetchCookies(TimeProvider.System);
        cookies.Take(new Uri(from), [cookie]);
        Assert.Equal(isSent, cookies.For(new Uri(to)) is not null);
    }

    [Fact]
    public void Neither_many_cookies_nor_large_ones_are_kept()
    {
        var cookies = new FetchCookies(TimeProvider.System);
        var outlet = new Uri("https://outlet.am/feed");
        cookies.Take(outlet, [new string('a', 5000) + "=1"]);
        Assert.Null(cookies.For(outlet));
        for (var step = 0; step < 6; step++)
            cookies.Take(outlet, Enumerable.Range(0, 100).Select(n => $"c{step}-{n}=1"));
        Assert.Equal(20, cookies.For(outlet)!.Split("; ").Length);
        cookies.Take(outlet, Enumerable.Range(0, 20).Select(n => $"c0-{n}={new string('x', 1000)}"));
        Assert.Null(cookies.For(outlet));
    }

    private static RawServer Server(Func<string, string> answer, string address = "127.0.1.3") => RawServer.Start(
        async (string head, NetworkStream stream, CancellationToken token) =>
            await stream.WriteAsync(Encoding.Latin1.GetBytes(answer(head)), token),
        address);

    private static string Redirect(string to, params string[] cookies) =>
        $"HTTP/1.1 307 Temporary Redirect\r\nLocation: {to}\r\n"
        + string.Concat(cookies.Select(c => $"Set-Cookie: {c}\r\n")) + "Content-Length: 0\r\n\r\n";

    private static string? CookieOf(string head) =>
        head.Split("\r\n").FirstOrDefault(l => l.StartsWith("Cookie: ", StringComparison.OrdinalIgnoreCase))?["Cookie: ".Length..];
}

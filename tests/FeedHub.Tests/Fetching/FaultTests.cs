using System.Text;
using FeedHub.Core.Sources;
using FeedHub.Origin;

namespace FeedHub.Tests.Fetching;

public class FaultTests
{
    [Theory]
    [InlineData("status;code=404", FetchFailure.HttpClientError, "HTTP 404")]
    [InlineData("status;code=403", FetchFailure.HttpClientError, "HTTP 403")]
    [InlineData("status;code=401", FetchFailure.HttpClientError, "HTTP 401")]
    [InlineData("status;code=451", FetchFailure.HttpClientError, "HTTP 451")]
    [InlineData("status;code=410", FetchFailure.Gone, "HTTP 410: the feed is permanently gone")]
    [InlineData("status;code=429", FetchFailure.RateLimited, "HTTP 429")]
    [InlineData("status;code=500", FetchFailure.HttpServerError, "HTTP 500")]
    [InlineData("status;code=502", FetchFailure.HttpServerError, "HTTP 502")]
    [InlineData("status;code=503", FetchFailure.HttpServerError, "HTTP 503")]
    [InlineData("status;code=206", FetchFailure.HttpServerError, "HTTP 206, though the whole feed was requested")]
    [InlineData("status;code=599", FetchFailure.HttpServerError, "HTTP 599")]
    [InlineData("not-modified", FetchFailure.HttpServerError, "HTTP 304, though the request had no condition")]
    [InlineData("endless", FetchFailure.TooLarge, "the body is larger than 1 MiB")]
    [InlineData("large;kib=1025", FetchFailure.TooLarge, "the body is larger than 1 MiB")]
    [InlineData("large-chunks;kib=1025", FetchFailure.TooLarge, "the body is larger than 1 MiB")]
    [InlineData("bomb;kib=1025;as=gzip", FetchFailure.TooLarge, "the body is larger than 1 MiB")]
    [InlineData("bomb;kib=4096;as=br", FetchFailure.TooLarge, "the body is larger than 1 MiB")]
    [InlineData("bomb;kib=4096;as=deflate", FetchFailure.TooLarge, "the body is larger than 1 MiB")]
    [InlineData("big-headers;kib=40", FetchFailure.TooLarge, "the headers are larger than 32 KiB")]
    [InlineData("many-headers", FetchFailure.TooLarge, "the headers are larger than 32 KiB")]
    [InlineData("close", FetchFailure.ConnectionBroken, "the connection closed without an answer")]
    [InlineData("reset", FetchFailure.ConnectionBroken, "the connection broke")]
    [InlineData("truncate", FetchFailure.ConnectionBroken, "the connection closed before the answer was complete")]
    [InlineData("truncate-chunks", FetchFailure.ConnectionBroken, "the connection closed before the answer was complete")]
    [InlineData("truncate-coding;as=gzip", FetchFailure.ConnectionBroken, "the gzip body is cut short")]
    [InlineData("truncate-coding;as=br", FetchFailure.ConnectionBroken, "the br body is cut short")]
    [InlineData("truncate-coding;as=deflate", FetchFailure.ConnectionBroken, "the deflate body is cut short")]
    [InlineData("length;delta=100", FetchFailure.ConnectionBroken, "the connection closed before the answer was complete")]
    [InlineData("garbage", FetchFailure.ConnectionBroken, "the answer is not valid HTTP")]
    [InlineData("coding;as=identity;declare=br", FetchFailure.BadEncoding, "the br body is damaged")]
    [InlineData("coding;as=identity;declare=zstd", FetchFailure.BadEncoding, "content coding zstd, which was not asked for")]
    [InlineData("coding;as=gzip,gzip,gzip;declare=gzip,gzip,gzip", FetchFailure.BadEncoding, "3 content codings on top of each other")]
    [InlineData("redirect-loop;n=1", FetchFailure.RedirectLoop, "redirected in a loop after 2 addresses")]
    [InlineData("redirect-loop;n=3", FetchFailure.RedirectLoop, "redirected in a loop after 4 addresses")]
    [InlineData("redirect-chain;n=6", FetchFailure.TooManyRedirects, "more than 5 redirects")]
    [InlineData("redirect-nowhere", FetchFailure.HttpServerError, "HTTP 302 without an address to redirect to")]
    [InlineData("redirect;to=file:%2F%2F%2Fetc%2Fpasswd", FetchFailure.BadUrl, "redirected to an address that is not http or https")]
    [InlineData("redirect;to=ftp:%2F%2Fftp.example%2Ffeed", FetchFailure.BadUrl, "redirected to an address that is not http or https")]
    [InlineData("redirect;to=http:%2F%2F%2F", FetchFailure.BadUrl, "redirected to an address that is not http or https")]
    [InlineData(
        "redirect-guarded", FetchFailure.GuardedAddress,
        "redirected to 10.0.0.1: address 10.0.0.1 is private; allow it with --allow-network 10.0.0.0/8")]
    [InlineData(
        "redirect-guarded;to=http:%2F%2F169.254.169.254%2Flatest%2F", FetchFailure.GuardedAddress,
        "redirected to 169.254.169.254: address 169.254.169.254 is a cloud metadata address; allow it with --allow-network "
            + "169.254.169.254/32")]
    [InlineData("redirect;to=http:%2F%2Fnowhere.example%2F", FetchFailure.DnsError, "redirected to nowhere.example: DNS: no such host")]
    public async Task A_fault_has_its_word_and_its_detail(string fault, FetchFailure failure, string detail)
    {
        await using var setting = await FetchSetting.StartAsync(o => o with { MaxBytes = 1024 * 1024 });
        var failed = await setting.FetchBadlyAsync($"/fault/{fault}/feed.rss");
        Assert.Equal((failure, detail), (failed.Failure, failed.Detail));
        await setting.FetchWellAsync("/feed.rss");
    }

    [Theory]
    [InlineData("bot-wall;code=403;by=header", "HTTP 403 from Cloudflare, which admits only browsers")]
    [InlineData("bot-wall;code=503;by=header", "HTTP 503 from Cloudflare, which admits only browsers")]
    [InlineData("bot-wall;code=429;by=page", "HTTP 429 from DDoS-Guard, which admits only browsers")]
    [InlineData("bot-wall;code=403;by=page;as=gzip", "HTTP 403 from DDoS-Guard, which admits only browsers")]
    [InlineData("bot-wall;code=200;by=page", "HTTP 200 from DDoS-Guard, which admits only browsers")]
    public async Task A_bot_wall_is_called_one_and_not_tried_again(string fault, string detail)
    {
        await using var setting = await FetchSetting.StartAsync();
        var failed = await setting.FetchBadlyAsync($"/fault/{fault}/feed.rss");
        Assert.Equal((FetchFailure.BotWall, detail), (failed.Failure, failed.Detail));
        Assert.Single(setting.Origin.Requests);
    }

    [Fact]
    public async Task A_feed_that_tells_of_a_bot_wall_is_none()
    {
        await using var setting = await FetchSetting.StartAsync();
        setting.Origin.Put(
            "/x",
            OriginDocument.Of("<rss version=\"2.0\"><channel><title>/cdn-cgi/challenge-platform/</title></channel></rss>", "text/html"));
        await setting.FetchWellAsync("/x");
    }

    [Theory]
    [InlineData("redirect;code=301", "/feed.rss")]
    [InlineData("redirect;code=308", "/feed.rss")]
    [InlineData("redirect;code=302", null)]
    [InlineData("redirect;code=307", null)]
    [InlineData("redirect;code=301/fault/redirect;code=302", "/fault/redirect;code=302/feed.rss")]
    [InlineData("redirect;code=302/fault/redirect;code=301", null)]
    public async Task An_address_has_moved_as_far_as_its_redirects_are_permanent(string fault, string? to)
    {
        await using var setting = await FetchSetting.StartAsync();
        var fetched = await setting.FetchWellAsync($"/fault/{fault}/feed.rss");
        Assert.Equal(to is null ? null : setting.Origin.Url(to), fetched.MovedTo);
    }

    [Fact]
    public async Task No_more_requests_are_in_flight_than_allowed_in_all()
    {
        await using var setting = await FetchSetting.StartAsync(
            o => o with { MaxInFlight = 3, AllowedNetworks = () => [new(new([127, 0, 0, 0]), 8)] },
            origin: o => o with { Addresses = FeedOriginOptions.Loopback(8) });
        await Task.WhenAll(Enumerable.Range(0, 16).Select(i =>
            setting.FetchWellAsync(setting.Origin.Url("/fault/slow-headers;ms=20/feed.rss", i % 8))));
        Assert.Equal(16, setting.Origin.Requests.Count);
        Assert.InRange(setting.Origin.Requests.Max(r => r.InFlightInAll), 1, 3);
    }

    [Theory]
    [InlineData("coding;as=gzip")]
    [InlineData("coding;as=br")]
    [InlineData("coding;as=deflate")]
    [InlineData("coding;as=raw-deflate;declare=deflate")]
    [InlineData("coding;as=gzip;declare=x-gzip")]
    [InlineData("coding;as=gzip,br;declare=gzip,%20br")]
    [InlineData("coding;as=identity;declare=gzip")]
    [InlineData("coding;as=identity;declare=utf-8")]
    [InlineData("until-close")]
    [InlineData("redirect-chain;n=5")]
    [InlineData("redirect;code=301")]
    [InlineData("redirect;code=307")]
    [InlineData("redirect;code=308")]
    [InlineData("redirect;to=%2Ffeed.json%23part")]
    [InlineData("flaky;times=2;code=503")]
    [InlineData("flaky;times=1;code=504")]
    [InlineData("flaky-close;times=2")]
    [InlineData("charset")]
    [InlineData("type")]
    [InlineData("no-validators")]
    [InlineData("lying-etag")]
    public async Task A_body_arrives_whole_in_spite_of(string fault)
    {
        await using var setting = await FetchSetting.StartAsync();
        var fetched = await setting.FetchWellAsync($"/fault/{fault}/feed.json");
        var text = Encoding.UTF8.GetString(fetched.Body.Span);
        Assert.StartsWith("{\"version\":", text, StringComparison.Ordinal);
        Assert.EndsWith("}]}", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status;code=500", 1)]
    [InlineData("status;code=502", 3)]
    [InlineData("status;code=404", 1)]
    [InlineData("status;code=429", 1)]
    [InlineData("retry-after;code=503", 1)]
    [InlineData("close", 3)]
    [InlineData("reset", 3)]
    [InlineData("truncate", 3)]
    [InlineData("endless", 1)]
    public async Task Only_transient_failures_are_tried_again(string fault, int requests)
    {
        await using var setting = await FetchSetting.StartAsync(o => o with { MaxBytes = 1024 * 1024 });
        await setting.FetchBadlyAsync($"/fault/{fault}/feed.rss");
        Assert.Equal(requests, setting.Origin.Requests.Count(r => r.Path.StartsWith("/fault/", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("trickle;bytes=1;ms=50")]
    [InlineData("stall")]
    public async Task A_body_that_does_not_end_in_time_is_too_slow(string fault)
    {
        await using var setting = await FetchSetting.StartAsync(o => o with { Deadline = TimeSpan.FromMilliseconds(500) });
        var failed = await setting.FetchBadlyAsync($"/fault/{fault}/feed.rss");
        Assert.Equal((FetchFailure.TooSlow, "no complete answer within 500 ms"), (failed.Failure, failed.Detail));
        Assert.Equal((0, 0), setting.Fetcher.Requests);
    }

    [Theory]
    [InlineData("slow-headers")]
    [InlineData("trickle-headers;ms=20")]
    public async Task Headers_that_do_not_come_in_time_are_asked_for_again(string fault)
    {
        await using var setting = await FetchSetting.StartAsync(o => o with { AttemptTimeout = TimeSpan.FromMilliseconds(300) });
        var failed = await setting.FetchBadlyAsync($"/fault/{fault}/feed.rss");
        Assert.Equal((FetchFailure.TooSlow, "no answer within 300 ms"), (failed.Failure, failed.Detail));
        // The last of three may not have reached the log before its time was up.
        Assert.InRange(setting.Origin.Requests.Count, 2, 3);
    }

    [Fact]
    public async Task Ten_mebibytes_are_not_too_large()
    {
        await using var setting = await FetchSetting.StartAsync();
        var fetched = await setting.FetchWellAsync("/fault/large;kib=10240/feed.rss");
        Assert.Equal(10 * 1024 * 1024, fetched.Body.Length);
    }

    [Fact]
    public async Task More_than_ten_mebibytes_are_an_error_and_never_cut_off()
    {
        await using var setting = await FetchSetting.StartAsync();
        var failed = await setting.FetchBadlyAsync("/fault/large;kib=10241/feed.rss");
        Assert.Equal((FetchFailure.TooLarge, "the body is larger than 10 MiB"), (failed.Failure, failed.Detail));
    }

    [Theory]
    [InlineData("large;kib=10241", 11 << 20, null)]
    [InlineData("large;kib=3", 2048, "the body is larger than 2 KiB")]
    [InlineData("large-chunks;kib=3", 2048, "the body is larger than 2 KiB")]
    [InlineData("bomb;kib=3;as=gzip", 2048, "the body is larger than 2 KiB")]
    public async Task A_source_may_have_a_limit_of_its_own(string fault, int maxBytes, string? detail)
    {
        await using var setting = await FetchSetting.StartAsync();
        var result = await setting.FetchAsync($"/fault/{fault}/feed.rss", change: s => s with { MaxBytes = maxBytes });
        Assert.Equal(detail, (result as FetchResult.Failed)?.Detail);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_body_that_unpacks_to_many_times_its_size_is_an_error_unless_that_is_small(string coding)
    {
        await using var setting = await FetchSetting.StartAsync();
        await setting.FetchWellAsync($"/fault/bomb;kib=1000;as={coding}/feed.rss");
        var failed = await setting.FetchBadlyAsync($"/fault/bomb;kib=9000;as={coding}/feed.rss");
        Assert.Equal((FetchFailure.TooLarge, "the body unpacks to more than 100 times its size"), (failed.Failure, failed.Detail));
    }

    [Theory]
    [InlineData("")]
    [InlineData("feed.rss")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://ftp.example/feed.rss")]
    [InlineData("feed://news.example/rss")]
    [InlineData("javascript:alert(1)")]
    [InlineData("http://")]
    [InlineData("http://[/")]
    public async Task What_is_no_web_address_is_not_asked(string url)
    {
        await using var setting = await FetchSetting.StartAsync();
        Assert.Equal(FetchFailure.BadUrl, (await setting.FetchBadlyAsync(url)).Failure);
    }

    [Fact]
    public async Task A_port_without_a_server_is_a_connect_error()
    {
        await using var setting = await FetchSetting.StartAsync();
        var failed = await setting.FetchBadlyAsync("http://127.0.1.3:9/feed.rss");
        Assert.Equal((FetchFailure.ConnectError, "127.0.1.3: connection refused"), (failed.Failure, failed.Detail));
    }

    [Fact]
    public async Task A_fetch_that_is_cancelled_throws_and_leaves_its_host_free()
    {
        await using var setting = await FetchSetting.StartAsync(o => o with { HostConnections = 1 });
        using var cancelled = new CancellationTokenSource();
        var source = new Source { Id = new SourceId("test"), Title = "Test", Url = setting.Origin.Url("/fault/stall/feed.rss") };
        var fetch = setting.Fetcher.FetchAsync(new FetchRequest(source, FeedValidators.None), cancelled.Token);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetch);
        await setting.FetchWellAsync("/feed.rss");
    }
}

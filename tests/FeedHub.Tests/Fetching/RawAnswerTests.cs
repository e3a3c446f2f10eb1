using System.Text;
using FeedHub.Core.Sources;

namespace FeedHub.Tests.Fetching;

/// <summary>Answers that break HTTP itself.</summary>
public class RawAnswerTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n";

    [Theory]
    [InlineData("HTTP/1.1 000 Zero\r\nContent-Length: 0\r\n\r\n", FetchFailure.HttpServerError, "HTTP 0, which is not a final answer")]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n", FetchFailure.HttpServerError,
        "HTTP 101, which is not a final answer")]
    [InlineData("HTTP/1.1 999 Denied\r\nContent-Length: 0\r\n\r\n", FetchFailure.HttpServerError, "HTTP 999")]
    [InlineData("HTTP/9.9 200 OK\r\nContent-Length: 0\r\n\r\n", FetchFailure.ConnectionBroken, "the answer is not valid HTTP")]
    [InlineData("HELLO\r\n\r\n", FetchFailure.ConnectionBroken, "the answer is not valid HTTP")]
    [InlineData(Ok + "nonsense\r\n\r\n", FetchFailure.ConnectionBroken, "the answer is not valid HTTP")]
    [InlineData(Ok + "Content-Length: 5\r\nContent-Length: 6\r\n\r\n<rss/>", FetchFailure.ConnectionBroken,
        "the answer states its length as 5 and as 6")]
    [InlineData(Ok + "Content-Length: 10000000000\r\n\r\n<rss/>", FetchFailure.TooLarge, "the body is larger than 10 MiB")]
    [InlineData(Ok + "Transfer-Encoding: chunked\r\n\r\nzz\r\n<rss/>", FetchFailure.ConnectionBroken, "the answer is not valid HTTP")]
    [InlineData(Ok + "Transfer-Encoding: chunked\r\n\r\n-6\r\n<rss/>", FetchFailure.ConnectionBroken, "the answer is not valid HTTP")]
    [InlineData(Ok + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n<rss/>", FetchFailure.ConnectionBroken,
        "the connection closed before the answer was complete")]
    public async Task What_is_no_answer_has_its_word(string answer, FetchFailure failure, string detail)
    {
        await using var server = RawServer.Saying(answer);
        await using var setting = await FetchSetting.StartAsync();
        var failed = await setting.FetchBadlyAsync(server.Url);
        Assert.Equal((failure, detail), (failed.Failure, failed.Detail));
    }

    [Theory]
    [InlineData("HTTP/1.0 200 OK\r\n\r\n<rss/>")]
    [InlineData("HTTP/1.1 200\r\nContent-Length: 6\r\n\r\n<rss/>")]
    [InlineData("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + Ok + "Content-Length: 6\r\n\r\n<rss/>")]
    [InlineData(Ok + "Content-Length: 6\r\nContent-Length: 6\r\n\r\n<rss/>")]
    [InlineData(Ok + "Content-Length: many\r\n\r\n<rss/>")]
    [InlineData(Ok + "Content-Length: -1\r\n\r\n<rss/>")]
    [InlineData(Ok + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n<rss/>\r\n0\r\n\r\n")]
    public async Task What_only_looks_odd_is_read(string answer)
    {
        await using var server = RawServer.Saying(answer);
        await using var setting = await FetchSetting.StartAsync();
        Assert.Equal("<rss/>", Encoding.ASCII.GetString((await setting.FetchWellAsync(server.Url)).Body.Span));
    }

    [Fact]
    public async Task Interim_answers_without_end_are_too_large()
    {
        await using var server = RawServer.Start(async (_, stream, token) =>
        {
            while (true)
                await stream.WriteAsync("HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n"u8.ToArray(), token);
        });
        await using var setting = await FetchSetting.StartAsync();
        var failed = await setting.FetchBadlyAsync(server.Url);
        Assert.Equal((FetchFailure.TooLarge, "the headers are larger than 32 KiB"), (failed.Failure, failed.Detail));
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\n")]
    [InlineData(Ok + "\r\n<rss></rss>")]
    [InlineData(Ok + "Content-Length: 1000\r\nContent-Encoding: gzip\r\n\r\n\u001f\u008b")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: ")]
    public async Task Wherever_an_answer_stands_still_the_deadline_ends_it_and_its_place_is_free(string beginning)
    {
        await using var server = RawServer.Start(async (_, stream, token) =>
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(beginning), token);
            await Task.Delay(Timeout.Infinite, token);
        });
        await using var setting = await FetchSetting.StartAsync(
            o => o with { Deadline = TimeSpan.FromMilliseconds(300), HostConnections = 1, MaxInFlight = 1 });
        for (var i = 0; i < 2; i++)
            Assert.Equal("no complete answer within 300 ms", (await setting.FetchBadlyAsync(server.Url)).Detail);
        Assert.Equal((0, 0), setting.Fetcher.Requests);
    }

    [Theory]
    [InlineData("99999999999999999", 86400)]
    [InlineData("864000", 86400)]
    [InlineData("Thu, 31 Dec 2199 00:00:00 GMT", 86400)]
    [InlineData("Tue, 31 Dec 2199 00:00:00 GMT", 86400)]
    [InlineData("2199-12-31T00:00:00Z", 86400)]
    [InlineData("120", 120)]
    [InlineData("120\r\nRetry-After: 240", 120)]
    [InlineData("Sun, 06 Nov 1994 08:49:37 GMT", 0)]
    [InlineData("Sunday, 06-Nov-94 08:49:37 GMT", 0)]
    [InlineData("Sun Nov  6 08:49:37 1994", 0)]
    [InlineData("-5", null)]
    [InlineData("soon", null)]
    [InlineData("", null)]
    public async Task Retry_After_is_understood_however_far_and_however_spelt_and_garbage_is_none(string value, int? seconds)
    {
        await using var server = RawServer.Saying($"HTTP/1.1 429 Slow down\r\nRetry-After: {value}\r\nContent-Length: 0\r\n\r\n");
        await using var setting = await FetchSetting.StartAsync();
        Assert.Equal(seconds, (int?)(await setting.FetchBadlyAsync(server.Url)).RetryAfter?.TotalSeconds);
    }

    [Fact]
    public async Task An_error_page_that_does_not_end_takes_nothing_from_what_its_head_says()
    {
        await using var server = RawServer.Start(async (_, stream, token) =>
        {
            await stream.WriteAsync(
                "HTTP/1.1 429 Slow down\r\nRetry-After: 7200\r\nContent-Type: text/html\r\n\r\n<html>"u8.ToArray(), token);
            await Task.Delay(Timeout.Infinite, token);
        });
        await using var setting = await FetchSetting.StartAsync(o => o with { AttemptTimeout = TimeSpan.FromMilliseconds(300) });
        var failed = await setting.FetchBadlyAsync(server.Url);
        Assert.Equal((FetchFailure.RateLimited, TimeSpan.FromHours(2)), (failed.Failure, failed.RetryAfter));
    }

    [Fact]
    public async Task An_error_page_is_looked_at_no_further_than_a_wall_s_page_is_long()
    {
        await using var server = RawServer.Start(async (_, stream, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 403 No\r\nContent-Type: text/html\r\n\r\n<html>"u8.ToArray(), token);
            while (true)
                await stream.WriteAsync(new byte[4096], token);
        });
        await using var setting = await FetchSetting.StartAsync();
        Assert.Equal("HTTP 403", (await setting.FetchBadlyAsync(server.Url)).Detail);
    }
}

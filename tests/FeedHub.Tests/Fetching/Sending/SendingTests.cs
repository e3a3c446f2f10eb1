using System.Text;
using FeedHub.Core.Sources;
using FeedHub.Origin;

namespace FeedHub.Tests.Fetching.Sending;

public class SendingTests
{
    [Fact]
    public async Task A_request_arrives_as_it_was_written()
    {
        await using var setting = await SendSetting.StartAsync();
        KeyValuePair<string, string>[] headers =
            [new("X-Signature", "sha256=00ff"), new("Authorization", "Bearer s3cret"), new("Content-Language", "hy")];
        var answer = await setting.PostWellAsync("/inbox", r => r with { Headers = headers });
        Assert.Equal((204, true, true, 0), (answer.Status, answer.IsSuccess, answer.IsWhole, answer.Body.Length));
        var request = Assert.Single(setting.Origin.Requests);
        Assert.Equal(("POST", """{"title":"Երևան"}"""), (request.Method, Encoding.UTF8.GetString(request.Body.Span)));
        Assert.Equal("application/json", request.Header("Content-Type"));
        Assert.Equal("sha256=00ff", request.Header("X-Signature"));
        Assert.Equal("hy", request.Header("Content-Language"));
        Assert.Equal("Bearer s3cret", request.Header("Authorization"));
        Assert.Equal("FeedHub/test (+https://hub.example/)", request.Header("User-Agent"));
        Assert.Null(request.Header("Cookie"));
        Assert.Null(request.Header("traceparent"));
    }

    [Theory]
    [InlineData("PUT", "text", "text")]
    [InlineData("DELETE", "", "0")]
    [InlineData("GET", "", null)]
    public async Task Any_method_can_be_sent_and_a_body_only_where_there_may_be_one(string method, string body, string? length)
    {
        await using var setting = await SendSetting.StartAsync();
        var answer = await setting.PostWellAsync(
            "/inbox", r => r with { Method = method, Body = Encoding.ASCII.GetBytes(body), ContentType = null });
        Assert.Equal(204, answer.Status);
        var request = Assert.Single(setting.Origin.Requests);
        Assert.Equal((method, body), (request.Method, Encoding.ASCII.GetString(request.Body.Span)));
        Assert.Equal(length == "text" ? "4" : length, request.Header("Content-Length"));
    }

    [Theory]
    [InlineData("status;code=500", 500)]
    [InlineData("status;code=410", 410)]
    [InlineData("status;code=404", 404)]
    [InlineData("bot-wall", 403)]
    public async Task Whatever_the_status_is_it_is_an_answer_and_the_request_is_sent_once(string fault, int status)
    {
        await using var setting = await SendSetting.StartAsync();
        var answer = await setting.PostWellAsync($"/fault/{fault}/");
        Assert.Equal((status, false, true), (answer.Status, answer.IsSuccess, answer.IsWhole));
        Assert.Single(setting.Origin.Requests);
    }

    [Fact]
    public async Task The_answers_body_and_headers_are_read()
    {
        await using var setting = await SendSetting.StartAsync();
        setting.Origin.Put("/posts", OriginDocument.Of("""{"id":7}""", "application/json") with
        {
            Status = 201,
            Headers = new Dictionary<string, string> { ["Location"] = "https://site.example/posts/7" },
        });
        var answer = await setting.PostWellAsync("/posts");
        Assert.Equal((201, """{"id":7}""", true), (answer.Status, Encoding.UTF8.GetString(answer.Body.Span), answer.IsWhole));
        Assert.Equal(("application/json", "https://site.example/posts/7"), (answer.ContentType, answer.Location));
    }

    [Theory]
    [InlineData("seconds")]
    [InlineData("date")]
    public async Task How_long_to_wait_is_told_and_holds_up_nothing_else_for_the_host(string form)
    {
        await using var setting = await SendSetting.StartAsync();
        var answer = await setting.PostWellAsync($"/fault/retry-after;code=429;in=120;form={form}/");
        Assert.Equal(429, answer.Status);
        Assert.InRange(answer.RetryAfter!.Value, TimeSpan.FromSeconds(110), TimeSpan.FromSeconds(120));
        Assert.Equal(204, (await setting.PostWellAsync("/inbox")).Status);
    }

    [Theory]
    [InlineData("redirect;code=301")]
    [InlineData("redirect;code=307")]
    [InlineData("redirect;code=308")]
    [InlineData("redirect-guarded")]
    public async Task A_redirect_is_an_answer_and_is_not_followed(string fault)
    {
        await using var setting = await SendSetting.StartAsync();
        var answer = await setting.PostWellAsync($"/fault/{fault}/");
        Assert.InRange(answer.Status, 301, 308);
        Assert.NotNull(answer.Location);
        Assert.Single(setting.Origin.Requests);
    }

    [Theory]
    [InlineData("large;kib=200")]
    [InlineData("large-chunks;kib=200")]
    [InlineData("endless")]
    [InlineData("bomb;kib=4096;as=br")]
    [InlineData("truncate")]
    [InlineData("stall")]
    [InlineData("trickle;ms=200")]
    public async Task A_body_that_cannot_be_read_does_not_undo_the_status(string fault)
    {
        await using var setting = await SendSetting.StartAsync();
        var answer = await setting.PostWellAsync($"/fault/{fault}/", r => r with { Timeout = TimeSpan.FromSeconds(2) });
        Assert.Equal((200, false, 0), (answer.Status, answer.IsWhole, answer.Body.Length));
        Assert.Single(setting.Origin.Requests);
    }

    [Theory]
    [InlineData("slow-headers", FetchFailure.TooSlow)]
    [InlineData("trickle-headers;ms=100", FetchFailure.TooSlow)]
    [InlineData("close", FetchFailure.ConnectionBroken)]
    [InlineData("reset", FetchFailure.ConnectionBroken)]
    [InlineData("reset-unread", FetchFailure.ConnectionBroken)]
    [InlineData("garbage", FetchFailure.ConnectionBroken)]
    [InlineData("big-headers", FetchFailure.TooLarge)]
    public async Task Without_an_answer_the_failure_has_a_name_and_nothing_is_sent_again(string fault, FetchFailure failure)
    {
        await using var setting = await SendSetting.StartAsync();
        await setting.PostBadlyAsync(
            $"/fault/{fault}/", failure, r => r with { Timeout = TimeSpan.FromSeconds(1), Body = new byte[100_000] });
        Assert.Single(setting.Origin.Requests);
    }

    [Theory]
    [InlineData("Host", "other.example")]
    [InlineData("Content-Length", "1")]
    [InlineData("Transfer-Encoding", "chunked")]
    [InlineData("User-Agent", "Mozilla/5.0")]
    [InlineData("Cookie", "a=b")]
    [InlineData("X-Title", "one\r\nX-Injected: two")]
    [InlineData("X-Title", "one\nX-Injected: two")]
    [InlineData("X-Title", "Երևան")]
    [InlineData("X Title", "one")]
    [InlineData("", "one")]
    public async Task A_header_that_cannot_be_sent_is_the_callers_mistake(string name, string value)
    {
        await using var setting = await SendSetting.StartAsync();
        var mistake = await Assert.ThrowsAsync<ArgumentException>(
            () => setting.PostAsync("/inbox", r => r with { Headers = [new(name, value)] }));
        Assert.DoesNotContain("one", mistake.Message, StringComparison.Ordinal);
        Assert.Empty(setting.Origin.Requests);
    }

    [Fact]
    public async Task A_content_type_with_a_line_end_is_the_callers_mistake()
    {
        await using var setting = await SendSetting.StartAsync();
        await Assert.ThrowsAsync<ArgumentException>(
            () => setting.PostAsync("/inbox", r => r with { ContentType = "text/plain\r\nX-Injected: two" }));
        Assert.Empty(setting.Origin.Requests);
    }

    [Fact]
    public async Task Who_gives_up_hears_of_it_at_once()
    {
        await using var setting = await SendSetting.StartAsync();
        using var cancelled = new CancellationTokenSource();
        var sending = setting.Requests.SendAsync(
            new() { Url = setting.Origin.Url("/fault/slow-headers/") }, cancelled.Token);
        while (setting.Origin.InFlight == 0)
            await Task.Delay(10, TestContext.Current.CancellationToken);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }
}

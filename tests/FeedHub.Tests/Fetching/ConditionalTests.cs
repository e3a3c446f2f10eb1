using System.Text;
using FeedHub.Core.Sources;
using FeedHub.Origin;

namespace FeedHub.Tests.Fetching;

public class ConditionalTests
{
    [Theory]
    [InlineData("\"abc\"")]
    [InlineData("W/\"abc\"")]
    [InlineData("abc")]
    [InlineData("W/\"a b\"")]
    [InlineData("\"a\", \"b\"")]
    [InlineData("\"caf\u00e9\"")]
    [InlineData("\"abc-gzip\"")]
    public async Task An_etag_is_sent_back_exactly_as_received(string etag)
    {
        await using var setting = await FetchSetting.StartAsync();
        setting.Origin.Put("/odd", OriginDocument.Of("<rss/>", "application/rss+xml") with { ETag = etag });
        var fetched = await setting.FetchWellAsync("/odd");
        Assert.Equal(etag, fetched.Validators.ETag);
        await setting.FetchAsync("/odd", fetched.Validators);
        Assert.Equal(etag, setting.Origin.Requests[^1].Header("If-None-Match"));
    }

    [Theory]
    [InlineData("Fri, 02 Jan 2026 03:04:05 GMT")]
    [InlineData("Friday, 02-Jan-26 03:04:05 GMT")]
    [InlineData("2026-01-02T03:04:05Z")]
    [InlineData("yesterday")]
    public async Task A_last_modified_is_sent_back_exactly_as_received(string lastModified)
    {
        await using var setting = await FetchSetting.StartAsync();
        var path = $"/fault/headers;Last-Modified={Uri.EscapeDataString(lastModified)}/feed.rss";
        var fetched = await setting.FetchWellAsync(path);
        Assert.Equal(lastModified, fetched.Validators.LastModified);
        await setting.FetchAsync(path, fetched.Validators);
        Assert.Equal(lastModified, setting.Origin.Requests[^1].Header("If-Modified-Since"));
    }

    [Fact]
    public async Task What_did_not_change_is_not_modified()
    {
        await using var setting = await FetchSetting.StartAsync();
        var fetched = await setting.FetchWellAsync("/feed.atom");
        var same = Assert.IsType<FetchResult.NotModified>(await setting.FetchAsync("/feed.atom", fetched.Validators));
        Assert.Equal(fetched.Validators, same.Validators);
    }

    [Fact]
    public async Task What_changed_is_fetched_with_its_new_validators()
    {
        await using var setting = await FetchSetting.StartAsync();
        var first = await setting.FetchWellAsync("/feed.rss");
        setting.Origin.Put("/feed.rss", OriginDocument.Of("<rss version='2.0'/>", "application/rss+xml"));
        var second = await setting.FetchWellAsync("/feed.rss", first.Validators);
        Assert.NotEqual(first.Validators.ETag, second.Validators.ETag);
        Assert.Equal("<rss version='2.0'/>", Encoding.UTF8.GetString(second.Body.Span));
    }

    [Fact]
    public async Task Without_validators_none_are_made_up()
    {
        await using var setting = await FetchSetting.StartAsync();
        var fetched = await setting.FetchWellAsync("/fault/no-validators/feed.rss");
        Assert.Equal(FeedValidators.None, fetched.Validators);
        await setting.FetchWellAsync("/fault/no-validators/feed.rss", fetched.Validators);
        Assert.Null(setting.Origin.Requests[^1].Header("If-None-Match"));
        Assert.Null(setting.Origin.Requests[^1].Header("If-Modified-Since"));
    }

    [Fact]
    public async Task A_304_with_a_body_is_a_304_and_spoils_no_later_answer()
    {
        await using var setting = await FetchSetting.StartAsync();
        const string Path = "/fault/not-modified-body/feed.rss";
        var fetched = await setting.FetchWellAsync(Path);
        Assert.IsType<FetchResult.NotModified>(await setting.FetchAsync(Path, fetched.Validators));
        var next = await setting.FetchWellAsync("/feed.json");
        Assert.Equal("application/feed+json", next.ContentType);
    }

    [Fact]
    public async Task A_200_with_the_same_etag_brings_the_new_body()
    {
        await using var setting = await FetchSetting.StartAsync();
        var first = await setting.FetchWellAsync("/fault/same-etag/feed.rss");
        var second = await setting.FetchWellAsync("/fault/same-etag/feed.rss", first.Validators);
        Assert.Equal(first.Validators.ETag, second.Validators.ETag);
        Assert.False(first.Body.Span.SequenceEqual(second.Body.Span));
    }

    [Fact]
    public async Task Validators_follow_a_redirect_on_their_host_and_go_to_no_other()
    {
        await using var setting = await FetchSetting.StartAsync();
        var known = new FeedValidators("\"secret\"", "Fri, 02 Jan 2026 03:04:05 GMT");
        await setting.FetchAsync($"/fault/redirect;to={Uri.EscapeDataString(setting.Origin.Url("/feed.rss", 1))}/", known);
        await setting.FetchAsync("/fault/redirect/feed.rss", known);
        var sent = setting.Origin.Requests.Select(r => (r.Address.ToString(), r.Header("If-None-Match"), r.Header("If-Modified-Since")));
        Assert.Equal(
            [
                ("127.0.1.1", known.ETag, known.LastModified), ("127.0.1.2", null, null),
                ("127.0.1.1", known.ETag, known.LastModified), ("127.0.1.1", known.ETag, known.LastModified),
            ],
            sent);
    }

    [Theory]
    [InlineData("a\r\nX-Injected: 1")]
    [InlineData("a\0b")]
    public async Task A_validator_that_no_header_can_hold_is_not_sent(string etag)
    {
        await using var setting = await FetchSetting.StartAsync();
        await setting.FetchWellAsync("/feed.rss", new FeedValidators(etag, null));
        Assert.Null(setting.Origin.Requests[^1].Header("If-None-Match"));
        Assert.Null(setting.Origin.Requests[^1].Header("X-Injected"));
    }
}

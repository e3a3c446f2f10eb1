using System.Diagnostics;
using FeedHub.Core.Sources;

namespace FeedHub.Tests.Fetching;

public class RequestTests
{
    [Fact]
    public async Task A_request_says_who_asks_and_what_is_understood()
    {
        await using var setting = await FetchSetting.StartAsync();
        await setting.FetchWellAsync("/feed.rss");
        var request = Assert.Single(setting.Origin.Requests);
        Assert.Equal("FeedHub/test (+https://hub.example/)", request.Header("User-Agent"));
        Assert.Equal("gzip, deflate, br", request.Header("Accept-Encoding"));
        Assert.StartsWith(
            "application/atom+xml, application/rss+xml, application/feed+json", request.Header("Accept"), StringComparison.Ordinal);
        Assert.Equal(["Accept", "Accept-Encoding", "Host", "User-Agent"], request.Headers.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task No_outlet_is_told_the_IDs_of_our_traces()
    {
        await using var setting = await FetchSetting.StartAsync();
        using var activity = new Activity("refresh") { TraceStateString = "feedhub=1" };
        activity.SetIdFormat(ActivityIdFormat.W3C).AddBaggage("source", "test").Start();
        Assert.Same(activity, Activity.Current);
        await setting.FetchWellAsync("/feed.rss");
        var request = Assert.Single(setting.Origin.Requests);
        Assert.All(
            ["traceparent", "tracestate", "Request-Id", "baggage", "Correlation-Context"], name => Assert.Null(request.Header(name)));
    }

    [Fact]
    public async Task A_source_may_have_a_user_agent_of_its_own()
    {
        await using var setting = await FetchSetting.StartAsync();
        await setting.FetchWellAsync("/feed.rss", change: s => s with { UserAgent = "Mozilla/5.0 (compatible; FeedHub)" });
        Assert.Equal("Mozilla/5.0 (compatible; FeedHub)", setting.Origin.Requests[^1].Header("User-Agent"));
    }

    [Fact]
    public async Task Cookies_are_not_kept()
    {
        await using var setting = await FetchSetting.StartAsync();
        await setting.FetchWellAsync("/fault/headers;Set-Cookie=id%3D1/feed.rss");
        await setting.FetchWellAsync("/feed.rss");
        Assert.All(setting.Origin.Requests, r => Assert.Null(r.Header("Cookie")));
    }

    [Fact]
    public async Task A_result_tells_what_answered_and_as_what()
    {
        await using var setting = await FetchSetting.StartAsync();
        var fetched = await setting.FetchWellAsync(
            "/fault/redirect/fault/headers;Content-Type=text%2Fxml%3B%20charset%3Dcp1251;Content-Location=%2Fother/feed.rss");
        Assert.Equal("text/xml; charset=cp1251", fetched.ContentType);
        Assert.Equal("/other", fetched.ContentLocation);
        Assert.EndsWith("/feed.rss", fetched.FinalUrl, StringComparison.Ordinal);
        Assert.DoesNotContain("redirect", fetched.FinalUrl, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_and_password_in_an_address_are_told_to_nobody()
    {
        await using var setting = await FetchSetting.StartAsync();
        var fetched = await setting.FetchWellAsync($"http://anna:secret@127.0.1.1:{setting.Origin.Port}/feed.rss#top");
        Assert.Equal(setting.Origin.Url("/feed.rss"), fetched.FinalUrl);
        Assert.Null(setting.Origin.Requests[^1].Header("Authorization"));
    }

    [Theory]
    [InlineData("Cache-Control=max-age%3D600", 600)]
    [InlineData("Cache-Control=public,%20max-age%3D600;Age=100", 500)]
    [InlineData("Cache-Control=max-age%3D60;Age=100", 0)]
    [InlineData("Cache-Control=no-cache,%20max-age%3D600", null)]
    [InlineData("Cache-Control=no-store", null)]
    [InlineData("Cache-Control=max-age%3D99999999999999999", null)]
    [InlineData("Date=Fri,%2002%20Jan%202026%2003%3A00%3A00%20GMT;Expires=Fri,%2002%20Jan%202026%2003%3A30%3A00%20GMT", 1800)]
    [InlineData("Date=Fri,%2002%20Jan%202026%2003%3A00%3A00%20GMT;Expires=Thu,%2001%20Jan%202026%2003%3A30%3A00%20GMT", 0)]
    [InlineData("Expires=0", 0)]
    [InlineData("X-Nothing=1", null)]
    public async Task A_response_tells_how_long_it_is_fresh(string headers, int? seconds)
    {
        await using var setting = await FetchSetting.StartAsync();
        var fetched = await setting.FetchWellAsync($"/fault/headers;{headers}/feed.rss");
        Assert.Equal(seconds, (int?)fetched.FreshFor?.TotalSeconds);
        var same = Assert.IsType<FetchResult.NotModified>(
            await setting.FetchAsync($"/fault/headers;{headers}/feed.rss", fetched.Validators));
        Assert.Equal(seconds, (int?)same.FreshFor?.TotalSeconds);
    }

    [Theory]
    [InlineData(429, "seconds", FetchFailure.RateLimited)]
    [InlineData(429, "date", FetchFailure.RateLimited)]
    [InlineData(503, "seconds", FetchFailure.HttpServerError)]
    [InlineData(503, "date", FetchFailure.HttpServerError)]
    public async Task Retry_After_is_understood_in_both_forms(int code, string form, FetchFailure failure)
    {
        await using var setting = await FetchSetting.StartAsync();
        var failed = await setting.FetchBadlyAsync($"/fault/retry-after;code={code};in=7200;form={form}/feed.rss");
        Assert.Equal((failure, (int?)code, TimeSpan.FromHours(2)), (failed.Failure, failed.StatusCode, failed.RetryAfter));
    }
}

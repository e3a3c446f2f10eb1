using FeedHub.Core.Sources;
using FeedHub.Origin;

namespace FeedHub.Tests.Core.Ingestion;

/// <summary>What a poll asks for anew, and what it believes of a server's validators.</summary>
public sealed class ConditionalPollTests
{
    /// <summary>So often that a day holds more polls than 304s are trusted.</summary>
    private static readonly TimeSpan Often = TimeSpan.FromMinutes(30);

    [Fact]
    public async Task A_second_poll_sends_the_validators_back_and_stores_nothing_new()
    {
        await using var setting = await PollSetting.StartAsync();
        await setting.DeclareAsync("/feed.rss");
        var first = await setting.PollAsync();
        Assert.Equal((2, 0, false), (first.Counts.New, first.Counts.Updated, first.NotModified));
        var second = await setting.PollAsync();
        Assert.Equal((0, 0, true), (second.Counts.New, second.Counts.Updated, second.NotModified));
        Assert.NotNull(setting.Origin.Requests[^1].Header("If-None-Match"));
    }

    [Fact]
    public async Task The_same_bytes_without_validators_are_not_read_again()
    {
        await using var setting = await PollSetting.StartAsync();
        await setting.DeclareAsync("/fault/no-validators/feed.rss");
        await setting.PollAsync();
        Assert.True((await setting.PollAsync()).NotModified);
    }

    [Fact]
    public async Task After_many_304s_the_whole_is_asked_for_and_an_etag_that_lied_is_not_trusted_again()
    {
        await using var setting = await PollSetting.StartAsync();
        await setting.DeclareAsync("/lying");
        setting.Origin.Put("/lying", OriginDocument.Of(PollSetting.Rss("<item><guid>1</guid><title>One</title></item>"),
            "application/rss+xml") with
        { ETag = "\"never changes\"" });
        await setting.PollAsync();
        setting.Origin.Put("/lying", OriginDocument.Of(PollSetting.Rss("<item><guid>2</guid><title>Two</title></item>"),
            "application/rss+xml") with
        { ETag = "\"never changes\"" });
        for (var i = 0; i < LastAnswer.TrustedNotModified; i++)
            Assert.True((await setting.PollAsync(Often)).NotModified);
        Assert.Equal(1, (await setting.PollAsync(Often)).Counts.New);
        Assert.Null(setting.Origin.Requests[^1].Header("If-None-Match"));
        Assert.True((await setting.StateAsync()).Answer.ValidatorsLie);
        Assert.True((await setting.PollAsync()).NotModified);
        Assert.Null(setting.Origin.Requests[^1].Header("If-None-Match"));
    }

    [Fact]
    public async Task Asking_for_the_whole_of_an_honest_feed_costs_it_no_trust()
    {
        await using var setting = await PollSetting.StartAsync();
        await setting.DeclareAsync("/feed.rss");
        for (var i = 0; i < LastAnswer.TrustedNotModified + 2; i++)
            await setting.PollAsync(Often);
        Assert.Null(setting.Origin.Requests[^1].Header("If-None-Match"));
        await setting.PollAsync(Often);
        Assert.NotNull(setting.Origin.Requests[^1].Header("If-None-Match"));
        Assert.False((await setting.StateAsync()).Answer.ValidatorsLie);
    }

    [Theory]
    [InlineData(1, 24)]
    [InlineData(2, 12)]
    [InlineData(6, 4)]
    [InlineData(25, 1)]
    public async Task After_a_day_of_304s_the_whole_is_asked_for_however_seldom_that_was(int hours, int polls)
    {
        await using var setting = await PollSetting.StartAsync();
        await setting.DeclareAsync("/lying");
        foreach (var guid in new[] { "1", "2" })
        {
            setting.Origin.Put("/lying", OriginDocument.Of(PollSetting.Rss($"<item><guid>{guid}</guid><title>A</title></item>"),
                "application/rss+xml") with
            { ETag = "\"never changes\"" });
            if (guid == "1")
                await setting.PollAsync();
        }

        for (var i = 0; i < polls - 1; i++)
            Assert.True((await setting.PollAsync(TimeSpan.FromHours(hours))).NotModified);
        var waited = 0;
        while ((await setting.PollAsync(TimeSpan.FromHours(hours))).Counts.New == 0)
            Assert.InRange(++waited, 1, 1);
        Assert.True((await setting.StateAsync()).Answer.ValidatorsLie);
    }

    [Fact]
    public async Task A_quiet_feed_is_asked_for_the_whole_once_a_day_and_no_more()
    {
        await using var setting = await PollSetting.StartAsync();
        await setting.DeclareAsync("/feed.rss");
        for (var hour = 0; hour < 4 * 24; hour += 6)
            await setting.PollAsync(TimeSpan.FromHours(6));
        Assert.Equal(4, setting.Origin.Requests.Count(r => r.Header("If-None-Match") is null));
    }

    [Fact]
    public async Task A_feed_that_never_brought_anything_is_not_doubted_for_the_time_alone()
    {
        await using var setting = await PollSetting.StartAsync();
        setting.Origin.Put("/empty", OriginDocument.Of(PollSetting.Rss(""), "application/rss+xml"));
        await setting.DeclareAsync("/empty");
        for (var i = 0; i < 5; i++)
            await setting.PollAsync();
        Assert.Equal(1, setting.Origin.Requests.Count(r => r.Header("If-None-Match") is null));
    }

    [Fact]
    public async Task A_200_with_the_same_etag_is_read_when_its_body_differs()
    {
        await using var setting = await PollSetting.StartAsync();
        await setting.DeclareAsync("/fault/same-etag/feed.rss");
        await setting.PollAsync();
        var second = await setting.PollAsync();
        Assert.Equal((false, 2), (second.NotModified, second.Counts.Updated));
    }

    [Fact]
    public async Task Validators_of_another_address_are_not_sent()
    {
        await using var setting = await PollSetting.StartAsync();
        await setting.DeclareAsync("/feed.rss");
        await setting.PollAsync();
        await setting.DeclareAsync("/feed.atom");
        await setting.PollAsync();
        Assert.Null(setting.Origin.Requests[^1].Header("If-None-Match"));
    }
}

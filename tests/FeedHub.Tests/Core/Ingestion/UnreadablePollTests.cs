using FeedHub.Core.Sources;
using FeedHub.Origin;

namespace FeedHub.Tests.Core.Ingestion;

/// <summary>Bodies that are no feed, or one that is broken.</summary>
public sealed class UnreadablePollTests
{
    [Fact]
    public async Task A_body_that_is_no_feed_is_a_failure_until_it_changes_and_its_validators_are_kept()
    {
        await using var setting = await PollSetting.StartAsync();
        setting.Origin.Put("/page", OriginDocument.Of("<!DOCTYPE html><title>Sorry</title><p>We moved.", "text/html"));
        await setting.DeclareAsync("/page");
        var first = await setting.PollAsync();
        Assert.Equal(FetchFailure.NotAFeed, first.Failure);
        var second = await setting.PollAsync();
        Assert.Equal((FetchFailure.NotAFeed, first.Detail), (second.Failure, second.Detail));
        Assert.NotNull(setting.Origin.Requests[^1].Header("If-None-Match"));

        setting.Origin.Put(
            "/page", OriginDocument.Of(PollSetting.Rss("<item><guid>1</guid><title>Back</title></item>"), "application/rss+xml"));
        var third = await setting.PollAsync();
        Assert.Equal(((FetchFailure?)null, 1), (third.Failure, third.Counts.New));
        Assert.Null((await setting.StateAsync()).Answer.Unreadable);
    }

    [Fact]
    public async Task Where_a_page_sends_browsers_on_is_proposed_as_the_address_of_the_feed()
    {
        await using var setting = await PollSetting.StartAsync();
        setting.Origin.Put(
            "/moved", OriginDocument.Of("<!DOCTYPE html><meta http-equiv=refresh content='0; url=/feed.rss'><title>Moved</title>", "text/html"));
        await setting.DeclareAsync("/moved");
        var report = await setting.PollAsync();
        Assert.Equal(FetchFailure.NotAFeed, report.Failure);
        Assert.EndsWith($"it sends browsers on to {setting.Origin.Url("/feed.rss")}", report.Detail, StringComparison.Ordinal);
        Assert.Equal(setting.Origin.Url("/feed.rss"), (await setting.StateAsync()).Trouble.Proposal);
    }

    [Theory]
    [InlineData("{\"version\": \"https://jsonfe", FetchFailure.ParseError)]
    [InlineData("<", FetchFailure.ParseError)]
    [InlineData("<rss version=\"2.0\"><channel><title>T</title><ite", FetchFailure.ParseError)]
    [InlineData("{\"ok\": true}", FetchFailure.NotAFeed)]
    [InlineData("Not found.", FetchFailure.NotAFeed)]
    public async Task What_is_broken_beyond_reading_is_told_from_what_is_no_feed(string body, FetchFailure failure)
    {
        await using var setting = await PollSetting.StartAsync();
        setting.Origin.Put("/x", OriginDocument.Of(body, "application/xml"));
        await setting.DeclareAsync("/x");
        Assert.Equal(failure, (await setting.PollAsync()).Failure);
        Assert.Equal(failure, (await setting.PollAsync()).Failure);
    }

    [Theory]
    [InlineData("<title>News&nbsp;of today</title>")]
    [InlineData("<title>A & B</title>")]
    [InlineData("<title>T</title>")]
    public async Task A_feed_without_items_is_empty_and_no_failure_whatever_was_mended_in_it(string title)
    {
        await using var setting = await PollSetting.StartAsync();
        setting.Origin.Put("/x", OriginDocument.Of($"<rss version=\"2.0\"><channel>{title}</channel></rss>", "application/rss+xml"));
        await setting.DeclareAsync("/x");
        var report = await setting.PollAsync();
        Assert.Equal(((FetchFailure?)null, 0), (report.Failure, report.Counts.New));
        Assert.Equal("fetched", Assert.Single(await setting.FetchesAsync(10)).Outcome);
    }
}

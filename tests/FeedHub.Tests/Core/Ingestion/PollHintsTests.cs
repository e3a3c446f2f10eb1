using FeedHub.Origin;

namespace FeedHub.Tests.Core.Ingestion;

/// <summary>What a feed says of when to come back.</summary>
public sealed class PollHintsTests
{
    [Theory]
    [InlineData("<sy:updatePeriod>weekly</sy:updatePeriod><sy:updateFrequency>14</sy:updateFrequency>", 720)]
    [InlineData("<ttl>90</ttl><sy:updatePeriod>hourly</sy:updatePeriod>", 90)]
    [InlineData("<ttl>30</ttl><sy:updatePeriod>hourly</sy:updatePeriod>", 60)]
    [InlineData("<sy:updateFrequency>2</sy:updateFrequency>", 720)]
    [InlineData("", null)]
    public async Task The_longer_of_ttl_and_update_period_counts(string elements, int? minutes)
    {
        await using var setting = await PollSetting.StartAsync();
        var rss = PollSetting.Rss(elements + "<item><guid>1</guid><title>One</title></item>")
            .Replace("<rss ", "<rss xmlns:sy=\"http://purl.org/rss/1.0/modules/syndication/\" ", StringComparison.Ordinal);
        setting.Origin.Put("/x", OriginDocument.Of(rss, "application/rss+xml"));
        await setting.DeclareAsync("/x");
        await setting.PollAsync();
        Assert.Equal(minutes, (await setting.StateAsync()).Habits.Hints.Every?.TotalMinutes);
    }

    [Fact]
    public async Task What_the_feed_says_of_when_to_come_back_outlives_a_304()
    {
        await using var setting = await PollSetting.StartAsync();
        const string Asks = "<ttl>700</ttl><skipDays><day>Sunday</day></skipDays>";
        setting.Origin.Put(
            "/x", OriginDocument.Of(PollSetting.Rss(Asks + "<item><guid>1</guid><title>One</title></item>"), "application/rss+xml"));
        await setting.DeclareAsync("/x");
        await setting.PollAsync();
        Assert.True((await setting.PollAsync()).NotModified);
        var state = await setting.StateAsync();
        Assert.Equal(
            (TimeSpan.FromMinutes(700), DayOfWeek.Sunday), (state.Habits.Hints.Every!.Value, Assert.Single(state.Habits.Hints.SkipDays)));
        Assert.True(state.Times.Next - setting.Clock.GetUtcNow() >= TimeSpan.FromMinutes(700));
    }
}

using FeedHub.Core.Sources;

namespace FeedHub.Tests.Core.Sources;

public class PollScheduleTests
{
    private static readonly DateTimeOffset Now = new(2025, 5, 5, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_new_source_is_polled_again_after_a_quarter_of_an_hour()
    {
        Assert.Equal(Minutes(15), PollSchedule.AfterSuccess(TimeSpan.Zero, changed: true, null));
        Assert.Equal(Minutes(15), PollSchedule.AfterSuccess(TimeSpan.Zero, changed: false, null));
    }

    [Theory]
    [InlineData(240, 120)]
    [InlineData(30, 15)]
    [InlineData(15, 10)]
    [InlineData(10, 10)]
    public void News_brings_the_next_poll_nearer(int last, int next) => Assert.Equal(Minutes(next), PollSchedule.AfterSuccess(Minutes(last), changed: true, null));

    [Theory]
    [InlineData(10, 15)]
    [InlineData(100, 150)]
    [InlineData(200, 240)]
    [InlineData(240, 240)]
    [InlineData(1440, 240)]
    public void Silence_moves_it_away_up_to_four_hours(int last, int next) => Assert.Equal(Minutes(next), PollSchedule.AfterSuccess(Minutes(last), changed: false, null));

    [Theory]
    [InlineData(60, 60)]
    [InlineData(1, 15)]
    [InlineData(0, 15)]
    [InlineData(-60, 15)]
    [InlineData(1_000_000, 1440)]
    public void What_the_server_asks_is_kept_to_within_a_day(int asked, int next) =>
        Assert.Equal(Minutes(next), PollSchedule.AfterSuccess(Minutes(30), changed: true, Minutes(asked)));

    [Fact]
    public void A_failing_source_is_left_alone_longer_each_time_and_never_given_up()
    {
        var hours = Enumerable.Range(1, 9).Select(n => PollSchedule.AfterFailure(n, FetchFailure.HttpServerError, null).TotalHours);
        Assert.Equal([0.25, 0.5, 1, 2, 4, 8, 16, 24, 24], hours);
        Assert.Equal(PollSchedule.Longest, PollSchedule.AfterFailure(int.MaxValue, FetchFailure.HttpServerError, null));
    }

    [Fact]
    public void Retry_After_is_obeyed_and_what_is_gone_is_asked_for_once_a_day()
    {
        Assert.Equal(Minutes(90), PollSchedule.AfterFailure(1, FetchFailure.RateLimited, Minutes(90)));
        Assert.Equal(Minutes(15), PollSchedule.AfterFailure(1, FetchFailure.RateLimited, TimeSpan.FromSeconds(5)));
        Assert.Equal(PollSchedule.Longest, PollSchedule.AfterFailure(1, FetchFailure.RateLimited, TimeSpan.FromDays(400)));
        Assert.Equal(PollSchedule.Longest, PollSchedule.AfterFailure(1, FetchFailure.Gone, null));
    }

    [Fact]
    public void Sources_polled_together_drift_apart_but_never_come_early()
    {
        var next = Enumerable.Range(0, 200).Select(i => PollSchedule.Next(new SourceId($"source-{i}"), Now, Minutes(60)) - Now).ToList();
        Assert.All(next, n => Assert.InRange(n, Minutes(60), Minutes(66)));
        Assert.True(next.Distinct().Count() > 150);
        Assert.Equal(next[0], PollSchedule.Next(new SourceId("source-0"), Now, Minutes(60)) - Now);
    }

    private static TimeSpan Minutes(int minutes) => TimeSpan.FromMinutes(minutes);
}

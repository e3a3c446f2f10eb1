using FeedHub.Core.Sources;
using FeedHub.Core.Sources.Polling;

namespace FeedHub.Tests.Core.Sources;

public class PollScheduleTests
{
    private static readonly DateTimeOffset Now = new(2025, 5, 5, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_feed_without_dates_is_polled_again_after_a_quarter_of_an_hour() =>
        Assert.Equal((15, PollReason.Learning), Plan(Facts(new ArrivalHistory().With(new FeedSighting(10, 10, []), Now))));

    [Theory]
    [InlineData(0.5, 60, 60)]
    [InlineData(4, 230, 240)]
    [InlineData(48, 1440, 1440)]
    public void A_calm_feed_is_polled_about_as_often_as_it_brings_something_between_an_hour_and_a_day(double hours, int least, int most)
    {
        var (minutes, reason) = Plan(Facts(Steady(TimeSpan.FromHours(hours), length: 100)));
        Assert.Equal(PollReason.Rhythm, reason);
        Assert.InRange(minutes, least, most);
    }

    [Fact]
    public void A_feed_that_once_turned_over_quickly_is_polled_so_often_that_it_cannot_do_so_unseen()
    {
        var burst = Enumerable.Range(0, 40).Select(i => Now.AddDays(-9).AddMinutes(-i / 2.0));
        var calm = Enumerable.Range(0, 40).Select(i => Now.AddHours(-5 * i));
        var history = new ArrivalHistory().With(new FeedSighting(20, 20, [.. burst, .. calm]), Now.AddDays(-5))
            .With(new FeedSighting(20, 0, []), Now);
        var (minutes, reason) = Plan(Facts(history));
        Assert.Equal(PollReason.Overlap, reason);
        Assert.InRange(minutes, 4, 8);
    }

    [Fact]
    public void A_busy_feed_is_watched_closely_at_first()
    {
        var history = new ArrivalHistory().With(new FeedSighting(30, 30, [.. Enumerable.Range(0, 30).Select(i => Now.AddHours(-i))]), Now);
        Assert.Equal((10, PollReason.Learning), Plan(Facts(history)));
        Assert.Equal(PollReason.Rhythm, Plan(Facts(history with { Since = Now.AddDays(-4) })).Reason);
    }

    [Theory]
    [InlineData(180, null, 180)]
    [InlineData(null, 300, 300)]
    [InlineData(180, 300, 300)]
    [InlineData(1_000_000, null, 1440)]
    public void What_the_server_or_the_feed_asks_is_kept_to_within_a_day(int? fresh, int? every, int minutes)
    {
        var facts = Facts(Steady(TimeSpan.FromHours(1), 100)) with
        {
            FreshFor = fresh is { } f ? Minutes(f) : null,
            Hints = new PollHints { Every = every is { } e ? Minutes(e) : null },
        };
        Assert.Equal((minutes, PollReason.ServerAsks), Plan(facts));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-60)]
    [InlineData(5)]
    public void What_it_asks_does_not_make_us_come_sooner(int asked) => Assert.Equal(
        (60, PollReason.Rhythm), Plan(Facts(Steady(TimeSpan.FromHours(1), 100)) with { FreshFor = Minutes(asked) }));

    [Fact]
    public void The_configured_interval_beats_what_is_found_and_what_is_asked() => Assert.Equal(
        (5, PollReason.Declared), Plan(Facts(Steady(TimeSpan.FromHours(1), 100)) with { Declared = Minutes(5), FreshFor = Minutes(600) }));

    [Fact]
    public void Hours_and_days_that_the_feed_skips_are_waited_out()
    {
        var facts = Facts(Steady(TimeSpan.FromHours(1), 100)) with
        {
            Hints = new PollHints { SkipHours = [13, 14, 15, .. Enumerable.Range(20, 4)], SkipDays = [DayOfWeek.Tuesday] },
        };
        Assert.Equal(new PollPlan(new(2025, 5, 5, 16, 0, 0, TimeSpan.Zero), PollReason.Skipped), PollSchedule.Plan(facts, Now));
        Assert.Equal(new PollPlan(new(2025, 5, 7, 0, 0, 0, TimeSpan.Zero), PollReason.Skipped), PollSchedule.Plan(facts, Now.AddHours(8)));
        var always = facts with { Hints = new PollHints { SkipHours = [.. Enumerable.Range(0, 24)] } };
        Assert.Equal(PollReason.Rhythm, PollSchedule.Plan(always, Now).Reason);
    }

    [Fact]
    public void A_failing_source_is_left_alone_longer_each_time_and_never_given_up()
    {
        var hours = Enumerable.Range(1, 9).Select(n => Plan(Failing(n)).Minutes / 60.0);
        Assert.Equal([0.5, 1, 2, 4, 8, 16, 24, 24, 24], hours);
        Assert.Equal(1440, Plan(Failing(int.MaxValue)).Minutes);
    }

    [Fact]
    public void An_outage_is_looked_after_before_the_feed_has_turned_over()
    {
        var history = Steady(TimeSpan.FromHours(1), 10) with { LastSeen = Now.AddHours(-2) };
        var window = PollSchedule.OverlapWindow(history);
        Assert.True(Plan(Failing(9) with { Arrivals = history }).Minutes <= (window - TimeSpan.FromHours(2)).TotalMinutes);
        Assert.Equal(15, Plan(Failing(9) with { Arrivals = history with { LastSeen = Now.AddHours(-30) } }).Minutes);
        Assert.Equal(5, Plan(Failing(9) with { Arrivals = Steady(Minutes(10), 10) with { LastSeen = Now.AddHours(-30) } }).Minutes);
        Assert.Equal(15, Plan(Failing(9) with { Arrivals = history with { LastSeen = Now.AddDays(-3) } }).Minutes);
        Assert.Equal(1440, Plan(Failing(9) with { Arrivals = history with { LastSeen = Now.AddDays(-8) } }).Minutes);
    }

    [Fact]
    public void Retry_After_is_obeyed_within_a_day()
    {
        Assert.Equal((90, PollReason.RetryAfter), Plan(Failing(1) with { RetryAfter = Minutes(90) }));
        Assert.Equal((30, PollReason.Backoff), Plan(Failing(1) with { RetryAfter = TimeSpan.FromSeconds(5) }));
        Assert.Equal((1440, PollReason.RetryAfter), Plan(Failing(1) with { RetryAfter = TimeSpan.FromDays(400) }));
    }

    [Fact]
    public void What_is_gone_is_not_asked_for_again() => Assert.Equal(
        new PollPlan(PollSchedule.Never, PollReason.Gone), PollSchedule.Plan(Failing(1) with { Failure = FetchFailure.Gone }, Now));

    [Fact]
    public void Sources_polled_together_drift_apart_but_never_come_early_nor_beyond_a_day()
    {
        var facts = Facts(Steady(TimeSpan.FromHours(1), 100));
        var next = Enumerable.Range(0, 200)
            .Select(i => PollSchedule.Plan(facts with { Source = new SourceId($"source-{i}") }, Now).At - Now).ToList();
        Assert.All(next, n => Assert.InRange(n, Minutes(60), Minutes(66)));
        Assert.True(next.Distinct().Count() > 150);
        Assert.Equal(next[0], PollSchedule.Plan(facts with { Source = new SourceId("source-0") }, Now).At - Now);
        Assert.All(Enumerable.Range(0, 50), i => Assert.Equal(
            Now.AddDays(1), PollSchedule.Plan(Failing(9) with { Source = new SourceId($"source-{i}") }, Now).At));
    }

    [Fact]
    public void Every_reason_has_words_of_its_own() =>
        Assert.Equal(Enum.GetValues<PollReason>().Length, Enum.GetValues<PollReason>().Select(r => r.Describe()).Distinct().Count());

    private static (int Minutes, PollReason Reason) Plan(PollFacts facts)
    {
        // Of this source's name the spread is nothing.
        var plan = PollSchedule.Plan(facts with { Source = new SourceId(Unspread) }, Now);
        return ((int)(plan.At - Now).TotalMinutes, plan.Reason);
    }

    private static string Unspread { get; } = Enumerable.Range(0, 100_000).Select(i => $"s{i}").First(id =>
        PollSchedule.Plan(Failing(1) with { Source = new SourceId(id) }, Now).At == Now.AddMinutes(30));

    private static PollFacts Facts(ArrivalHistory arrivals) => new() { Source = new SourceId("a"), Arrivals = arrivals };

    private static PollFacts Failing(int failures) =>
        Facts(new ArrivalHistory()) with { Failures = failures, Failure = FetchFailure.HttpServerError };

    /// <summary>A feed that has been watched for weeks and brought an item each time.</summary>
    private static ArrivalHistory Steady(TimeSpan gap, int length)
    {
        var history = new ArrivalHistory().With(new FeedSighting(length, length, []), Now.AddDays(-40));
        for (var at = Now.AddDays(-40) + gap; at <= Now; at += gap)
            history = history.With(new FeedSighting(length, 1, [at]), at);
        return history;
    }

    private static TimeSpan Minutes(int minutes) => TimeSpan.FromMinutes(minutes);
}

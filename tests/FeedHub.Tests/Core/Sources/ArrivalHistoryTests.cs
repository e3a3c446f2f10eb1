using FeedHub.Core.Sources;
using FeedHub.Core.Sources.Polling;

namespace FeedHub.Tests.Core.Sources;

public class ArrivalHistoryTests
{
    private static readonly DateTimeOffset Now = new(2025, 5, 5, 12, 0, 0, TimeSpan.Zero);
    private static readonly ArrivalHistory Known = new ArrivalHistory()
        .With(new FeedSighting(10, 10, [.. Enumerable.Range(0, 10).Select(i => Now.AddHours(-2 * i))]), Now);

    [Fact]
    public void The_first_feed_s_own_dates_are_its_past()
    {
        Assert.Equal(2, Known.MeanGap!.Value.TotalHours, 0.01);
        Assert.Equal([1, 1, 1, 1, 1, 1, 1, 2, 4, 10], Known.Peaks);
        Assert.Equal(0, Known.Missed);
    }

    [Fact]
    public void Dates_that_cannot_be_say_nothing()
    {
        var history = new ArrivalHistory().With(new FeedSighting(3, 3, [Now.AddDays(3), Now.AddYears(-10), Now.AddHours(1)]), Now);
        Assert.Null(history.MeanGap);
        Assert.All(history.Peaks, p => Assert.Equal(0, p));
    }

    [Fact]
    public void What_overlaps_was_not_missed_and_what_turned_over_was()
    {
        var seen = Known.With(new FeedSighting(10, 9, []), Now.AddHours(20));
        Assert.Equal((0, null), (seen.Missed, seen.LastMissed));
        var late = Now.AddHours(40);
        var lost = Known.With(new FeedSighting(10, 10, [.. Enumerable.Range(0, 10).Select(i => late.AddHours(-2 * i))]), late);
        // Twenty came in forty hours, and ten are left.
        Assert.InRange(lost.Missed, 9, 12);
        Assert.Equal(late, lost.LastMissed);
        Assert.InRange(Known.With(new FeedSighting(10, 10, []), late).Missed, 1, 20);
    }

    [Fact]
    public void Items_without_dates_are_taken_to_have_come_bunched()
    {
        var history = Known.With(new FeedSighting(10, 4, []), Now.AddHours(4));
        Assert.Equal(4, history.Peaks[ArrivalHistory.Windows.ToList().IndexOf(60)]);
        Assert.Equal(1, history.Peaks[0], 0.1);
    }

    [Fact]
    public void A_feed_may_calm_down()
    {
        var busy = Known.With(new FeedSighting(10, 8, [.. Enumerable.Repeat(Now.AddMinutes(9), 8)]), Now.AddMinutes(10));
        Assert.Equal(TimeSpan.FromMinutes(2), PollSchedule.OverlapWindow(busy));
        var calm = busy;
        for (var day = 1; day <= 200; day++)
            calm = calm.With(new FeedSighting(10, 0, []), Now.AddDays(day));
        Assert.Equal(TimeSpan.FromDays(1), PollSchedule.OverlapWindow(calm));
    }

    [Fact]
    public void What_is_kept_is_bounded()
    {
        var history = Known;
        for (var i = 1; i < 2000; i++)
            history = history.With(new FeedSighting(500, 50, []), Now.AddMinutes(2 * i));
        Assert.InRange(history.Recent.Count, 1, 128);
    }
}

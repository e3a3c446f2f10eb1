using FeedHub.Benchmarks.Schedules;

namespace FeedHub.Tests.Core.Sources;

/// <summary>Two months of what <c>schedule</c> of the benchmarks prints for a year.</summary>
public class PollSimulationTests
{
    private const int Days = 60;
    private static readonly List<PollOutcome> Outcomes =
        [.. PollPolicy.All.Append(PollPolicy.Floor).SelectMany(policy => ArrivalPattern.All(Days)
            .Select(p => PollSimulation.Run(p, policy)))];

    [Fact]
    public void Nothing_is_missed_that_polling_at_the_floor_would_have_caught() => Assert.All(
        Outcomes.Where(o => o.Policy == "FeedHub"),
        ours => Assert.Equal(Outcomes.Single(o => o.Policy == PollPolicy.Floor.Name && o.Pattern == ours.Pattern).Missed, ours.Missed));

    [Fact]
    public void Whoever_else_misses_nothing_needs_more_requests()
    {
        var totals = Outcomes.GroupBy(o => o.Policy)
            .ToDictionary(g => g.Key, g => (Requests: g.Sum(o => o.Requests), Missed: g.Sum(o => o.Missed)));
        var (requests, missed) = totals["FeedHub"];
        Assert.All(totals.Where(t => t.Key != "FeedHub" && t.Value.Missed <= missed), t => Assert.True(t.Value.Requests > requests, t.Key));
        Assert.Contains(totals, t => t.Value.Missed > missed);
    }

    [Fact]
    public void Over_a_year_so_it_is_for_each_pattern_by_itself() => Assert.All(ArrivalPattern.All(365), pattern =>
    {
        // The floor needs the most of all, and longest to simulate.
        var year = PollPolicy.All.Select(policy => PollSimulation.Run(pattern, policy)).ToList();
        var ours = year.Single(o => o.Policy == "FeedHub");
        Assert.All(year.Where(o => o != ours && o.Missed <= ours.Missed), other => Assert.True(other.Requests > ours.Requests, $"{other}"));
    });

    [Fact]
    public void A_dead_feed_is_asked_once_a_day_and_a_bursty_one_often_enough()
    {
        Assert.InRange(Outcomes.Single(o => o is { Policy: "FeedHub", Pattern: "dead" }).Requests, Days, Days + 10);
        Assert.InRange(
            Outcomes.Single(o => o is { Policy: "FeedHub", Pattern: "bursty agency" }).Delay, TimeSpan.Zero, TimeSpan.FromMinutes(10));
    }
}

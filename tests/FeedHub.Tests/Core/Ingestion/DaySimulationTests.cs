using FeedHub.Benchmarks.Days;

namespace FeedHub.Tests.Core.Ingestion;

/// <summary>A day of a few outlets of the many that <c>day</c> of the benchmarks polls.</summary>
public class DaySimulationTests
{
    private static readonly Lazy<Task<DayReport>> Day = new(() => DaySimulation.RunAsync(DayWorld.Of(24), CancellationToken.None));

    [Fact]
    public async Task No_host_and_no_domain_is_asked_more_often_or_more_at_once_than_is_polite()
    {
        var day = await Day.Value;
        Assert.Empty(day.BelowSpacing);
        Assert.InRange(day.MostInFlight, 1, 2);
        Assert.Empty(day.WhileResting);
    }

    [Fact]
    public async Task No_source_is_polled_below_the_floor() => Assert.Empty((await Day.Value).BelowFloor);

    [Fact]
    public async Task No_source_is_starved_by_the_troubles_of_others()
    {
        var day = await Day.Value;
        Assert.Empty(day.Missed);
        Assert.Empty(day.Late);
        Assert.All(day.World.Outlets, o => Assert.Contains(day.Polls, p => p.Report.Source == o.Id));
    }

    [Fact]
    public async Task What_is_gone_is_asked_once()
    {
        var day = await Day.Value;
        Assert.Single(day.Asked[day.World.Outlets.Single(o => o.Fault == "status;code=410").Asked]);
    }
}

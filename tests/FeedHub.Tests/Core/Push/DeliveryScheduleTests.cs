using FeedHub.Core.Push.Deliveries;

namespace FeedHub.Tests.Core.Push;

public sealed class DeliveryScheduleTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Ten_attempts_go_over_seventy_five_hours()
    {
        var waits = Enumerable.Range(1, DeliverySchedule.Attempts - 1).Select(a => Wait(a, null, 0.5)!.Value).ToList();
        Assert.Equal([5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400], waits.Select(w => (int)w.TotalSeconds));
        Assert.Equal(75, (int)waits.Sum(w => w.TotalHours));
    }

    [Fact]
    public void After_the_last_attempt_there_is_none()
    {
        Assert.Null(Wait(DeliverySchedule.Attempts, null, 0.5));
        Assert.Null(Wait(DeliverySchedule.Attempts, TimeSpan.FromMinutes(1), 0.5));
        // Processes that died have used some up.
        Assert.Null(Wait(DeliverySchedule.Attempts + 3, null, 0.5));
    }

    [Fact]
    public void A_time_is_a_tenth_shorter_or_longer_by_chance()
    {
        Assert.Equal(TimeSpan.FromSeconds(270), Wait(2, null, 0));
        Assert.Equal(TimeSpan.FromSeconds(330), Wait(2, null, 1));
    }

    [Theory]
    [InlineData(1, 0, 5)]
    [InlineData(60, 60, 66)]
    [InlineData(86_400, 86_400, 95_040)]
    [InlineData(31_536_000, 86_400, 95_040)]
    public void A_receiver_is_not_asked_before_it_wants_but_daily(int asked, int earliest, int latest)
    {
        Assert.InRange(Wait(1, TimeSpan.FromSeconds(asked), 0)!.Value.TotalSeconds, earliest, latest);
        Assert.InRange(Wait(1, TimeSpan.FromSeconds(asked), 0.999)!.Value.TotalSeconds, earliest, latest + 1);
    }

    [Fact]
    public void A_longer_time_of_the_schedule_counts() => Assert.Equal(TimeSpan.FromMinutes(5), Wait(2, TimeSpan.FromSeconds(10), 0.5));

    private static TimeSpan? Wait(int attempt, TimeSpan? asked, double chance) =>
        DeliverySchedule.Next(attempt, Now, asked, chance) - Now;
}

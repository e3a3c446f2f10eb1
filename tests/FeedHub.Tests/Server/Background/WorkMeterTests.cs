using FeedHub.Server.Background;

namespace FeedHub.Tests.Server.Background;

public sealed class WorkMeterTests
{
    private readonly WorkMeter meter = new();

    [Fact]
    public void Work_has_ended_once_when_nothing_more_is_allocated()
    {
        Assert.Equal([false, false, true, false], Look(0, WorkMeter.Worth, WorkMeter.Worth, WorkMeter.Worth));
        Assert.Equal([false, true], Look(2 * WorkMeter.Worth, 2 * WorkMeter.Worth));
    }

    [Fact]
    public void While_there_is_work_it_has_not_ended() =>
        Assert.DoesNotContain(true, Look([.. Enumerable.Range(1, 100).Select(n => n * WorkMeter.Work)]));

    [Fact]
    public void A_little_work_is_not_worth_a_collection()
    {
        Look(0, WorkMeter.Worth, WorkMeter.Worth);
        Assert.Equal([false, false], Look((2 * WorkMeter.Worth) - 1, (2 * WorkMeter.Worth) - 1));
    }

    private List<bool> Look(params IReadOnlyList<long> allocated) => [.. allocated.Select(meter.HasEnded)];
}

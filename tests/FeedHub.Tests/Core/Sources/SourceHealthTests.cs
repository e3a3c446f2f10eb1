using FeedHub.Core.Sources;
using FeedHub.Core.Sources.Health;
using FeedHub.Core.Sources.Polling;

namespace FeedHub.Tests.Core.Sources;

public class SourceHealthTests
{
    private static readonly DateTimeOffset Now = new(2025, 5, 5, 12, 0, 0, TimeSpan.Zero);

    private static readonly Source Source = new() { Id = new SourceId("civil-ge"), Title = "Civil", Url = "https://civil.ge/feed" };
    private static readonly FeedSighting Seen = new(10, 1, []);

    private static readonly SourceState Fresh = new()
    {
        Id = new SourceId("civil-ge"),
        Answer = new() { Url = "https://civil.ge/feed", Validators = new FeedValidators("\"1\"", null), BodyHash = "ab" },
        Times = new() { LastChange = Now.AddDays(-1) },
        Habits = new() { Arrivals = new ArrivalHistory().With(new FeedSighting(10, 10, []), Now.AddDays(-1)) },
    };

    [Fact]
    public void A_success_sets_the_clock_and_clears_what_was_wrong()
    {
        var failing = SourceHealth.Failed(Source, Fresh, FetchFailure.DnsError, "No such host.", null, Now).State;
        var (state, told) = SourceHealth.Succeeded(Source, failing, Seen, changed: true, null, Now.AddMinutes(15));
        Assert.Null(told);
        Assert.Equal(
            (0, null, null, null), (state.Trouble.Failures, state.Trouble.LastFailure, state.Trouble.LastError, state.Trouble.BrokenSince));
        Assert.Equal((Now.AddMinutes(15), Now.AddMinutes(15)), (state.Times.LastSuccess, state.Times.LastChange));
        Assert.Equal(1, state.Habits.Arrivals.Items, 0.01);
        Assert.InRange(state.Times.Next, Now.AddHours(1), Now.AddHours(25));
    }

    [Fact]
    public void Nothing_new_is_a_success_that_changed_nothing()
    {
        var (state, _) = SourceHealth.Succeeded(Source, Fresh, null, changed: false, null, Now);
        Assert.Equal((Now, Now.AddDays(-1), Now), (state.Times.LastSuccess, state.Times.LastChange, state.Habits.Arrivals.LastSeen!.Value));
    }

    [Fact]
    public void A_source_breaks_with_the_third_failure_in_a_row_and_says_so_once()
    {
        var told = new List<SourceEvent?>();
        var state = Fresh;
        for (var i = 0; i < 5; i++)
        {
            (state, var happened) = SourceHealth.Failed(Source, state, FetchFailure.HttpServerError, "503", null, Now.AddHours(i));
            told.Add(happened);
        }

        Assert.Equal([null, null, new SourceEvent(0, Fresh.Id, Now.AddHours(2), Broke: true, "503"), null, null], told);
        Assert.Equal(
            (5, FetchFailure.HttpServerError, "503", Now.AddHours(2)),
            (state.Trouble.Failures, state.Trouble.LastFailure, state.Trouble.LastError, state.Trouble.BrokenSince));
    }

    [Theory]
    [InlineData(FetchFailure.Gone)]
    [InlineData(FetchFailure.GuardedAddress)]
    [InlineData(FetchFailure.BadUrl)]
    public void What_waiting_cannot_mend_is_broken_at_once(FetchFailure failure)
    {
        var (state, told) = SourceHealth.Failed(Source, Fresh, failure, "why", null, Now);
        Assert.True(told is { Broke: true, Detail: "why" });
        Assert.Equal(Now, state.Trouble.BrokenSince);
        Assert.Null(SourceHealth.Failed(Source, state, failure, "why", null, Now.AddDays(1)).Event);
    }

    [Fact]
    public void A_broken_source_that_answers_has_come_back()
    {
        var broken = SourceHealth.Failed(Source, Fresh, FetchFailure.Gone, "410", null, Now).State;
        var (state, told) = SourceHealth.Succeeded(Source, broken, null, changed: false, null, Now.AddDays(2));
        Assert.True(told is { Broke: false });
        Assert.Contains("2025-05-05 12:00 UTC", told.Detail, StringComparison.Ordinal);
        Assert.Null(state.Trouble.BrokenSince);
        Assert.Null(SourceHealth.Succeeded(Source, state, null, changed: false, null, Now.AddDays(3)).Event);
    }

    [Fact]
    public void A_failure_forgets_nothing_that_is_known()
    {
        var (state, _) = SourceHealth.Failed(Source, Fresh, FetchFailure.TooSlow, "30 s", TimeSpan.FromHours(3), Now);
        Assert.Equal((Fresh.Answer, Fresh.Habits, Fresh.Times.LastChange), (state.Answer, state.Habits, state.Times.LastChange));
        Assert.InRange(state.Times.Next, Now.AddHours(3), Now.AddHours(3.3));
    }

    [Theory]
    [InlineData(FetchFailure.RateLimited, 3)]
    [InlineData(FetchFailure.HttpServerError, 3)]
    [InlineData(FetchFailure.CircuitOpen, null)]
    public void What_a_server_asks_with_429_or_503_goes_for_its_host(FetchFailure failure, int? hours) => Assert.Equal(
        hours is { } h
            ? Now.AddHours(h)
            : null, SourceHealth.Failed(Source, Fresh, failure, "why", TimeSpan.FromHours(3), Now).HostRestsUntil);
}

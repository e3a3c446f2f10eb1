using FeedHub.Core.Ingestion;
using FeedHub.Core.Sources;
using FeedHub.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace FeedHub.Tests.Core.Ingestion;

/// <summary>Many sources polled side by side.</summary>
public sealed class PollingRunTests
{
    [Fact]
    public async Task A_run_ends_when_all_is_polled_and_one_broken_source_costs_no_other()
    {
        await using var setting = await PollSetting.StartAsync();
        setting.Clock.SetUtcNow(TimeProvider.System.GetUtcNow());
        await setting.Storage.Sources.ReconcileAsync(
            [TemporaryStorage.Source("bad") with { Url = setting.Origin.Url("/fault/status;code=500/feed.rss") }, .. Enumerable.Range(0, 6)
                .Select(i => TemporaryStorage.Source($"good-{i}") with { Url = setting.Origin.Url($"/feed.rss?{i}") })],
            setting.Clock.GetUtcNow(),
            default);
        var reports = new List<RefreshReport>();
        // The run's own clock is the real one: it only waits by it.
        var run = new PollingRun(setting.Storage.Sources, setting.Refresher(), TimeProvider.System, NullLogger<PollingRun>.Instance);
        await run.RunAsync(
            new ClaimOrder { Worker = PollSetting.Worker }, forever: false, reports.Add, TestContext.Current.CancellationToken);
        Assert.Equal(7, reports.Count);
        Assert.Equal("bad", Assert.Single(reports, r => r.Failure is not null).Source.Value);
        Assert.Equal(12, reports.Sum(r => r.Counts.New));
    }

    [Fact]
    public async Task A_fault_of_our_own_is_noted_at_the_source_and_the_run_goes_on()
    {
        await using var setting = await PollSetting.StartAsync();
        // The run waits by the real clock, so what it polls must not be due again by that setting.Clock.
        setting.Clock.SetUtcNow(TimeProvider.System.GetUtcNow());
        await setting.DeclareAsync("/feed.rss");
        var run = new PollingRun(
            setting.Storage.Sources, new SourceRefresher(new ThrowingFetcher(), setting.Storage.Ingestion, setting.Clock),
                TimeProvider.System, NullLogger<PollingRun>.Instance);
        var reports = new List<RefreshReport>();
        await run.RunAsync(
            new ClaimOrder { Worker = PollSetting.Worker }, forever: false, reports.Add, TestContext.Current.CancellationToken);
        Assert.Equal(FetchFailure.Internal, Assert.Single(reports).Failure);
        Assert.Contains("InvalidOperationException", (await setting.StateAsync()).Trouble.LastError, StringComparison.Ordinal);
    }

    private sealed class ThrowingFetcher : IFeedFetcher
    {
        public void Invited(string url) => throw new NotSupportedException();

        public Task<FetchResult> FetchAsync(FetchRequest request, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("a fault");
    }
}

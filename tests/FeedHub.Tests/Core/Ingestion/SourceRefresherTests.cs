using FeedHub.Core.Content;
using FeedHub.Core.Entries;
using FeedHub.Core.Ingestion;
using FeedHub.Core.Sources;
using FeedHub.Fetching;
using FeedHub.Origin;
using FeedHub.Tests.Fetching;
using FeedHub.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace FeedHub.Tests.Core.Ingestion;

/// <summary>A poll from the socket to the database.</summary>
public sealed class SourceRefresherTests : IAsyncLifetime
{
    private const string Worker = "test";
    private readonly TemporaryStorage storage = new();
    private readonly FakeTimeProvider clock = new(TemporaryStorage.Start);
    private readonly FeedFetcher fetcher = new(FetchSetting.Quick, TimeProvider.System, NullLogger<FeedFetcher>.Instance);
    private FeedOrigin origin = null!;

    public async ValueTask InitializeAsync() => origin = await FeedOrigin.StartAsync(new FeedOriginOptions());

    [Fact]
    public async Task A_second_poll_sends_the_validators_back_and_stores_nothing_new()
    {
        await DeclareAsync("/feed.rss");
        var first = await PollAsync();
        Assert.Equal((2, 0, false), (first.Counts.New, first.Counts.Updated, first.NotModified));
        var second = await PollAsync();
        Assert.Equal((0, 0, true), (second.Counts.New, second.Counts.Updated, second.NotModified));
        Assert.NotNull(origin.Requests[^1].Header("If-None-Match"));
    }

    [Fact]
    public async Task The_same_bytes_without_validators_are_not_read_again()
    {
        await DeclareAsync("/fault/no-validators/feed.rss");
        await PollAsync();
        Assert.True((await PollAsync()).NotModified);
    }

    [Fact]
    public async Task A_body_that_is_no_feed_is_a_failure_until_it_changes_and_its_validators_are_kept()
    {
        origin.Put("/page", OriginDocument.Of("<!DOCTYPE html><title>Sorry</title><p>We moved.", "text/html"));
        await DeclareAsync("/page");
        var first = await PollAsync();
        Assert.Equal(FetchFailure.NotAFeed, first.Failure);
        var second = await PollAsync();
        Assert.Equal((FetchFailure.NotAFeed, first.Detail), (second.Failure, second.Detail));
        Assert.NotNull(origin.Requests[^1].Header("If-None-Match"));

        origin.Put("/page", OriginDocument.Of(Rss("<item><guid>1</guid><title>Back</title></item>"), "application/rss+xml"));
        var third = await PollAsync();
        Assert.Equal(((FetchFailure?)null, 1), (third.Failure, third.Counts.New));
        Assert.Null((await StateAsync()).Unreadable);
    }

    [Fact]
    public async Task A_changed_item_is_an_update_and_not_a_second_entry()
    {
        origin.Put("/x", OriginDocument.Of(Rss("<item><guid>1</guid><title>Two hurt</title></item>"), "application/rss+xml"));
        await DeclareAsync("/x");
        await PollAsync();
        origin.Put("/x", OriginDocument.Of(Rss("<item><guid>1</guid><title>Three hurt</title></item>"), "application/rss+xml"));
        Assert.Equal(new IngestionCounts(0, 1), (await PollAsync()).Counts);
    }

    [Fact]
    public async Task A_source_breaks_at_the_third_failure_and_comes_back_with_an_event_each()
    {
        await DeclareAsync("/missing");
        for (var i = 0; i < 4; i++)
            Assert.Equal(FetchFailure.HttpClientError, (await PollAsync()).Failure);
        var broke = Assert.Single(await storage.Sources.EventsAsync(10, default));
        Assert.True(broke.Broke);
        Assert.Equal(4, (await StateAsync()).Failures);

        origin.Put("/missing", OriginDocument.Of(Rss("<item><guid>1</guid><title>Here</title></item>"), "application/rss+xml"));
        await PollAsync();
        Assert.Equal([false, true], (await storage.Sources.EventsAsync(10, default)).Select(e => e.Broke));
        Assert.Equal((0, null, null), ((await StateAsync()).Failures, (await StateAsync()).LastError, (await StateAsync()).BrokenSince));
    }

    [Fact]
    public async Task Validators_of_another_address_are_not_sent()
    {
        await DeclareAsync("/feed.rss");
        await PollAsync();
        await DeclareAsync("/feed.atom");
        await PollAsync();
        Assert.Null(origin.Requests[^1].Header("If-None-Match"));
    }

    [Fact]
    public async Task A_run_ends_when_all_is_polled_and_one_broken_source_costs_no_other()
    {
        clock.SetUtcNow(TimeProvider.System.GetUtcNow());
        await storage.Sources.ReconcileAsync(
            [Source("bad") with { Url = origin.Url("/fault/status;code=500/feed.rss") }, .. Enumerable.Range(0, 6).Select(i => Source($"good-{i}") with { Url = origin.Url($"/feed.rss?{i}") })],
            clock.GetUtcNow(),
            default);
        var reports = new List<RefreshReport>();
        // The run's own clock is the real one: it only waits by it.
        var run = new PollingRun(storage.Sources, Refresher(), TimeProvider.System, NullLogger<PollingRun>.Instance);
        await run.RunAsync(new ClaimOrder { Worker = Worker }, forever: false, reports.Add, TestContext.Current.CancellationToken);
        Assert.Equal(7, reports.Count);
        Assert.Equal("bad", Assert.Single(reports, r => r.Failure is not null).Source.Value);
        Assert.Equal(12, reports.Sum(r => r.Counts.New));
    }

    [Fact]
    public async Task A_fault_of_our_own_is_noted_at_the_source_and_the_run_goes_on()
    {
        // The run waits by the real clock, so what it polls must not be due again by that clock.
        clock.SetUtcNow(TimeProvider.System.GetUtcNow());
        await DeclareAsync("/feed.rss");
        var run = new PollingRun(
            storage.Sources, new SourceRefresher(new ThrowingFetcher(), storage.Ingestion, Normaliser, clock), TimeProvider.System, NullLogger<PollingRun>.Instance);
        var reports = new List<RefreshReport>();
        await run.RunAsync(new ClaimOrder { Worker = Worker }, forever: false, reports.Add, TestContext.Current.CancellationToken);
        Assert.Equal(FetchFailure.Internal, Assert.Single(reports).Failure);
        Assert.Contains("InvalidOperationException", (await StateAsync()).LastError, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        fetcher.Dispose();
        await origin.DisposeAsync();
        storage.Dispose();
    }

    private static EntryNormaliser Normaliser => new(new HtmlCleaner());

    private SourceRefresher Refresher() => new(fetcher, storage.Ingestion, Normaliser, clock);

    private static Source Source(string id) => TemporaryStorage.Source(id);

    private static string Rss(string items) =>
        $"<rss version=\"2.0\"><channel><title>T</title><link>http://t.example/</link><description/>{items}</channel></rss>";

    private Task DeclareAsync(string path) =>
        storage.Sources.ReconcileAsync([Source("a") with { Url = origin.Url(path) }], clock.GetUtcNow(), default);

    private async Task<RefreshReport> PollAsync()
    {
        clock.Advance(TimeSpan.FromHours(25));
        var claimed = Assert.Single(await storage.Sources.ClaimAsync(new ClaimOrder { Worker = Worker }, clock.GetUtcNow(), default));
        return await Refresher().RefreshAsync(claimed, Worker, TestContext.Current.CancellationToken);
    }

    private async Task<SourceState> StateAsync() => Assert.Single(await storage.Sources.OverviewAsync(default)).State;

    private sealed class ThrowingFetcher : IFeedFetcher
    {
        public Task<FetchResult> FetchAsync(FetchRequest request, CancellationToken cancellationToken) => throw new InvalidOperationException("a fault");
    }
}

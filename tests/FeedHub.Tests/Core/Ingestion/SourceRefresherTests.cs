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
    public async Task After_many_304s_the_whole_is_asked_for_and_an_etag_that_lied_is_not_trusted_again()
    {
        await DeclareAsync("/lying");
        origin.Put("/lying", OriginDocument.Of(Rss("<item><guid>1</guid><title>One</title></item>"), "application/rss+xml") with { ETag = "\"never changes\"" });
        await PollAsync();
        origin.Put("/lying", OriginDocument.Of(Rss("<item><guid>2</guid><title>Two</title></item>"), "application/rss+xml") with { ETag = "\"never changes\"" });
        for (var i = 0; i < SourceRefresher.TrustedNotModified; i++)
            Assert.True((await PollAsync()).NotModified);
        Assert.Equal(1, (await PollAsync()).Counts.New);
        Assert.Null(origin.Requests[^1].Header("If-None-Match"));
        Assert.True((await StateAsync()).ValidatorsLie);
        Assert.True((await PollAsync()).NotModified);
        Assert.Null(origin.Requests[^1].Header("If-None-Match"));
    }

    [Fact]
    public async Task Asking_for_the_whole_of_an_honest_feed_costs_it_no_trust()
    {
        await DeclareAsync("/feed.rss");
        for (var i = 0; i < SourceRefresher.TrustedNotModified + 2; i++)
            await PollAsync();
        Assert.Null(origin.Requests[^1].Header("If-None-Match"));
        await PollAsync();
        Assert.NotNull(origin.Requests[^1].Header("If-None-Match"));
        Assert.False((await StateAsync()).ValidatorsLie);
    }

    [Fact]
    public async Task A_200_with_the_same_etag_is_read_when_its_body_differs()
    {
        await DeclareAsync("/fault/same-etag/feed.rss");
        await PollAsync();
        var second = await PollAsync();
        Assert.Equal((false, 2), (second.NotModified, second.Counts.Updated));
    }

    [Theory]
    [InlineData("{\"version\": \"https://jsonfe", FetchFailure.ParseError)]
    [InlineData("<", FetchFailure.ParseError)]
    [InlineData("<rss version=\"2.0\"><channel><title>T</title><ite", FetchFailure.ParseError)]
    [InlineData("{\"ok\": true}", FetchFailure.NotAFeed)]
    [InlineData("Not found.", FetchFailure.NotAFeed)]
    public async Task What_is_broken_beyond_reading_is_told_from_what_is_no_feed(string body, FetchFailure failure)
    {
        origin.Put("/x", OriginDocument.Of(body, "application/xml"));
        await DeclareAsync("/x");
        Assert.Equal(failure, (await PollAsync()).Failure);
        Assert.Equal(failure, (await PollAsync()).Failure);
    }

    [Fact]
    public async Task Each_fetch_is_in_the_source_s_history()
    {
        await DeclareAsync("/feed.rss");
        await PollAsync();
        await PollAsync();
        origin.Put("/feed.rss", OriginDocument.Of("gone fishing", "text/plain"));
        await PollAsync();
        var history = await storage.Sources.FetchesAsync(new SourceId("a"), 10, default);
        Assert.Equal(
            [("not a feed", 200, 0), ("not modified", 304, 0), ("fetched", 200, 2)],
            history.Select(f => (f.Outcome, f.Status!.Value, f.New)));
        Assert.True(history[2].Bytes > 100);
        Assert.Contains("plain text", history[0].Note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<sy:updatePeriod>weekly</sy:updatePeriod><sy:updateFrequency>14</sy:updateFrequency>", 720)]
    [InlineData("<ttl>90</ttl><sy:updatePeriod>hourly</sy:updatePeriod>", 90)]
    [InlineData("<ttl>30</ttl><sy:updatePeriod>hourly</sy:updatePeriod>", 60)]
    [InlineData("<sy:updateFrequency>2</sy:updateFrequency>", 720)]
    [InlineData("", null)]
    public async Task The_longer_of_ttl_and_update_period_counts(string elements, int? minutes)
    {
        var rss = Rss(elements + "<item><guid>1</guid><title>One</title></item>").Replace("<rss ", "<rss xmlns:sy=\"http://purl.org/rss/1.0/modules/syndication/\" ", StringComparison.Ordinal);
        origin.Put("/x", OriginDocument.Of(rss, "application/rss+xml"));
        await DeclareAsync("/x");
        await PollAsync();
        Assert.Equal(minutes, (await StateAsync()).Hints.Every?.TotalMinutes);
    }

    [Fact]
    public async Task What_the_feed_says_of_when_to_come_back_outlives_a_304()
    {
        const string Asks = "<ttl>700</ttl><skipDays><day>Sunday</day></skipDays>";
        origin.Put("/x", OriginDocument.Of(Rss(Asks + "<item><guid>1</guid><title>One</title></item>"), "application/rss+xml"));
        await DeclareAsync("/x");
        await PollAsync();
        Assert.True((await PollAsync()).NotModified);
        var state = await StateAsync();
        Assert.Equal((TimeSpan.FromMinutes(700), DayOfWeek.Sunday), (state.Hints.Every!.Value, Assert.Single(state.Hints.SkipDays)));
        Assert.True(state.NextPoll - clock.GetUtcNow() >= TimeSpan.FromMinutes(700));
    }

    [Fact]
    public async Task An_address_that_has_moved_for_good_is_replaced_after_five_answers_over_three_days_and_one_command_undoes_it()
    {
        const string Old = "/fault/redirect;code=301/feed.rss";
        await DeclareAsync(Old);
        var asked = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            await PollAsync();
            asked.Add((await storage.Sources.FetchesAsync(new SourceId("a"), 1, default))[0].Url);
        }

        Assert.Equal([.. Enumerable.Repeat(origin.Url(Old), 5), origin.Url("/feed.rss")], asked);
        Assert.Contains("moved for good", (await storage.Sources.FetchesAsync(new SourceId("a"), 2, default))[1].Note, StringComparison.Ordinal);
        Assert.True(await storage.Sources.UndoMoveAsync(new SourceId("a"), clock.GetUtcNow(), default));
        Assert.False(await storage.Sources.UndoMoveAsync(new SourceId("a"), clock.GetUtcNow(), default));
        for (var i = 0; i < 7; i++)
            await PollAsync();
        Assert.Equal(origin.Url(Old), (await storage.Sources.FetchesAsync(new SourceId("a"), 1, default))[0].Url);
        Assert.NotNull(Assert.Single((await StateAsync()).Moves).UndoneAt);
    }

    [Theory]
    [InlineData("/fault/redirect;code=302/feed.rss")]
    [InlineData("/fault/redirect;code=307/feed.rss")]
    public async Task A_temporary_redirect_moves_nothing(string path)
    {
        await DeclareAsync(path);
        for (var i = 0; i < 7; i++)
            await PollAsync();
        Assert.Equal((null, 0), ((await StateAsync()).PendingMove, (await StateAsync()).Moves.Count));
    }

    [Theory]
    [InlineData("/missing")]
    [InlineData("/fault/status;code=410/feed.rss")]
    public async Task A_dead_address_gives_way_to_its_fallbacks_in_turn(string dead)
    {
        await storage.Sources.ReconcileAsync(
            [Source("a") with { Url = origin.Url(dead), FallbackUrls = [origin.Url("/missing-too"), origin.Url("/feed.rss")] }], clock.GetUtcNow(), default);
        RefreshReport report;
        var polls = 0;
        do
            report = await PollAsync();
        while (report.Failure is not null && ++polls < 10);
        Assert.Equal(2, report.Counts.New);
        Assert.Equal(origin.Url("/feed.rss"), (await storage.Sources.FetchesAsync(new SourceId("a"), 1, default))[0].Url);
        Assert.Null((await StateAsync()).BrokenSince);
        Assert.Null((await PollAsync()).Failure);
    }

    [Fact]
    public async Task The_home_page_of_a_dead_source_is_looked_through_for_its_feed()
    {
        origin.Put("/home", OriginDocument.Of(
            "<!doctype html><title>Home</title><link rel=alternate type=application/rss+xml href=/new.rss>", "text/html"));
        await storage.Sources.ReconcileAsync([Source("a") with { Url = origin.Url("/missing"), Home = origin.Url("/home") }], clock.GetUtcNow(), default);
        await PollAsync();
        await PollAsync();
        Assert.DoesNotContain(origin.Requests, r => r.Path == "/home");
        await PollAsync();
        await PollAsync();
        Assert.Equal(origin.Url("/new.rss"), (await StateAsync()).Proposal);
        Assert.Single(origin.Requests, r => r.Path == "/home");
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
            storage.Sources, new SourceRefresher(new ThrowingFetcher(), storage.Ingestion, clock), TimeProvider.System, NullLogger<PollingRun>.Instance);
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

    private SourceRefresher Refresher() => new(fetcher, storage.Ingestion, clock);

    private static Source Source(string id) => TemporaryStorage.Source(id);

    private static string Rss(string items) =>
        $"<rss version=\"2.0\"><channel><title>T</title><link>http://t.example/</link><description/>{items}</channel></rss>";

    private Task DeclareAsync(string path) =>
        storage.Sources.ReconcileAsync([Source("a") with { Url = origin.Url(path) }], clock.GetUtcNow(), default);

    private async Task<RefreshReport> PollAsync()
    {
        clock.Advance(TimeSpan.FromHours(25));
        var claimed = Assert.Single(await storage.Sources.ClaimAsync(new ClaimOrder { Worker = Worker, EvenIfNotDue = true }, clock.GetUtcNow(), default));
        return await Refresher().RefreshAsync(claimed, Worker, TestContext.Current.CancellationToken);
    }

    private async Task<SourceState> StateAsync() => Assert.Single(await storage.Sources.OverviewAsync(default)).State;

    private sealed class ThrowingFetcher : IFeedFetcher
    {
        public Task<FetchResult> FetchAsync(FetchRequest request, CancellationToken cancellationToken) => throw new InvalidOperationException("a fault");
    }
}

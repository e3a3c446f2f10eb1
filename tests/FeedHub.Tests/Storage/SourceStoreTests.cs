using FeedHub.Core.Ingestion;
using FeedHub.Core.Sources;
using FeedHub.Core.Sources.Polling;
using FeedHub.Core.Sources.Settings;

namespace FeedHub.Tests.Storage;

public class SourceStoreTests : IDisposable
{
    private static readonly DateTimeOffset Now = TemporaryStorage.Start;
    private readonly TemporaryStorage storage = new();

    private Task DeclareAsync(params Source[] sources) => storage.Sources.ReconcileAsync(sources, Now, default);

    private async Task<string[]> ClaimAsync(ClaimOrder order, DateTimeOffset? now = null) =>
        [.. (await storage.Sources.ClaimAsync(order, now ?? Now, default)).Select(c => c.Source.Id.Value).Order()];

    private static ClaimOrder Order(string worker = "one") => new() { Worker = worker };

    [Fact]
    public async Task A_new_source_is_due_at_once_and_comes_back_as_declared()
    {
        var declared = TemporaryStorage.Source("azertag") with
        {
            Countries = ["AZ"],
            Kind = SourceKind.State,
            Language = "az",
            FallbackUrls = ["https://azertag.example/rss2"],
            TimeZone = "Asia/Baku",
            Identity = SourceIdentity.Link,
            Republish = Republish.Full,
            Verified = new DateOnly(2026, 9, 14),
        };
        await DeclareAsync(declared);
        var claimed = Assert.Single(await storage.Sources.ClaimAsync(Order(), Now, default));
        Assert.Equivalent(declared, claimed.Source, strict: true);
        Assert.Equal(declared.Id, claimed.State.Id);
    }

    [Fact]
    public async Task A_claimed_source_is_not_claimed_twice_until_its_lease_ends()
    {
        await DeclareAsync(TemporaryStorage.Source("a"));
        Assert.Equal(["a"], await ClaimAsync(Order("one")));
        Assert.Empty(await ClaimAsync(Order("two")));
        Assert.Empty(await ClaimAsync(Order("two"), Now.AddMinutes(4)));
        Assert.Equal(["a"], await ClaimAsync(Order("two"), Now.AddMinutes(5)));
    }

    [Fact]
    public async Task A_host_with_many_sources_has_two_claims_and_holds_up_no_other()
    {
        await DeclareAsync(
            [.. Enumerable.Range(0, 9).Select(i => TemporaryStorage.Source($"a{i}", $"https://big.example/{i}")),
                TemporaryStorage.Source("z")]);
        var first = await ClaimAsync(Order());
        Assert.Equal(["a0", "a1", "z"], first);
        Assert.Empty(await ClaimAsync(Order()));
        Assert.Equal(7, await storage.Sources.WaitingAsync(Order(), Now, default));
    }

    [Fact]
    public async Task Claims_are_counted_by_registrable_domain()
    {
        await DeclareAsync(
            [.. new[] { "https://az.trend.az/1", "https://en.trend.az/2", "https://ru.trend.az/3", "https://news.am/4",
                "https://media.am/5", "http://127.0.0.1/6", "http://127.0.0.2/7" }
                .Select(url => TemporaryStorage.Source($"s{url[^1]}", url))]);
        Assert.Equal(["s1", "s2", "s4", "s5", "s6", "s7"], await ClaimAsync(Order()));
    }

    [Fact]
    public async Task A_host_that_asked_for_rest_is_left_alone_with_all_its_sources_and_its_neighbour_is_not()
    {
        await DeclareAsync(
            TemporaryStorage.Source("a", "https://one.example.org/a"), TemporaryStorage.Source("b", "https://one.example.org/b"),
            TemporaryStorage.Source("c", "https://two.example.org/c"));
        var claimed = (await storage.Sources.ClaimAsync(Order() with { Only = new SourceId("a") }, Now, default))[0];
        await FailAsync(claimed, new(FetchFailure.RateLimited, "HTTP 429", TimeSpan.FromHours(1)));
        Assert.Equal(["c"], await ClaimAsync(Order(), Now.AddMinutes(59)));
        Assert.Equal(["b"], await ClaimAsync(Order() with { EvenIfNotDue = true, Only = new SourceId("b") }, Now.AddMinutes(59)));
        Assert.Equal(["a", "b", "c"], await ClaimAsync(Order() with { PerSite = 3 }, Now.AddHours(2)));
    }

    [Fact]
    public async Task A_source_whose_address_changes_is_due_at_once_even_when_it_was_gone()
    {
        await DeclareAsync(TemporaryStorage.Source("a", "https://a.example/old"));
        var claimed = (await storage.Sources.ClaimAsync(Order(), Now, default))[0];
        await FailAsync(claimed, new(FetchFailure.Gone, "410", null));
        Assert.Empty(await ClaimAsync(Order(), Now.AddYears(100)));
        await DeclareAsync(TemporaryStorage.Source("a", "https://a.example/new"));
        Assert.Equal(["a"], await ClaimAsync(Order()));
    }

    [Fact]
    public async Task The_last_fifty_fetches_of_each_source_are_kept_newest_first()
    {
        await DeclareAsync(TemporaryStorage.Source("a"), TemporaryStorage.Source("b"));
        for (var i = 0; i < 60; i++)
        {
            foreach (var claimed in await storage.Sources.ClaimAsync(Order() with { EvenIfNotDue = true }, Now.AddHours(i), default))
            {
                var answer = new FetchResult.Failed
                {
                    Failure = FetchFailure.HttpServerError,
                    Detail = "n",
                    StatusCode = 500,
                    Bytes = i,
                    Elapsed = TimeSpan.FromMilliseconds(2),
                };
                var outcome = TemporaryStorage.Failed(
                    claimed, Now.AddHours(i), new(answer.Failure, answer.Detail, null)) with
                { Answer = answer };
                await storage.Ingestion.CommitAsync(new IngestionBatch("one", outcome), default);
                var fetch = new SourceFetch
                {
                    Source = claimed.Source.Id,
                    At = Now.AddHours(i),
                    Outcome = FetchFailure.HttpServerError.Name(),
                    Url = claimed.Source.Url,
                    Status = 500,
                    Bytes = i,
                    Milliseconds = 2,
                    New = 0,
                    Changed = 0,
                    Note = "n",
                };
                Assert.Equal(fetch, (await storage.Sources.FetchesAsync(claimed.Source.Id, 1, default))[0]);
            }
        }

        var kept = await storage.Sources.FetchesAsync(new SourceId("a"), 100, default);
        Assert.Equal(Enumerable.Range(10, 50).Reverse().Select(i => (long)i), kept.Select(f => f.Bytes));
    }

    [Fact]
    public async Task A_source_is_due_again_when_its_state_says_so_and_earlier_only_when_a_person_asks()
    {
        await DeclareAsync(TemporaryStorage.Source("a"));
        await ClaimAsync(new ClaimOrder { Worker = "test" });
        await CommitAsync("test", Now);
        Assert.Empty(await ClaimAsync(Order(), Now.AddMinutes(59)));
        Assert.Empty(await ClaimAsync(Order() with { EvenIfNotDue = true, NotSince = Now }, Now.AddMinutes(1)));
        Assert.Equal(["a"], await ClaimAsync(Order() with { EvenIfNotDue = true, NotSince = Now.AddMinutes(1) }, Now.AddMinutes(1)));
    }

    [Fact]
    public async Task A_source_no_longer_declared_is_not_polled_and_stays_in_the_overview()
    {
        await DeclareAsync(TemporaryStorage.Source("a"), TemporaryStorage.Source("b"));
        await DeclareAsync(TemporaryStorage.Source("b") with { Enabled = false, Reason = "resting" });
        Assert.Empty(await ClaimAsync(Order()));
        var overview = await storage.Sources.OverviewAsync(default);
        Assert.Equal([("a", false), ("b", true)], overview.Select(o => (o.Source.Id.Value, o.Declared)));
        Assert.Equal("resting", overview[1].Source.Reason);
    }

    [Fact]
    public async Task A_worker_that_lost_its_claim_writes_no_state_but_loses_no_entry()
    {
        await DeclareAsync(TemporaryStorage.Source("a"));
        await ClaimAsync(Order("slow"));
        await ClaimAsync(Order("fast"), Now.AddMinutes(6));
        var counts = await CommitAsync("slow", Now.AddMinutes(7));
        Assert.Equal(1, counts.New);
        var source = Assert.Single(await storage.Sources.OverviewAsync(default));
        Assert.Equal(1, source.Entries);
        Assert.Null(source.State.Times.LastSuccess);
    }

    [Fact]
    public async Task A_break_is_told_once_with_the_state_that_it_belongs_to()
    {
        await DeclareAsync(TemporaryStorage.Source("a"));
        await FailAsync((await storage.Sources.ClaimAsync(Order(), Now, default))[0], new(FetchFailure.Gone, "HTTP 410", null));
        var told = Assert.Single(await storage.Sources.EventsAsync(10, default));
        Assert.Equal((true, "HTTP 410", Now), (told.Broke, told.Detail, told.At));
    }

    [Fact]
    public async Task Released_claims_can_be_taken_at_once_by_who_asks_for_what_is_not_due()
    {
        await DeclareAsync(TemporaryStorage.Source("a"));
        await ClaimAsync(Order("one"));
        await storage.Sources.ReleaseAsync("one", Now, default);
        Assert.Empty(await ClaimAsync(Order("two")));
        Assert.Equal(["a"], await ClaimAsync(Order("two") with { EvenIfNotDue = true }));
    }

    [Fact]
    public async Task Each_standing_is_counted_and_listed_as_the_states_say()
    {
        await DeclareAsync([
            .. new[] { "new", "fine", "fails", "gone", "loses", "lost" }.Select(id => TemporaryStorage.Source(id)),
            TemporaryStorage.Source("off") with { Enabled = false },
        ]);
        var states = (await storage.Sources.ClaimAsync(Order(), Now, default)).ToDictionary(c => c.Source.Id.Value, c => c.State);
        foreach (var (id, missed) in new (string, DateTimeOffset?)[]
            { ("fine", null), ("loses", Now), ("lost", Now - SourceStandings.LossTime) })
        {
            var arrivals = new ArrivalHistory { LastSeen = Now - TimeSpan.FromHours(1), LastMissed = missed };
            var state = states[id] with { Habits = new() { Arrivals = arrivals } };
            var read = TemporaryStorage.Read(new SourceId(id), Now, TemporaryStorage.Entry(id, "1")) with { State = state };
            await storage.Ingestion.CommitAsync(new IngestionBatch("one", read), default);
        }
        await FailAsync(new(TemporaryStorage.Source("fails"), states["fails"]), new(FetchFailure.HttpServerError, "HTTP 500", null));
        await FailAsync(new(TemporaryStorage.Source("gone"), states["gone"]), new(FetchFailure.Gone, "HTTP 410", null));

        var all = await storage.Sources.OverviewAsync(default);
        Assert.Equal(
            all.GroupBy(s => SourceStandings.From(s, Now)).OrderBy(g => g.Key).Select(g => (g.Key, g.Count())),
            (await storage.Sources.StandingsAsync(Now, default)).OrderBy(s => s.Key).Select(s => (s.Key, s.Value)));
        Assert.Equal(6, (await storage.Sources.StandingsAsync(Now, default)).Count);
        foreach (var standing in Enum.GetValues<SourceStanding>())
        {
            Assert.Equal(
                all.Where(s => SourceStandings.From(s, Now) == standing).Select(s => s.Source.Id),
                (await storage.Sources.ListAsync(standing, 0, 10, Now, default)).Select(s => s.Source.Id));
        }
    }

    public void Dispose() => storage.Dispose();

    private Task<IngestionCounts> CommitAsync(string worker, DateTimeOffset now) => storage.Ingestion.CommitAsync(
        new IngestionBatch(worker, TemporaryStorage.Read(new SourceId("a"), now, TemporaryStorage.Entry("a", "1"))), default);

    private Task<IngestionCounts> FailAsync(ClaimedSource claimed, PollResult.Failed failure) =>
        storage.Ingestion.CommitAsync(new IngestionBatch("one", TemporaryStorage.Failed(claimed, Now, failure)), default);
}

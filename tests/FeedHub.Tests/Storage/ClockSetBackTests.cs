using FeedHub.Core.Ingestion;
using FeedHub.Core.Sources;

namespace FeedHub.Tests.Storage;

/// <summary>What a clock that was a day ahead has left in the store, once it is set right.</summary>
public class ClockSetBackTests : IDisposable
{
    private static readonly DateTimeOffset Now = TemporaryStorage.Start;
    private static readonly DateTimeOffset Ahead = Now.AddDays(1);
    private readonly TemporaryStorage storage = new();

    [Fact]
    public async Task A_poll_that_was_planned_is_planned_as_long_from_now()
    {
        await DeclareAsync(Now, "a");
        Assert.Equal(["a"], await ClaimAsync(Ahead));
        await CommitAsync(TemporaryStorage.Read(new SourceId("a"), Ahead));
        var planned = (await NextAsync()) - Ahead;
        Assert.Empty(await ClaimAsync(Now));
        Assert.Equal(Now + planned, await NextAsync());
        Assert.Empty(await ClaimAsync(Now + planned - TimeSpan.FromMinutes(1)));
        Assert.Equal(["a"], await ClaimAsync(Now + planned));
        Assert.Empty(await ClaimAsync(Now + planned));
    }

    [Fact]
    public async Task A_source_that_was_never_asked_is_due_at_once()
    {
        await DeclareAsync(Ahead, "a");
        Assert.Equal(["a"], await ClaimAsync(Now));
    }

    [Fact]
    public async Task A_source_that_is_gone_is_not_asked_again()
    {
        await DeclareAsync(Now, "a");
        var claimed = (await storage.Sources.ClaimAsync(new ClaimOrder { Worker = "test" }, Ahead, default))[0];
        await CommitAsync(TemporaryStorage.Failed(claimed, Ahead, new(FetchFailure.Gone, "HTTP 410", null)));
        Assert.Empty(await ClaimAsync(Now.AddDays(3)));
        Assert.Empty(await ClaimAsync(Now));
    }

    [Fact]
    public async Task A_claim_of_a_worker_that_died_is_free()
    {
        await DeclareAsync(Now, "a");
        await ClaimAsync(Ahead, "dead");
        Assert.Equal(["a"], await ClaimAsync(Now.AddMinutes(6)));
    }

    [Fact]
    public async Task A_host_is_left_alone_for_no_longer_than_it_may_ask()
    {
        await storage.Sources.ReconcileAsync(
            [TemporaryStorage.Source("a", "https://one.example/a"), TemporaryStorage.Source("b", "https://one.example/b")], Now, default);
        var order = new ClaimOrder { Worker = "test", Only = new SourceId("a") };
        var claimed = (await storage.Sources.ClaimAsync(order, Ahead, default))[0];
        await CommitAsync(TemporaryStorage.Failed(claimed, Ahead, new(FetchFailure.RateLimited, "HTTP 429", TimeSpan.FromHours(2))));
        Assert.Empty(await ClaimAsync(Ahead));
        Assert.Equal(["b"], await ClaimAsync(Now));
    }

    public void Dispose() => storage.Dispose();

    private Task DeclareAsync(DateTimeOffset now, string id) => storage.Sources.ReconcileAsync([TemporaryStorage.Source(id)], now, default);

    private async Task<string[]> ClaimAsync(DateTimeOffset now, string worker = "test") =>
        [.. (await storage.Sources.ClaimAsync(new ClaimOrder { Worker = worker }, now, default)).Select(c => c.Source.Id.Value).Order()];

    private async Task<DateTimeOffset> NextAsync() => Assert.Single(await storage.Sources.OverviewAsync(default)).State.Times.Next;

    private Task<IngestionCounts> CommitAsync(PollOutcome outcome) =>
        storage.Ingestion.CommitAsync(new IngestionBatch("test", outcome), default);
}

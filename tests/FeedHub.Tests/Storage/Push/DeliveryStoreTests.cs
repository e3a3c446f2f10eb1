using Dapper;
using FeedHub.Core.Push.Deliveries;
using FeedHub.Core.Push.Webhooks;
using FeedHub.Storage.Push;
using FeedHub.Storage.Sql;

namespace FeedHub.Tests.Storage.Push;

public class DeliveryStoreTests : IDisposable
{
    private static readonly DateTimeOffset Now = TemporaryStorage.Start;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);
    private readonly TemporaryStorage storage = new();

    private DeliveryStore Store => new(storage.Database);

    [Fact]
    public async Task A_delivery_comes_back_as_it_was_added_and_only_once()
    {
        var delivery = Webhook("alert/1", "a.example");
        await Store.AddAsync([delivery], default);
        await Store.AddAsync([delivery with { Payload = "{}" }], default);
        var claimed = Assert.Single(await ClaimAsync());
        Assert.Equal((delivery, 1, "worker"), (claimed.Delivery, claimed.Attempt, claimed.Worker));
    }

    [Fact]
    public async Task It_is_there_with_what_decided_it_or_not_at_all()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => storage.Database.WriteAsync<int>(
            WriteScope.None,
            async sql =>
            {
                await DeliveryRows.AddAsync(sql, [Webhook("alert/1", "a.example")]);
                throw new InvalidOperationException();
            },
            default));
        Assert.Null(await Store.NextAsync(default));
        await storage.Database.WriteAsync(
            WriteScope.None,
            async sql =>
            {
                await DeliveryRows.AddAsync(sql, [Webhook("alert/1", "a.example")]);
                return 0;
            },
            default);
        Assert.Equal(Now, await Store.NextAsync(default));
    }

    [Fact]
    public async Task What_is_leased_is_nobody_elses_until_the_lease_ends_and_then_has_the_same_ID()
    {
        await Store.AddAsync([Webhook("alert/1", "a.example")], default);
        var first = Assert.Single(await ClaimAsync(worker: "dead"));
        Assert.Empty(await ClaimAsync(now: Now + Lease - TimeSpan.FromMilliseconds(1)));
        Assert.Equal(Now + Lease, await Store.NextAsync(default));
        var second = Assert.Single(await ClaimAsync(now: Now + Lease));
        Assert.Equal((first.Delivery, 2), (second.Delivery, second.Attempt));
    }

    [Fact]
    public async Task Two_of_a_lane_are_leased_at_once_and_a_lane_that_is_full_delays_no_other()
    {
        await Store.AddAsync([.. Enumerable.Range(0, 50).Select(_ => Webhook("alert/1", "hangs.example"))], default);
        await Store.AddAsync([.. Enumerable.Range(0, 3).Select(_ => Webhook("alert/2", "b.example", Now.AddSeconds(1)))], default);
        var later = Now.AddSeconds(2);
        var claimed = await ClaimAsync(now: later);
        Assert.Equal(
            ["b.example", "b.example", "hangs.example", "hangs.example"], claimed.Select(c => c.Delivery.Lane).Order());

        var done = claimed.First(c => c.Delivery.Lane == "b.example");
        await Store.ConcludeAsync(done, new(DeliveryState.Sent, "HTTP 200"), later, default);
        Assert.Equal("b.example", Assert.Single(await ClaimAsync(worker: "other", now: later)).Delivery.Lane);
        Assert.Empty(await ClaimAsync(now: later));
    }

    [Fact]
    public async Task When_places_are_short_each_lane_gets_one_before_any_gets_two()
    {
        foreach (var lane in new[] { "a.example", "b.example", "c.example" })
            await Store.AddAsync([Webhook("q", lane), Webhook("q", lane)], default);
        Assert.Equal(
            ["a.example", "b.example", "c.example"], (await ClaimAsync(max: 3)).Select(c => c.Delivery.Lane).Order());
    }

    [Fact]
    public async Task Two_workers_at_once_share_what_is_due_and_neither_gets_what_the_other_has()
    {
        await Store.AddAsync([.. Enumerable.Range(0, 100).Select(n => Webhook("q", $"{n}.example"))], default);
        var claimed = await Task.WhenAll(
            from turn in Enumerable.Range(0, 10)
            select Task.Run(() => ClaimAsync(worker: $"worker {turn % 2}", max: 10)));
        var ids = claimed.SelectMany(c => c).Select(c => c.Delivery.Id).ToList();
        Assert.Equal((100, 100), (ids.Count, ids.Distinct().Count()));
    }

    [Fact]
    public async Task A_failure_is_due_at_its_time_and_the_log_has_it()
    {
        await Store.AddAsync([Webhook("alert/1", "a.example")], default);
        var claimed = Assert.Single(await ClaimAsync());
        await Store.ConcludeAsync(claimed, new(DeliveryState.Waiting, "HTTP 500", Now.AddSeconds(5)), Now, default);
        Assert.Equal(
            new DeliveryRecord(
                claimed.Delivery.Id, DeliveryChannel.Webhook, Now, DeliveryState.Waiting, 1, Now, "HTTP 500", Now.AddSeconds(5)),
            Assert.Single(await Store.LatestAsync("alert/1", 10, default)));
        Assert.Empty(await ClaimAsync(now: Now.AddSeconds(4)));
        Assert.Equal(2, Assert.Single(await ClaimAsync(now: Now.AddSeconds(5))).Attempt);
    }

    [Theory]
    [InlineData(DeliveryState.Sent)]
    [InlineData(DeliveryState.Gone)]
    [InlineData(DeliveryState.Refused)]
    [InlineData(DeliveryState.Exhausted)]
    public async Task What_is_done_is_never_due_and_its_payload_is_emptied(DeliveryState end)
    {
        await Store.AddAsync([Webhook("alert/1", "a.example")], default);
        await Store.ConcludeAsync(Assert.Single(await ClaimAsync()), new(end, "HTTP 4"), Now, default);
        Assert.Null(await Store.NextAsync(default));
        Assert.Equal((end, null), (await Store.LatestAsync("alert/1", 1, default)).Select(r => (r.State, r.Next)).Single());
        Assert.Equal([""], await PayloadsAsync());
    }

    [Fact]
    public async Task Who_lost_the_lease_can_say_that_it_was_sent_and_nothing_else()
    {
        await Store.AddAsync([Webhook("alert/1", "a.example")], default);
        var slow = Assert.Single(await ClaimAsync(worker: "slow"));
        var second = Assert.Single(await ClaimAsync(worker: "second", now: Now + Lease));
        await Store.ConcludeAsync(slow, new(DeliveryState.Gone, "HTTP 410"), Now + Lease, default);
        Assert.Equal(DeliveryState.Waiting, (await Store.LatestAsync("alert/1", 1, default))[0].State);
        await Store.ConcludeAsync(slow, new(DeliveryState.Sent, "HTTP 200"), Now + Lease, default);
        await Store.ConcludeAsync(second, new(DeliveryState.Waiting, "HTTP 500", Now + (2 * Lease)), Now + Lease, default);
        Assert.Equal(DeliveryState.Sent, (await Store.LatestAsync("alert/1", 1, default))[0].State);
        Assert.Null(await Store.NextAsync(default));
    }

    [Fact]
    public async Task What_is_given_back_is_due_at_once_and_its_attempt_does_not_count()
    {
        await Store.AddAsync([Webhook("alert/1", "a.example")], default);
        await ClaimAsync();
        await Store.ReleaseAsync("other", Now, default);
        Assert.Empty(await ClaimAsync());
        await Store.ReleaseAsync("worker", Now, default);
        Assert.Equal(1, Assert.Single(await ClaimAsync()).Attempt);
    }

    [Fact]
    public async Task A_dropped_queue_sends_nothing_more_and_others_go_on()
    {
        await Store.AddAsync([Webhook("alert/1", "a.example"), Webhook("alert/1", "a.example"), Webhook("alert/11", "b.example")], default);
        Assert.Single(await ClaimAsync(max: 1));
        Assert.Equal(2, await Store.DropAsync("alert/1", null, Now, default));
        Assert.Equal("alert/11", Assert.Single(await ClaimAsync(now: Now + Lease)).Delivery.Queue);
        Assert.All(await Store.LatestAsync("alert/1", 10, default), r => Assert.Equal(DeliveryState.Dropped, r.State));
        Assert.Equal(2, (await PayloadsAsync()).Count(p => p.Length == 0));
    }

    [Fact]
    public async Task The_log_has_the_latest_of_its_queue_first()
    {
        var (first, second) = (Webhook("q", "a.example"), Webhook("q", "a.example", Now.AddMinutes(1)));
        await Store.AddAsync([first, second, Webhook("p", "a.example")], default);
        Assert.Equal([second.Id, first.Id], (await Store.LatestAsync("q", 10, default)).Select(r => r.Id));
        Assert.Equal([second.Id], (await Store.LatestAsync("q", 1, default)).Select(r => r.Id));
    }

    [Fact]
    public async Task What_is_done_goes_after_thirty_days_and_what_waits_stays()
    {
        await Store.AddAsync([Webhook("done", "a.example")], default);
        await Store.ConcludeAsync(Assert.Single(await ClaimAsync()), new(DeliveryState.Sent, "HTTP 200"), Now, default);
        await Store.AddAsync([Webhook("waits", "a.example")], default);
        Assert.Equal(0, await Store.PurgeAsync(Now.AddDays(30), default));
        Assert.Equal(1, await Store.PurgeAsync(Now.AddDays(30).AddSeconds(1), default));
        Assert.Single(await ClaimAsync(now: Now.AddDays(31)));
    }

    [Fact]
    public async Task What_a_clock_that_ran_ahead_put_off_is_planned_anew()
    {
        await Store.AddAsync([Webhook("q", "a.example", Now.AddYears(1)), Webhook("p", "b.example", Now.AddHours(24))], default);
        await Store.PurgeAsync(Now, default);
        Assert.Equal("q", Assert.Single(await ClaimAsync()).Delivery.Queue);
    }

    [Fact]
    public async Task What_waits_is_counted_with_the_time_since_which_the_oldest_is_due()
    {
        Assert.Equal((0, null), await WaitingAsync(Now));
        await Store.AddAsync([Webhook("q", "a.example"), Webhook("q", "b.example", Now.AddHours(1))], default);
        Assert.Equal((2, Now), await WaitingAsync(Now.AddMinutes(1)));
        Assert.Single(await ClaimAsync());
        Assert.Equal((2, null), await WaitingAsync(Now.AddSeconds(1)));
        Assert.Equal((2, Now + Lease), await WaitingAsync(Now.AddMinutes(2)));
    }

    public void Dispose() => storage.Dispose();

    private static Delivery Webhook(string queue, string host, DateTimeOffset? created = null) => Delivery.OfWebhook(
        queue, new WebhookCall($"https://{host}/hook", new(WebhookSecretPlace.Store, queue), "{}"), created ?? Now);

    private Task<IReadOnlyList<ClaimedDelivery>> ClaimAsync(string worker = "worker", int max = 32, DateTimeOffset? now = null) =>
        Store.ClaimAsync(worker, max, Lease, now ?? Now, default);

    private async Task<(int, DateTimeOffset?)> WaitingAsync(DateTimeOffset now)
    {
        await using var sql = await storage.Database.OpenAsync(default);
        return await DeliveryClaims.WaitingAsync(sql, 1000, now);
    }

    private async Task<IEnumerable<string>> PayloadsAsync()
    {
        await using var connection = await storage.ConnectAsync();
        return await connection.QueryAsync<string>("SELECT payload FROM delivery");
    }
}

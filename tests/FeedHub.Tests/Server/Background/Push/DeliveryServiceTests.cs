using FeedHub.Core.Push.Deliveries;
using FeedHub.Core.Push.Webhooks;
using FeedHub.Server.Configuration;
using FeedHub.Storage;
using FeedHub.Storage.Push;
using FeedHub.Tests.Server.Configuration;
using FeedHub.Tests.Server.Endpoints;
using FeedHub.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using StandardWebhooks;
using StandardWebhooks.Diagnostics;

namespace FeedHub.Tests.Server.Background.Push;

/// <summary>The whole of FeedHub sends what waits, over real sockets.</summary>
public sealed class DeliveryServiceTests : IAsyncDisposable
{
    private const string Queue = "alert/1";
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);
    private readonly TemporaryConfig config = new();
    private readonly string data = Directory.CreateTempSubdirectory("feedhub-").FullName;
    private readonly string secret = WebhookKey.Mint();
    private readonly List<IAsyncDisposable> started = [];

    [Fact]
    public async Task A_webhook_arrives_as_it_was_added_signed_by_each_secret_that_is_in_use()
    {
        var receiver = await ReceiverAsync((_, _) => Task.FromResult(200));
        var hub = await StartAsync();
        var next = WebhookKey.Mint();
        await hub.Services.GetRequiredService<IWebhookSecrets>().AddAsync(Queue, next, TimeProvider.System.GetUtcNow(), default);
        var body = """{"type":"story.new","title":"Землетрясение в Гюмри — Գյումրի"}""";
        var delivery = Delivery.OfWebhook(
            Queue, new(receiver.Url("/hook?for=1"), new(WebhookSecretPlace.Store, Queue), body), TimeProvider.System.GetUtcNow());
        await AddAsync(hub, delivery);
        await LoggedAsync(hub, r => r.State == DeliveryState.Sent);

        var call = Assert.Single(receiver.Calls);
        Assert.Equal((delivery.Id, "/hook", body), (call.Id, call.Path, call.Body));
        Assert.Equal("application/json", call.Headers.ContentType.ToString().Split(';')[0]);
        // A receiver knows one of the two. This verifier never looks at the last of several signatures, so it gets each alone.
        var signatures = call.Headers["webhook-signature"].ToString().Split(' ');
        Assert.Equal(2, signatures.Length);
        foreach (var (signature, signer, other) in new[] { (signatures[0], next, secret), (signatures[1], secret, next) })
        {
            call.Headers["webhook-signature"] = signature;
            new StandardWebhook(signer).Verify(call.Body, call.Headers);
            Assert.Throws<WebhookVerificationException>(() => new StandardWebhook(other).Verify(call.Body, call.Headers));
        }
    }

    [Fact]
    public async Task The_secret_may_be_in_the_environment()
    {
        var name = $"FEEDHUB_TEST_{Guid.NewGuid():N}";
        Environment.SetEnvironmentVariable(name, secret);
        var receiver = await ReceiverAsync((_, _) => Task.FromResult(200));
        var hub = await StartAsync();
        await AddAsync(hub, Delivery.OfWebhook(
            Queue, new(receiver.Url("/"), new(WebhookSecretPlace.Environment, name), "{}"), TimeProvider.System.GetUtcNow()));
        await LoggedAsync(hub, r => r.State == DeliveryState.Sent);
        var call = Assert.Single(receiver.Calls);
        new StandardWebhook(secret).Verify(call.Body, call.Headers);
        Environment.SetEnvironmentVariable(name, null);
    }

    [Fact]
    public async Task A_receiver_that_fails_gets_the_same_ID_again_when_the_schedule_says()
    {
        var answers = new Queue<int>([500, 302, 200]);
        var receiver = await ReceiverAsync((_, _) => Task.FromResult(answers.Dequeue()));
        var clock = new FakeTimeProvider(TemporaryStorage.Start);
        var hub = await StartAsync(clock);
        await AddAsync(hub, Webhook(receiver.Url("/"), clock));
        foreach (var (note, shortest, longest) in new[] { ("HTTP 500", 4.5, 5.5), ("HTTP 302", 270, 330) })
        {
            var failed = await LoggedAsync(hub, r => r.Note == note, clock);
            // The clock may have gone on during the attempt.
            Assert.InRange((failed.Next!.Value - failed.LastAttempt!.Value).TotalSeconds, shortest, longest + 5);
            var before = receiver.Calls.Count;
            clock.Advance(failed.Next.Value - clock.GetUtcNow() - TimeSpan.FromMilliseconds(1));
            Assert.Equal(before, receiver.Calls.Count);
            clock.Advance(TimeSpan.FromMilliseconds(1));
        }
        await LoggedAsync(hub, r => r.State == DeliveryState.Sent, clock);
        Assert.Equal(3, receiver.Calls.Count);
        Assert.Single(receiver.Calls.Select(c => c.Id).Distinct());
        Assert.Equal(3, receiver.Calls.Select(c => c.Headers["webhook-timestamp"].ToString()).Distinct().Count());
    }

    [Fact]
    public async Task A_receiver_that_hangs_delays_nobody_else()
    {
        var over = new TaskCompletionSource();
        var receiver = await ReceiverAsync(async (call, gone) =>
        {
            if (call.Path == "/hangs")
                await over.Task.WaitAsync(gone);
            return 200;
        });
        var hub = await StartAsync();
        await AddAsync(hub, [.. Enumerable.Range(0, 50).Select(_ => Webhook(receiver.Url("/hangs", host: 2), queue: "hangs"))]);
        await RunningHub.WaitAsync(() => Task.FromResult(receiver.InFlight == IDeliveries.LaneWidth));
        await AddAsync(hub, [.. Enumerable.Range(0, 20).Select(_ => Webhook(receiver.Url("/", host: 3)))]);
        await RunningHub.WaitAsync(async () =>
            (await hub.Services.GetRequiredService<IDeliveries>().LatestAsync(Queue, 20, default)).All(r => r.State == DeliveryState.Sent));
        Assert.Equal(IDeliveries.LaneWidth, receiver.Calls.Count(c => c.Path == "/hangs"));
        over.SetResult();
    }

    [Fact]
    public async Task Who_answers_410_gets_it_no_more_and_the_owner_of_the_queue_is_told()
    {
        var receiver = await ReceiverAsync((_, _) => Task.FromResult(410));
        var owner = new Owner();
        var clock = new FakeTimeProvider(TemporaryStorage.Start);
        var hub = await StartAsync(clock, services => services.AddSingleton<IQueueOwner>(owner));
        var delivery = Webhook(receiver.Url("/"), clock);
        await AddAsync(hub, delivery);
        await LoggedAsync(hub, r => r.State == DeliveryState.Gone, clock);
        Assert.Equal([(delivery.Id, DeliveryState.Gone)], owner.Told);
        clock.Advance(TimeSpan.FromDays(2));
        await AddAsync(hub, Webhook(receiver.Url("/", host: 2), clock));
        await RunningHub.WaitAsync(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(receiver.Calls.Count == 2);
        });
        Assert.Single(receiver.Calls, c => c.Id == delivery.Id);
    }

    [Fact]
    public async Task What_a_process_that_died_was_sending_is_sent_under_the_same_ID_when_the_lease_ends()
    {
        var receiver = await ReceiverAsync((_, _) => Task.FromResult(200));
        var clock = new FakeTimeProvider(TemporaryStorage.Start);
        var (held, free) = (Webhook(receiver.Url("/", host: 2), clock), Webhook(receiver.Url("/"), clock, queue: "alert/2"));
        using (var database = new StoreLocation(data, null).Open())
        {
            database.Migrate();
            var deliveries = new DeliveryStore(database);
            await deliveries.AddAsync([held], default);
            Assert.Single(await deliveries.ClaimAsync("dead", 1, Lease, clock.GetUtcNow(), default));
        }
        var hub = await StartAsync(clock);
        await AddAsync(hub, free);
        await LoggedAsync(hub, r => r.State == DeliveryState.Sent, clock, "alert/2");
        Assert.Equal([free.Id], receiver.Calls.Select(c => c.Id));
        clock.Advance(Lease);
        var sent = await LoggedAsync(hub, r => r.State == DeliveryState.Sent, clock);
        Assert.Equal(2, sent.Attempts);
        Assert.Equal([free.Id, held.Id], receiver.Calls.Select(c => c.Id));
    }

    [Fact]
    public async Task A_server_that_is_told_to_stop_finishes_what_it_sends()
    {
        var receiver = await ReceiverAsync(async (_, gone) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, gone);
            return 200;
        });
        var hub = await StartAsync();
        await AddAsync(hub, Webhook(receiver.Url("/")));
        await RunningHub.WaitAsync(() => Task.FromResult(receiver.InFlight == 1));
        await hub.DisposeAsync();
        started.Remove(hub);

        hub = await StartAsync();
        var record = Assert.Single(await hub.Services.GetRequiredService<IDeliveries>().LatestAsync(Queue, 2, default));
        Assert.Equal((DeliveryState.Sent, 1), (record.State, record.Attempts));
        Assert.Single(receiver.Calls);
    }

    [Fact]
    public async Task Two_nodes_share_the_work_and_send_nothing_twice()
    {
        using var storage = new TemporaryStorage(onServer: true);
        var go = new TaskCompletionSource();
        var receiver = await ReceiverAsync(async (_, gone) =>
        {
            await go.Task.WaitAsync(gone);
            return 200;
        });
        var other = Directory.CreateTempSubdirectory("feedhub-").FullName;
        var hubs = new[] { await StartAsync(storage: storage), await StartAsync(storage: storage, folder: other) };
        await AddAsync(hubs[0], [.. Enumerable.Range(0, 200).Select(n => Webhook(receiver.Url("/", host: 1 + (n % 100))))]);
        // More than one node sends at once.
        await RunningHub.WaitAsync(() => Task.FromResult(receiver.InFlight == 64));
        go.SetResult();
        await RunningHub.WaitAsync(async () =>
            (await hubs[1].Services.GetRequiredService<IDeliveries>().LatestAsync(Queue, 200, default))
            .All(r => r.State == DeliveryState.Sent));
        Assert.Equal((200, 200), (receiver.Calls.Count, receiver.Calls.Select(c => c.Id).Distinct().Count()));
        foreach (var hub in hubs)
        {
            started.Remove(hub);
            await hub.DisposeAsync();
        }
        Directory.Delete(other, recursive: true);
    }

    public async ValueTask DisposeAsync()
    {
        // The hubs first: they wait for what they send.
        foreach (var part in Enumerable.Reverse(started))
            await part.DisposeAsync();
        config.Dispose();
        Directory.Delete(data, recursive: true);
    }

    private static Delivery Webhook(string url, TimeProvider? clock = null, string queue = Queue) => Delivery.OfWebhook(
        queue, new(url, new(WebhookSecretPlace.Store, Queue), "{}"), (clock ?? TimeProvider.System).GetUtcNow());

    private static Task AddAsync(RunningHub hub, params IReadOnlyList<Delivery> deliveries) =>
        hub.Services.GetRequiredService<IDeliveries>().AddAsync(deliveries, default);

    /// <summary>Waits until the only delivery of the queue is so, while the clock goes on in small steps.</summary>
    private static async Task<DeliveryRecord> LoggedAsync(
        RunningHub hub, Func<DeliveryRecord, bool> isSo, FakeTimeProvider? clock = null, string queue = Queue)
    {
        DeliveryRecord? found = null;
        await RunningHub.WaitAsync(async () =>
        {
            found = Assert.Single(await hub.Services.GetRequiredService<IDeliveries>().LatestAsync(queue, 2, default));
            if (isSo(found))
                return true;
            clock?.Advance(TimeSpan.FromMilliseconds(100));
            return false;
        });
        return found!;
    }

    private async Task<WebhookReceiver> ReceiverAsync(Func<ReceivedCall, CancellationToken, Task<int>> answer)
    {
        var receiver = await WebhookReceiver.StartAsync(answer);
        started.Add(receiver);
        return receiver;
    }

    private async Task<RunningHub> StartAsync(
        TimeProvider? clock = null, Action<IServiceCollection>? adjust = null, TemporaryStorage? storage = null, string? folder = null)
    {
        config.Delete("sources/alpha.yaml");
        var hub = await RunningHub.StartAsync(
            new FeedHubOptions { ConfigDirectory = config.Folder, DataDirectory = folder ?? data, StoreServer = storage?.Address },
            builder =>
            {
                if (clock is not null)
                    builder.Services.AddSingleton(clock);
                adjust?.Invoke(builder.Services);
            });
        started.Add(hub);
        await hub.Services.GetRequiredService<IWebhookSecrets>().AddAsync(Queue, secret, TemporaryStorage.Start, default);
        return hub;
    }

    private sealed class Owner : IQueueOwner
    {
        public List<(string, DeliveryState)> Told { get; } = [];

        public bool Owns(string queue) => queue == Queue;

        public Task EndedAsync(Delivery delivery, DeliveryConclusion conclusion, CancellationToken cancellationToken)
        {
            Told.Add((delivery.Id, conclusion.State));
            return Task.CompletedTask;
        }
    }
}

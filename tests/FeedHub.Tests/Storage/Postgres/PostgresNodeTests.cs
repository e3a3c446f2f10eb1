using FeedHub.Core.Nodes;
using FeedHub.Core.Sources;
using FeedHub.Core.Stories.Grouping;
using FeedHub.Storage.Postgres;
using FeedHub.Storage.Stories;
using Npgsql;

namespace FeedHub.Tests.Storage.Postgres;

public sealed class PostgresNodeTests : IAsyncDisposable
{
    private readonly TemporaryStorage storage = new(onServer: true);
    private readonly List<PostgresDatabase> databases = [];

    [Fact]
    public async Task One_node_leads_and_another_takes_over_once_it_has_ended()
    {
        var (first, second) = (Join(), Join());
        await first.BeatAsync("same", default);
        var nodes = await second.BeatAsync("other", default);
        Assert.Equal(
            [(first.Name, "same", true), (second.Name, "other", false)], nodes.Select(n => (n.Name, n.Catalog, n.Leads)));
        await first.DisposeAsync();
        Assert.Equal([(second.Name, true)], (await second.BeatAsync("other", default)).Select(n => (n.Name, n.Leads)));
        Assert.True(second.Leads);
    }

    [Fact]
    public async Task A_silent_node_loses_the_lead_its_claims_and_whatever_it_had_begun()
    {
        var (frozen, other) = (Join(), Join());
        await frozen.BeatAsync("", default);
        await other.BeatAsync("", default);
        await storage.Sources.ReconcileAsync([TemporaryStorage.Source("a")], Start, default);
        Assert.Single(await storage.Sources.ClaimAsync(new ClaimOrder { Worker = frozen.Name }, Start, default));
        var claims = frozen.Claims;
        var (begun, woken) = (new TaskCompletionSource(), new TaskCompletionSource());
        var wrote = false;
        var step = new GroupingStore(databases[0], null).StepAsync(
            async work =>
            {
                if (!await work.MayGroupAsync())
                    return false;
                begun.TrySetResult();
                await woken.Task;
                await work.CorrectAsync(new Correction(new("one"), new("two"), Together: true));
                return wrote = true;
            },
            Start, default);
        await begun.Task;
        TestServer.Execute($"UPDATE node SET seen = seen - 60000 WHERE name = '{frozen.Name}'", storage.DatabaseName);
        Assert.False(other.Leads);
        while (!other.Leads)
            await other.BeatAsync("", default);
        // What it held is free: another writes at once, and its claim can be taken.
        Assert.True(await new GroupingStore(databases[1], null).StepAsync(work => work.MayGroupAsync(), Start, default));
        var soonest = databases[1].Clock.GetUtcNow() + PollSchedule.Shortest;
        Assert.Single(await storage.Sources.ClaimAsync(new ClaimOrder { Worker = other.Name }, soonest, default));
        woken.SetResult();
        // Its step is run again on a new connection, and finds that it may not.
        Assert.False(await step);
        Assert.False(wrote);
        Assert.Empty(await storage.Grouping.ReadAsync(reading => reading.CorrectionsAsync(), default));
        // It notices when it next beats, and is one of several again.
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => frozen.BeatAsync("", default));
        Assert.False(frozen.Leads);
        Assert.False(claims.IsCancellationRequested);
        Assert.Equal([(other.Name, true), (frozen.Name, false)], (await frozen.BeatAsync("", default)).Select(n => (n.Name, n.Leads)));
        Assert.Equal((true, false), (claims.IsCancellationRequested, frozen.Claims.IsCancellationRequested));
    }

    [Fact]
    public async Task A_node_that_does_not_lead_places_no_entry()
    {
        var (leads, other) = (Join(), Join());
        await leads.BeatAsync("", default);
        await other.BeatAsync("", default);
        await storage.Sources.ReconcileAsync([TemporaryStorage.Source("a")], Start, default);
        await storage.CommitAsync(Start, TemporaryStorage.Entry("a", "1"));
        using var grouper = Grouper(databases[1]);
        Assert.Equal(0, (await grouper.GroupAsync(default)).Entries);
        using var leader = Grouper(databases[0]);
        Assert.Equal(1, (await leader.GroupAsync(default)).Entries);
    }

    [Fact]
    public async Task Nodes_hear_of_entries_and_of_a_new_version_once_they_are_committed()
    {
        var (one, other) = (Join(), Join());
        await storage.Sources.ReconcileAsync([TemporaryStorage.Source("a")], Start, default);
        await one.BeatAsync("", default);
        await other.BeatAsync("", default);
        await storage.CommitAsync(Start, TemporaryStorage.Entry("a", "1"));
        Assert.Equal(StoreNews.Entries, await other.ListenAsync(TimeSpan.FromMinutes(1), default));
        using var grouper = Grouper(databases[0]);
        await grouper.GroupAsync(default);
        Assert.Equal(StoreNews.Timeline, await other.ListenAsync(TimeSpan.FromMinutes(1), default));
        Assert.Null(await other.ListenAsync(TimeSpan.FromMilliseconds(1), default));
    }

    [Fact]
    public async Task Work_that_one_node_does_alone_waits_for_the_other()
    {
        var (one, other) = (Join(), Join());
        var held = await one.AloneAsync("following of weekly", default);
        await using (await other.AloneAsync("following of daily", default))
        {
        }
        var waits = other.AloneAsync("following of weekly", default);
        Assert.False(waits.IsCompleted);
        await held.DisposeAsync();
        await (await waits).DisposeAsync();
    }

    [Fact]
    public async Task A_node_has_the_time_of_the_server()
    {
        await Join().BeatAsync("", default);
        var server = (long)TestServer.Execute("SELECT feedhub_now()", storage.DatabaseName)!;
        var difference = databases[0].Clock.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(server);
        Assert.InRange(difference.TotalSeconds, -5, 30);
    }

    [Fact]
    public async Task A_source_that_another_transaction_holds_delays_no_claim()
    {
        await storage.Sources.ReconcileAsync([TemporaryStorage.Source("a"), TemporaryStorage.Source("b")], Start, default);
        await using var holder = (NpgsqlConnection)await storage.ConnectAsync();
        await using var holds = await holder.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand("SELECT id FROM source WHERE id = 'a' FOR UPDATE", holder))
            await command.ExecuteScalarAsync();
        var claimed = await storage.Sources.ClaimAsync(new ClaimOrder { Worker = "one" }, Start, default)
            .WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System);
        Assert.Equal(["b"], claimed.Select(c => c.Source.Id.Value));
    }

    [Fact]
    public async Task Requests_of_all_nodes_to_a_site_are_counted_together_and_keep_their_spacing()
    {
        var (one, other) = (Sites(), Sites());
        var turn = new SiteTurn(["host.example", "example"], TimeSpan.Zero, Connections: 2, TimeSpan.FromMinutes(1));
        Assert.Null(await one.BeginAsync(turn, default));
        Assert.Null(await other.BeginAsync(
            new SiteTurn(["example", "www.example"], TimeSpan.Zero, Connections: 2, TimeSpan.FromMinutes(1)), default));
        var third = new SiteTurn(["example"], TimeSpan.Zero, Connections: 2, TimeSpan.FromMinutes(1));
        Assert.NotNull(await one.BeginAsync(third, default));
        Assert.Null(await one.BeginAsync(third with { Sites = ["elsewhere.example"] }, default));
        await one.EndAsync(turn);
        Assert.Null(await other.BeginAsync(third, default));
        await one.EndAsync(third);
        var spaced = third with { Spacing = TimeSpan.FromHours(1) };
        Assert.InRange((await other.BeginAsync(spaced, default))!.Value, TimeSpan.FromMinutes(50), TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task A_request_that_was_never_ended_ends_when_its_time_is_up()
    {
        var sites = Sites();
        Assert.Null(await sites.BeginAsync(new SiteTurn(["a"], TimeSpan.Zero, 1, TimeSpan.FromMilliseconds(-1)), default));
        Assert.Null(await sites.BeginAsync(new SiteTurn(["a"], TimeSpan.Zero, 1, TimeSpan.FromMinutes(1)), default));
        Assert.NotNull(await sites.BeginAsync(new SiteTurn(["a"], TimeSpan.Zero, 1, TimeSpan.FromMinutes(1)), default));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var database in databases)
        {
            await database.Join().DisposeAsync();
            database.Dispose();
        }
        storage.Dispose();
    }

    private static DateTimeOffset Start => TemporaryStorage.Start;

    private INode Join() => Open().Join();

    private ISiteTurns Sites() => Open().SiteTurns;

    private static StoryGrouper Grouper(PostgresDatabase database) =>
        new(new GroupingStore(database, null), () => new(FeedHub.Core.Gazetteer.GazetteerContents.Empty), TimeProvider.System);

    private PostgresDatabase Open()
    {
        databases.Add(new PostgresDatabase(storage.Address!));
        return databases[^1];
    }
}

using System.Collections.Concurrent;
using FeedHub.Core.Timelines;
using FeedHub.Storage.Entries;
using FeedHub.Storage.Postgres;
using FeedHub.Storage.Sql;
using Npgsql;

namespace FeedHub.Tests.Storage.Postgres;

public sealed class PostgresDatabaseTests : IDisposable
{
    private const string Add = "UPDATE version SET value = value + 1 WHERE name = 'grouping'";
    private readonly TemporaryStorage storage = new(onServer: true);

    private PostgresDatabase Database => storage.Postgres;

    [Fact]
    public async Task Writes_of_one_scope_never_overlap_on_any_node_and_each_sees_what_the_one_before_did()
    {
        using var other = new PostgresDatabase(storage.Address!);
        var running = 0;
        var seen = new ConcurrentBag<long>();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(n => (n % 2 == 0 ? Database : other).WriteAsync(
            WriteScope.Grouping,
            async sql =>
            {
                Assert.Equal(1, Interlocked.Increment(ref running));
                // Read and written in two statements, which only a scope of its own makes safe.
                var value = (await sql.NumberAsync("SELECT value FROM version WHERE name = 'grouping'"))!.Value;
                await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System);
                await sql.ExecuteAsync("UPDATE version SET value = @next WHERE name = 'grouping'", ("@next", value + 1));
                seen.Add(value);
                Interlocked.Decrement(ref running);
                return value;
            },
            default)));
        Assert.Equal(Enumerable.Range(1, 20).Select(n => (long)n), seen.Order());
    }

    [Fact]
    public async Task Writes_of_other_scopes_run_at_the_same_time()
    {
        var (first, second) = (new TaskCompletionSource(), new TaskCompletionSource());
        await Task.WhenAll(Meet(WriteScope.Claims, first, second), Meet(WriteScope.Grouping, second, first))
            .WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Task<int> Meet(WriteScope scope, TaskCompletionSource mine, TaskCompletionSource others) => Database.WriteAsync(
            scope,
            async _ =>
            {
                mine.SetResult();
                await others.Task;
                return 0;
            },
            default);
    }

    [Fact]
    public async Task Of_two_writes_that_wait_for_each_other_one_is_made_again_and_both_are_kept()
    {
        var runs = 0;
        using var both = new Barrier(2);
        await Task.WhenAll(Write("timeline", "story"), Write("story", "timeline"));
        // The one that the server chose runs again, on a busy machine more than once.
        Assert.True(runs >= 3);
        await using var sql = await Database.OpenAsync(default);
        Assert.Equal([(0, "change"), (1, "grouping"), (2, "story"), (3, "timeline")], await sql.QueryAsync(
            "SELECT name, value FROM version ORDER BY name", row => ((int)row.Number("value"), row.Text("name"))));

        Task<int> Write(string one, string other) => Task.Run(() => Database.WriteAsync(
            WriteScope.None,
            async sql =>
            {
                const string Add = "UPDATE version SET value = value + 1 WHERE name = @name";
                await sql.ExecuteAsync(Add, ("@name", one));
                if (Interlocked.Increment(ref runs) <= 2)
                    both.SignalAndWait(TimeSpan.FromSeconds(30));
                return await sql.ExecuteAsync(Add, ("@name", other));
            },
            default));
    }

    [Fact]
    public async Task A_write_whose_connection_is_lost_before_its_commit_is_made_again_once()
    {
        var runs = 0;
        await Database.WriteAsync(
            WriteScope.None,
            async sql =>
            {
                await sql.ExecuteAsync(Add);
                if (++runs == 1)
                    TestServer.Execute($"SELECT pg_terminate_backend({await sql.NumberAsync("SELECT pg_backend_pid()")})");
                return await sql.ExecuteAsync(Add);
            },
            default);
        Assert.Equal((2, 3L), (runs, await GroupingAsync()));
    }

    [Fact]
    public async Task A_session_that_reads_goes_on_after_its_connection_was_ended()
    {
        await using var sql = await Database.OpenAsync(default);
        for (var time = 0; time < 3; time++)
        {
            TestServer.Execute($"SELECT pg_terminate_backend({await sql.NumberAsync("SELECT pg_backend_pid()")})");
            Assert.Equal(["grouping"], await sql.QueryAsync(
                "SELECT name FROM version WHERE name = @name", row => row.Text("name"), ("@name", "grouping")));
        }
    }

    [Fact]
    public async Task A_statement_that_is_wrong_is_not_read_again()
    {
        await using var sql = await Database.OpenAsync(default);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => sql.NumberAsync("SELECT nothing"));
        Assert.Equal(PostgresErrorCodes.UndefinedColumn, refused.SqlState);
    }

    [Fact]
    public async Task A_write_that_fails_leaves_nothing_and_is_not_made_again()
    {
        var runs = 0;
        await Assert.ThrowsAsync<PostgresException>(() => Database.WriteAsync(
            WriteScope.Grouping,
            async sql =>
            {
                runs++;
                await sql.ExecuteAsync(Add);
                return await sql.ExecuteAsync("INSERT INTO version (name, value) VALUES ('grouping', 1)");
            },
            default));
        Assert.Equal((1, 1L), (runs, await GroupingAsync()));
    }

    [Fact]
    public async Task A_write_that_nobody_waits_for_any_longer_is_not_begun()
    {
        using var stop = new CancellationTokenSource();
        var gate = new TaskCompletionSource();
        var locked = new TaskCompletionSource();
        var first = Database.WriteAsync(
            WriteScope.Claims,
            async _ =>
            {
                locked.SetResult();
                await gate.Task;
                return 0;
            },
            default);
        await locked.Task;
        var begun = false;
        var second = Database.WriteAsync(WriteScope.Claims, _ => Task.FromResult(begun = true), stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        gate.SetResult();
        await first;
        Assert.False(begun);
    }

    [Fact]
    public async Task A_database_that_is_opened_for_reading_refuses_every_change()
    {
        using var reading = PostgresDatabase.ForReading(storage.Address!);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => reading.ProbeAsync(default));
        Assert.Equal(PostgresErrorCodes.ReadOnlySqlTransaction, refused.SqlState);
        await Database.ProbeAsync(default);
    }

    [Fact]
    public async Task Nodes_that_start_together_bring_an_empty_database_up_to_date_once()
    {
        TestServer.Empty(storage.DatabaseName!);
        var applied = new ConcurrentBag<string>();
        Parallel.For(0, 4, _ =>
        {
            using var node = new PostgresDatabase(storage.Address!);
            foreach (var name in node.Migrate())
                applied.Add(name);
        });
        var all = Directory.GetFiles(RepositoryFiles.Path("src", "FeedHub.Storage", "Postgres", "Migrations"));
        Assert.Equal(all.Select(f => Path.GetFileName(f)!).Order(), applied.Order());
        Assert.Empty(Database.Migrate());
        await Database.ProbeAsync(default);
    }

    [Fact]
    public async Task What_a_text_column_cannot_hold_is_replaced_and_the_rest_is_kept()
    {
        await storage.Sources.ReconcileAsync([TemporaryStorage.Source("a")], TemporaryStorage.Start, default);
        await storage.CommitAsync(TemporaryStorage.Start, TemporaryStorage.Entry("a", "1") with { Title = "A\0B \uD83D C 🚂" });
        await storage.Grouper(TimeProvider.System).GroupAsync(default);
        var page = await storage.Timeline.PageAsync(TimelineFilter.All, TextExtent.Whole, default);
        Assert.Equal("A\uFFFDB \uFFFD C 🚂", Assert.Single(page.Stories).Lead.Entry.Title);
    }

    [Fact]
    public async Task An_entry_that_arrives_while_others_are_purged_is_counted()
    {
        var now = TemporaryStorage.Start;
        await storage.Sources.ReconcileAsync([TemporaryStorage.Source("a")], now, default);
        await storage.CommitAsync(now, TemporaryStorage.Entry("a", "old"));
        Task<int?>? purge = null;
        await Database.WriteAsync(
            WriteScope.Ingestion(new("a")),
            async sql =>
            {
                await EntryTable.InsertAsync(sql, [TemporaryStorage.Entry("a", "new") with { Arrived = now.AddDays(31) }]);
                await sql.ExecuteAsync("UPDATE source SET entries = entries + 1");
                purge = storage.Ingestion.PurgeAsync(now.AddDays(30), default);
                const string Waits = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()";
                while (!purge.IsCompleted && await sql.NumberAsync(Waits) == 0)
                    await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
                return 0;
            },
            default);
        Assert.Equal(1, await purge!);
        Assert.Equal(1, Assert.Single(await storage.Sources.OverviewAsync(default)).Entries);
    }

    public void Dispose() => storage.Dispose();

    private async Task<long> GroupingAsync()
    {
        await using var sql = await Database.OpenAsync(default);
        return await Versions.GetAsync(sql, Versions.Grouping);
    }
}

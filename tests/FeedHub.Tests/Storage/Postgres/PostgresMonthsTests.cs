using Dapper;
using FeedHub.Core.Ingestion;
using Microsoft.Extensions.Time.Testing;

namespace FeedHub.Tests.Storage.Postgres;

/// <summary>Entries on a server are divided by the month of their arrival.</summary>
public sealed class PostgresMonthsTests : IAsyncLifetime
{
    private static readonly DateTimeOffset December = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly TemporaryStorage storage = new(onServer: true);

    public async ValueTask InitializeAsync() => await storage.Sources.ReconcileAsync([TemporaryStorage.Source("a")], December, default);

    [Fact]
    public async Task Retention_drops_a_month_once_all_of_it_is_too_old()
    {
        await ArriveAsync("1", December.AddMinutes(-1));
        await ArriveAsync("2", December);
        Assert.Equal(["entry_2026_11 1", "entry_2026_12 2"], await PartitionsAsync());
        Assert.Equal(0, await storage.Ingestion.PurgeAsync(December.AddMilliseconds(-1), default));
        Assert.Equal(1, await storage.Ingestion.PurgeAsync(December, default));
        Assert.Equal(["entry_2026_12 2"], await PartitionsAsync());
        Assert.Equal("1 1 1 1", await CountsAsync());
        Assert.Equal(1, await storage.Ingestion.PurgeAsync(December.AddYears(1), default));
        Assert.Equal("0 0 0 0", await CountsAsync());
        Assert.Equal(default, await ArriveAsync("2", December.AddYears(1)));
    }

    [Fact]
    public async Task Numbers_do_not_go_back_when_the_clock_does()
    {
        await ArriveAsync("1", December.AddMonths(3));
        await ArriveAsync("2", December);
        await ArriveAsync("3", December.AddMonths(4));
        Assert.Equal(["entry_2027_03 1", "entry_2027_03 2", "entry_2027_04 3"], await PartitionsAsync());
    }

    [Fact]
    public async Task A_month_with_an_entry_that_is_too_young_stays()
    {
        await ArriveAsync("1", December.AddMinutes(-1));
        await ExecuteAsync($"UPDATE entry SET arrived = {December.AddDays(1).ToUnixTimeMilliseconds()}");
        Assert.Equal(0, await storage.Ingestion.PurgeAsync(December.AddHours(1), default));
        Assert.Equal("1 1 1 1", await CountsAsync());
    }

    [Fact]
    public async Task A_month_that_somebody_reads_for_long_stays_and_others_go_on_reading()
    {
        await ArriveAsync("1", December.AddMinutes(-1));
        await using (var reader = await storage.ConnectAsync())
        {
            await using var reading = await reader.BeginTransactionAsync();
            await reader.ExecuteScalarAsync("SELECT count(*) FROM entry", transaction: reading);
            Assert.Null(await storage.Ingestion.PurgeAsync(December, default));
        }
        Assert.Equal("1 1 1 1", await CountsAsync());
        Assert.Equal(1, await storage.Ingestion.PurgeAsync(December, default));
    }

    [Fact]
    public async Task Entries_from_before_there_were_months_are_deleted_one_by_one()
    {
        await ArriveAsync("1", December);
        await ArriveAsync("2", December.AddDays(1));
        await ExecuteAsync("UPDATE story SET first_entry = 1");
        foreach (var table in new[] { "entry", "entry_text", "entry_key" })
            await ExecuteAsync($"UPDATE {table} SET seq = seq & 1099511627775");
        Assert.Equal(["entry_before 1", "entry_before 2"], await PartitionsAsync());
        Assert.Equal(1, await storage.Ingestion.PurgeAsync(December.AddHours(1), default));
        Assert.Equal(["entry_before 2"], await PartitionsAsync());
        Assert.Equal("1 1 1 1", await CountsAsync());
    }

    [Fact]
    public async Task The_reports_of_stories_are_sought_in_their_months_only()
    {
        await ArriveAsync("1", December.AddMinutes(-1));
        await ArriveAsync("2", December);
        await using var sql = await storage.Database.OpenAsync(default);
        var which = await sql.Dialect.OfStoriesAsync(sql, [1]);
        var plan = string.Join('\n', await sql.QueryAsync(
            $"EXPLAIN SELECT title, texts FROM entry JOIN entry_text USING (seq) WHERE {which.Text}",
            row => row.Text("QUERY PLAN"), [.. which.Values]));
        Assert.Contains(" on entry_2026_11 ", plan, StringComparison.Ordinal);
        Assert.DoesNotContain(" on entry_2026_12 ", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_nodes_that_begin_a_month_together_get_different_numbers()
    {
        var names = Enumerable.Range(0, 8).Select(i => $"s{i}").ToList();
        await storage.Sources.ReconcileAsync([.. names.Select(n => TemporaryStorage.Source(n))], December, default);
        await Task.WhenAll(names.Select(name => storage.CommitAsync(
            December, [.. Enumerable.Range(0, 20).Select(i => TemporaryStorage.Entry(name, $"{i}") with { Arrived = December })])));
        Assert.Equal(160, (await PartitionsAsync()).Count(p => p.StartsWith("entry_2026_12 ", StringComparison.Ordinal)));
        Assert.Equal("160 160 160 0", await CountsAsync());
    }

    public ValueTask DisposeAsync()
    {
        storage.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<IngestionCounts> ArriveAsync(string key, DateTimeOffset at)
    {
        var counts = await storage.CommitAsync(at, TemporaryStorage.Entry("a", key) with { Arrived = at });
        await storage.Grouper(new FakeTimeProvider(at)).GroupAsync(default);
        return counts;
    }

    /// <summary>Each entry's partition and key, in order of arrival.</summary>
    private async Task<IEnumerable<string>> PartitionsAsync()
    {
        await using var connection = await storage.ConnectAsync();
        return await connection.QueryAsync<string>("SELECT tableoid::regclass || ' ' || key FROM entry ORDER BY seq");
    }

    /// <summary>How many entries, texts, keys and stories there are.</summary>
    private async Task<string> CountsAsync()
    {
        await using var connection = await storage.ConnectAsync();
        return string.Join(' ', new[] { "entry", "entry_text", "entry_key", "story" }
            .Select(table => connection.ExecuteScalar<long>($"SELECT count(*) FROM {table}")));
    }

    private async Task ExecuteAsync(string statement)
    {
        await using var connection = await storage.ConnectAsync();
        await connection.ExecuteAsync(statement);
    }
}

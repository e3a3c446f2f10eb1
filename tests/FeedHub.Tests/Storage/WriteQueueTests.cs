using Dapper;
using FeedHub.Storage.Sql;

namespace FeedHub.Tests.Storage;

public sealed class WriteQueueTests : IDisposable
{
    private readonly TemporaryStorage storage = new();

    [Fact]
    public async Task Writes_that_wait_together_are_kept_each_whole_or_not_at_all()
    {
        var gate = new TaskCompletionSource();
        var first = storage.Database.WriteAsync(WriteScope.None, async _ => { await gate.Task; return 0; }, default);
        var writes = Enumerable.Range(0, 100).Select(n => WriteAsync(n, fails: n % 3 == 0)).ToList();
        gate.SetResult();
        await first;

        foreach (var (n, write) in writes.Index())
        {
            if (n % 3 == 0)
                Assert.Equal($"fault {n}", (await Assert.ThrowsAsync<InvalidOperationException>(() => write)).Message);
            else
                Assert.Equal(n, await write);
        }
        Assert.Equal(
            Enumerable.Range(0, 100).Where(n => n % 3 != 0).SelectMany(n => new[] { $"{n}", $"{n} again" }).Order(StringComparer.Ordinal),
            await PathsAsync());
    }

    [Fact]
    public async Task A_write_that_fails_alone_leaves_nothing_and_the_next_goes_on()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => WriteAsync(1, fails: true));
        await WriteAsync(2, fails: false);
        Assert.Equal(["2", "2 again"], await PathsAsync());
    }

    [Fact]
    public async Task A_write_that_nobody_waits_for_any_longer_is_not_begun()
    {
        using var stop = new CancellationTokenSource();
        var gate = new TaskCompletionSource();
        var first = storage.Database.WriteAsync(WriteScope.None, async _ => { await gate.Task; return 0; }, default);
        var begun = false;
        var second = storage.Database.WriteAsync(WriteScope.None, _ => Task.FromResult(begun = true), stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        gate.SetResult();
        await first;
        await WriteAsync(3, fails: false);
        Assert.False(begun);
    }

    [Fact]
    public async Task Writes_fail_that_no_transaction_can_be_had_for()
    {
        using var database = new FeedHub.Storage.Sqlite.SqliteDatabase(Path.Combine(storage.Folder, "other"));
        Directory.Delete(Path.Combine(storage.Folder, "other"));
        var writes = Enumerable.Range(0, 3).Select(_ => database.WriteAsync(WriteScope.None, _ => Task.FromResult(0), default)).ToList();
        foreach (var write in writes)
            await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => write);
    }

    public void Dispose() => storage.Dispose();

    private Task<int> WriteAsync(int number, bool fails) => storage.Database.WriteAsync(
        WriteScope.None,
        async sql =>
        {
            const string Insert = "INSERT INTO catalog_file (path, text) VALUES (@path, '')";
            await sql.ExecuteAsync(Insert, ("@path", $"{number}"));
            await Task.Yield();
            if (fails)
                throw new InvalidOperationException($"fault {number}");
            await sql.ExecuteAsync(Insert, ("@path", $"{number} again"));
            return number;
        },
        default);

    private async Task<string[]> PathsAsync()
    {
        await using var connection = await storage.ConnectAsync();
        return [.. (await connection.QueryAsync<string>("SELECT path FROM catalog_file")).Order(StringComparer.Ordinal)];
    }
}

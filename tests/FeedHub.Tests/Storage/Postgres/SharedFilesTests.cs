using FeedHub.Storage.Postgres;

namespace FeedHub.Tests.Storage.Postgres;

/// <summary>The files that nodes share, in the database.</summary>
public sealed class SharedFilesTests : IDisposable
{
    private static readonly DateTimeOffset Now = TemporaryStorage.Start;
    private readonly TemporaryStorage storage = new(onServer: true);
    private readonly SharedFiles files;

    public SharedFilesTests() => files = new SharedFiles(storage.Database);

    [Fact]
    public async Task Each_change_has_a_higher_number_and_a_deletion_is_one()
    {
        Assert.Equal(0, await files.LatestAsync(default));
        var a = await files.WriteAsync("a", [1], null, Now, default);
        var b = await files.WriteAsync("b", [], null, Now, default);
        var gone = await files.WriteAsync("a", null, a, Now, default);
        Assert.Equal([1L, 2, 3], new[] { a!.Number, b!.Number, gone!.Number });
        Assert.Equal([b, gone], await files.ChangedAfterAsync(0, default));
        Assert.Equal([gone], await files.ChangedAfterAsync(2, default));
        Assert.Null(gone.Hash);
        Assert.Equal(3, await files.LatestAsync(default));
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", b.Hash);
        Assert.Empty((await files.BytesAsync(b, default))!);
        Assert.Null(await files.BytesAsync(gone, default));
    }

    [Fact]
    public async Task A_file_is_written_only_over_the_version_that_was_seen()
    {
        var first = await files.WriteAsync("a", [1], null, Now, default);
        Assert.Null(await files.WriteAsync("a", [2], null, Now, default));
        var second = await files.WriteAsync("a", [2], first, Now, default);
        Assert.Null(await files.WriteAsync("a", [3], first, Now, default));
        Assert.Null(await files.WriteAsync("b", [3], first, Now, default));
        Assert.Equal(second, await files.FindAsync("a", default));
        Assert.Equal(new byte[] { 2 }, (await files.BytesAsync(second!, default))!);
        Assert.Null(await files.BytesAsync(first!, default));
        Assert.Null(await files.FindAsync("b", default));
    }

    [Fact]
    public async Task Changes_that_come_together_are_numbered_in_the_order_in_which_they_can_be_seen()
    {
        var seen = new List<long>();
        var writes = Task.WhenAll(Enumerable.Range(0, 40).Select(n => files.WriteAsync($"{n}", [(byte)n], null, Now, default)));
        while (!writes.IsCompleted)
            seen.AddRange((await files.ChangedAfterAsync(seen.LastOrDefault(), default)).Select(f => f.Number));
        await writes;
        seen.AddRange((await files.ChangedAfterAsync(seen.LastOrDefault(), default)).Select(f => f.Number));
        Assert.Equal(Enumerable.Range(1, 40).Select(n => (long)n), seen);
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(
            () => files.WriteAsync("a", new byte[SharedFiles.MaxBytes + 1], null, Now, default));
        Assert.NotNull(await files.WriteAsync("a", new byte[SharedFiles.MaxBytes], null, Now, default));
    }

    public void Dispose() => storage.Dispose();
}

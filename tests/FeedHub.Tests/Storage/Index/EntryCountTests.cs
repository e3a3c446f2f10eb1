namespace FeedHub.Tests.Storage.Index;

/// <summary>The number of a source's entries is kept, and stays right.</summary>
public class EntryCountTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = TemporaryStorage.Start;
    private readonly TemporaryStorage storage = new();

    public async ValueTask InitializeAsync() =>
        await storage.Sources.ReconcileAsync([TemporaryStorage.Source("a"), TemporaryStorage.Source("b")], Now, default);

    [Fact]
    public async Task It_grows_with_new_entries_only_and_falls_with_those_that_are_purged()
    {
        var later = Now.AddDays(31);
        await storage.CommitAsync(Now, TemporaryStorage.Entry("a", "1"));
        await storage.CommitAsync(
            later, TemporaryStorage.Entry("a", "1", "changed"), TemporaryStorage.Entry("a", "2") with { Arrived = later },
            TemporaryStorage.Entry("b", "1") with { Arrived = later });
        Assert.Equal("2, 1", await CountsAsync());
        await storage.Ingestion.PurgeAsync(Now.AddDays(30), default);
        Assert.Equal("1, 1", await CountsAsync());
    }

    public ValueTask DisposeAsync()
    {
        storage.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string> CountsAsync() =>
        string.Join(", ", (await storage.Sources.OverviewAsync(default)).Select(o => o.Entries));
}

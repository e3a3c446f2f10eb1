using FeedHub.Core.Sources;
using FeedHub.Server.Background;
using FeedHub.Tests.Storage;

namespace FeedHub.Tests.Server.Background;

public sealed class WorkerTests : IDisposable
{
    private readonly TemporaryStorage storage = new();

    [Fact]
    public async Task The_claims_of_a_living_worker_are_its_own()
    {
        await DeclareAsync("one");
        using var other = new Worker(storage.Folder);
        using var worker = new Worker(storage.Folder);
        Assert.Single(await ClaimAsync(other.Name));
        await worker.ReleaseAbandonedAsync(storage.Sources, default);
        Assert.Empty(await ClaimAsync(worker.Name));
    }

    [Fact]
    public async Task The_claims_of_a_killed_worker_are_free_at_once()
    {
        await DeclareAsync("one");
        Assert.Single(await ClaimAsync("killed"));
        using var worker = new Worker(storage.Folder);
        // What a killed process leaves: its file, which nobody holds.
        var mark = Path.Combine(storage.Folder, "workers", "killed.worker");
        await File.WriteAllTextAsync(mark, "");
        await worker.ReleaseAbandonedAsync(storage.Sources, default);
        Assert.Single(await ClaimAsync(worker.Name));
        Assert.False(File.Exists(mark));
    }

    [Fact]
    public void A_worker_that_ends_leaves_nothing_behind()
    {
        new Worker(storage.Folder).Dispose();
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(storage.Folder, "workers")));
    }

    public void Dispose() => storage.Dispose();

    private Task DeclareAsync(string id) => storage.Sources.ReconcileAsync([TemporaryStorage.Source(id)], TemporaryStorage.Start, default);

    private Task<IReadOnlyList<ClaimedSource>> ClaimAsync(string worker) =>
        storage.Sources.ClaimAsync(new ClaimOrder { Worker = worker }, TemporaryStorage.Start, default);
}

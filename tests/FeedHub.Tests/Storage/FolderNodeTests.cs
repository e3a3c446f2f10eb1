using FeedHub.Core.Sources;
using FeedHub.Storage.Sqlite;

namespace FeedHub.Tests.Storage;

public sealed class FolderNodeTests : IDisposable
{
    private readonly TemporaryStorage storage = new(onServer: false);

    [Fact]
    public async Task The_claims_of_a_living_process_are_its_own()
    {
        await DeclareAsync("one");
        using var other = new SqliteDatabase(storage.Folder);
        await using var claimer = other.Join();
        await using var node = storage.Database.Join();
        Assert.Single(await ClaimAsync(claimer.Name, TemporaryStorage.Start));
        await node.BeatAsync("", default);
        Assert.Empty(await ClaimAsync(node.Name, TemporaryStorage.Start + PollSchedule.Shortest));
    }

    [Fact]
    public async Task The_claims_of_a_killed_process_are_free_but_what_it_may_have_asked_for_is_not_asked_for_again_at_once()
    {
        await DeclareAsync("one");
        Assert.Single(await ClaimAsync("killed", TemporaryStorage.Start));
        await using var node = storage.Database.Join();
        // What a killed process leaves: its file, which nobody holds.
        var mark = Path.Combine(storage.Folder, "workers", "killed.worker");
        await File.WriteAllTextAsync(mark, "");
        var before = TimeProvider.System.GetUtcNow();
        await node.BeatAsync("", default);
        Assert.Empty(await ClaimAsync(node.Name, before + PollSchedule.Shortest - TimeSpan.FromMilliseconds(1)));
        Assert.Single(await ClaimAsync(node.Name, TimeProvider.System.GetUtcNow() + PollSchedule.Shortest));
        Assert.False(File.Exists(mark));
    }

    [Fact]
    public async Task A_process_that_ends_leaves_nothing_behind()
    {
        await storage.Database.Join().DisposeAsync();
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(storage.Folder, "workers")));
    }

    public void Dispose() => storage.Dispose();

    private Task DeclareAsync(string id) => storage.Sources.ReconcileAsync([TemporaryStorage.Source(id)], TemporaryStorage.Start, default);

    private Task<IReadOnlyList<ClaimedSource>> ClaimAsync(string worker, DateTimeOffset now) =>
        storage.Sources.ClaimAsync(new ClaimOrder { Worker = worker }, now, default);
}

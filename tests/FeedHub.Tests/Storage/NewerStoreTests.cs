using FeedHub.Storage;
using FeedHub.Storage.Sqlite;
using FeedHub.Tests.Storage.Postgres;

namespace FeedHub.Tests.Storage;

/// <summary>What happens on the way back to a version that is older than the store.</summary>
public class NewerStoreTests : IAsyncLifetime
{
    private readonly TemporaryStorage storage = new();

    public async ValueTask InitializeAsync()
    {
        await storage.Sources.ReconcileAsync([TemporaryStorage.Source("a")], TemporaryStorage.Start, default);
        await storage.CommitAsync(TemporaryStorage.Start, TemporaryStorage.Entry("a", "1"));
    }

    [Fact]
    public async Task A_store_that_a_newer_version_brought_up_to_date_is_refused_in_words_and_left_as_it_is()
    {
        await BringUpToDateAsync("9000_later.sql");
        var location = new StoreLocation(storage.Folder, storage.Address);
        using var again = location.Open();
        foreach (var open in new Action[] { () => again.Migrate(), () => location.OpenForReading().Dispose() })
        {
            var refused = Assert.Throws<NewerStoreException>(open);
            Assert.Contains("a newer FeedHub (9000_later.sql). Use that version, or restore a backup", refused.Message, StringComparison.Ordinal);
            Assert.Contains(storage.DatabaseName ?? storage.Folder, refused.Message, StringComparison.Ordinal);
        }
        await using var sql = await storage.Database.OpenAsync(default);
        Assert.Equal(1, await sql.NumberAsync("SELECT count(*) FROM entry"));
    }

    [Fact]
    public async Task A_backup_of_a_newer_version_is_not_restored_and_nothing_is_changed()
    {
        Assert.SkipWhen(OnPostgres.IsRunning, "Backups are SQLite's.");
        await BringUpToDateAsync("9000_later.sql");
        var file = Path.Combine(storage.Folder, "backup.db");
        await new SqliteBackup(storage.Sqlite).WriteAsync(file, default);
        using var older = new TemporaryStorage(onServer: false);
        var before = Directory.GetFiles(older.Folder).Order();
        await Assert.ThrowsAsync<NewerStoreException>(() => new SqliteBackup(older.Sqlite).RestoreAsync(file, default));
        Assert.Equal(before, Directory.GetFiles(older.Folder).Order());
        older.Database.Migrate();
    }

    public ValueTask DisposeAsync()
    {
        storage.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Writes what a version writes that has one more migration.</summary>
    private async Task BringUpToDateAsync(string migration)
    {
        await using var connection = await storage.ConnectAsync();
        await using var command = connection.CreateCommand();
        var (folder, time) = storage.Address is null ? ("Sqlite", "datetime('now')") : ("Postgres", "now()");
        command.CommandText =
            $"INSERT INTO schemaversions (scriptname, applied) VALUES ('FeedHub.Storage.{folder}.Migrations.{migration}', {time})";
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }
}

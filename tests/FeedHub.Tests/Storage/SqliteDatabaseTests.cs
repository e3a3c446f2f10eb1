using Dapper;
using FeedHub.Core.Sources;
using FeedHub.Core.Sources.Polling;
using FeedHub.Core.Stories;
using FeedHub.Core.Timelines;
using FeedHub.Storage.Entries;
using FeedHub.Storage.Sources;
using FeedHub.Storage.Sqlite;

namespace FeedHub.Tests.Storage;

public sealed class SqliteDatabaseTests : IAsyncLifetime
{
    private const string Declaration = """{"id":"a","title":"a","url":"https://a.example/","countries":[]}""";
    private const string Empty = "{}";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly TemporaryStorage storage = new();

    private string Backup => Path.Combine(storage.Folder, "backup.db");

    public async ValueTask InitializeAsync() =>
        await storage.Sources.ReconcileAsync([TemporaryStorage.Source("a")], TemporaryStorage.Start, default);

    [Fact]
    public async Task A_restored_backup_holds_what_was_there_and_sets_aside_what_came_after()
    {
        await AddAsync("1");
        await new SqliteBackup(storage.Sqlite).WriteAsync(Backup, default);
        await AddAsync("2");
        var version = await storage.Timeline.VersionAsync(default);

        var aside = await new SqliteBackup(storage.Sqlite).RestoreAsync(Backup, default);

        Assert.Equal(["1"], await KeysAsync());
        Assert.True(await storage.Timeline.VersionAsync(default) > version);
        await new SqliteBackup(storage.Sqlite).RestoreAsync(Assert.IsType<string>(aside), default);
        Assert.Equal(["2", "1"], await KeysAsync());
    }

    [Fact]
    public async Task A_backup_is_restored_into_an_empty_folder_and_over_a_database_that_was_only_begun()
    {
        await AddAsync("1");
        await new SqliteBackup(storage.Sqlite).WriteAsync(Backup, default);
        var folder = Path.Combine(storage.Folder, "elsewhere");
        using (var elsewhere = new SqliteDatabase(folder))
        {
            Assert.Null(await new SqliteBackup(elsewhere).RestoreAsync(Backup, default));
            Assert.Equal(
                "1",
                Assert.Single(
                    (await TemporaryStorage.TimelineOf(elsewhere).PageAsync(TimelineFilter.All, TextExtent.Whole, default)).Stories)
                    .Lead.Entry.Key);
        }

        var begun = Path.Combine(storage.Folder, "begun");
        using var unmigrated = new SqliteDatabase(begun);
        await (await unmigrated.ConnectAsync(default)).DisposeAsync();
        Assert.NotNull(await new SqliteBackup(unmigrated).RestoreAsync(Backup, default));
        Assert.Single((await TemporaryStorage.TimelineOf(unmigrated).PageAsync(TimelineFilter.All, TextExtent.Whole, default)).Stories);
    }

    [Fact]
    public async Task A_backup_never_replaces_a_file()
    {
        await File.WriteAllTextAsync(Backup, "precious");
        await Assert.ThrowsAsync<IOException>(() => new SqliteBackup(storage.Sqlite).WriteAsync(Backup, default));
        Assert.Equal("precious", await File.ReadAllTextAsync(Backup));
    }

    [Theory]
    [InlineData("not a database at all, but long enough to be taken for the header of one, perhaps")]
    [InlineData("")]
    public async Task What_is_no_backup_is_refused_and_nothing_changes(string content)
    {
        await AddAsync("1");
        await File.WriteAllTextAsync(Backup, content);
        await Assert.ThrowsAsync<InvalidDataException>(() => new SqliteBackup(storage.Sqlite).RestoreAsync(Backup, default));
        await Assert.ThrowsAsync<InvalidDataException>(() => new SqliteBackup(storage.Sqlite).RestoreAsync(Backup + "-absent", default));
        Assert.Equal(["1"], await KeysAsync());
    }

    [Fact]
    public void Two_processes_may_migrate_one_folder_at_the_same_time()
    {
        var folder = Directory.CreateTempSubdirectory("feedhub-").FullName;
        Parallel.For(0, 4, _ =>
        {
            using var database = new SqliteDatabase(folder);
            database.Migrate();
        });
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task What_an_older_version_stored_is_read_and_found_after_the_migration()
    {
        var folder = Directory.CreateTempSubdirectory("feedhub-").FullName;
        await OlderDatabase.CreateAsync(
            folder,
            80,
            """
            INSERT INTO source (id, declaration, title, host, declared, polled, state, next_poll)
            VALUES ('a', '{"id":"a","title":"a","url":"https://a.example/","countries":["AZ"]}', 'a', 'a.example', 1, 0, '{}', 0);
            INSERT INTO story (id, arrived, updated) VALUES (1, 1, 1);
            INSERT INTO entry (id, source_id, key, story_id, title, summary, content, text, language, authors, enclosures, categories, arrived, content_hash)
            VALUES ('e', 'a', 'k', 1, 'Bakı', 'short', '<p>long</p>', 'Ещё одна дорога', 'az', '[]', '[]', '[]', 1, 'h');
            UPDATE entry SET subjects = '{"regions":{"AZ":2},"topics":{},"entities":[]}';
            """);

        using (var database = new SqliteDatabase(folder))
        {
            database.Migrate();
            foreach (var filter in new[] { TimelineFilter.All.With(TimelineConditions.Text, "baki еще"),
                TimelineFilter.All.With(TimelineConditions.Region, "AZ") })
            {
                var entry = Assert.Single(
                    (await TemporaryStorage.TimelineOf(database).PageAsync(filter, TextExtent.Whole, default)).Stories).Lead.Entry;
                Assert.Equal(("short", "<p>long</p>", "Ещё одна дорога"), (entry.Summary, entry.Content, entry.Text));
            }
        }
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_migration_of_texts_that_was_stopped_goes_on_where_it_stopped()
    {
        var folder = Directory.CreateTempSubdirectory("feedhub-").FullName;
        var packed = Convert.ToHexString(new EntryTexts("moved", "moved before", null).Packed());
        await OlderDatabase.CreateAsync(
            folder,
            143,
            $"""
            INSERT INTO source (id, declaration, title, host, declared, polled, state, next_poll)
            VALUES ('a', '{Declaration}', 'a', 'a.example', 1, 0, '{Empty}', 0);
            INSERT INTO story (id, arrived, updated, place) VALUES (1, 1, 1, 8);
            INSERT INTO entry (seq, id, source_id, key, story_id, title, language, authors, enclosures, categories, arrived, content_hash)
            SELECT n, 'e' || n, 'a', 'k' || n, 1, 'T', 'en', '[]', '[]', '[]', 1, 'h' FROM (SELECT 1 AS n UNION SELECT 2 UNION SELECT 3);
            INSERT INTO entry_text (seq, texts) VALUES (1, x'{packed}');
            INSERT INTO entry_text_before (seq, summary, content, text) VALUES (2, NULL, '<p>two</p>', 'second'), (3, 'three', NULL, 'third');
            """);

        using (var database = new SqliteDatabase(folder))
        {
            database.Migrate();
            var story = await TemporaryStorage.TimelineOf(database).StoryAsync(new StoryId(1), TextExtent.Whole, default);
            Assert.Equal(
                [("moved", "moved before", null), (null, "second", "<p>two</p>"), ("three", "third", null)],
                story!.Reports.Select(r => (r.Entry.Summary, r.Entry.Text, r.Entry.Content)));
            await using var sql = await database.OpenAsync(default);
            Assert.Null(await sql.NumberAsync("SELECT 1 FROM sqlite_master WHERE name = 'entry_text_before'"));
        }
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_state_of_a_source_as_an_older_version_stored_it_is_read()
    {
        var folder = Directory.CreateTempSubdirectory("feedhub-").FullName;
        const string Everything = """
            {"id":"a","url":"https://a.example/feed","validators":{"e_tag":"\"1\""},"body_hash":"ab","reader_revision":7,"unreadable":"It is a page.",
            "unreadable_as":"NotAFeed","not_modified_in_row":3,"validators_lie":true,"next_poll":"2026-11-01T10:00:00+00:00","next_poll_reason":"Rhythm",
            "last_attempt":"2026-11-01T09:00:00+00:00","last_success":"2026-11-01T08:00:00+00:00","failures":2,"last_failure":"TooSlow",
            "last_error":"No \"answer\".","fallback":"https://b.example/","pending_move":{"to":"https://c.example/","hits":2,"since":"2026-10-30T00:00:00+00:00"},
            "moves":[{"from":"https://a.example/","to":"https://d.example/","at":"2026-10-01T00:00:00+00:00"}],
            "arrivals":{"length":12},"repeated_marks":["g"],"notes":["Item 1: “a” was mended."]}
            """;
        await OlderDatabase.CreateAsync(
            folder,
            101,
            $$"""
            INSERT INTO source (id, declaration, title, host, site, declared, polled, state, next_poll)
            VALUES ('a', '{"id":"a","title":"a","url":"https://a.example/"}', 'a', 'a.example', 'a.example', 1, 1, '{{Everything}}', 0),
              ('b', '{"id":"b","title":"b","url":"https://b.example/"}', 'b', 'b.example', 'b.example', 1, 1, '{"id":"b","next_poll":"2026-11-01T10:00:00+00:00"}', 0);
            """);

        using (var database = new SqliteDatabase(folder))
        {
            database.Migrate();
            var states = (await new SourceStore(database).OverviewAsync(default)).ToDictionary(o => o.Source.Id.Value, o => o.State);
            var (full, bare) = (states["a"], states["b"]);
            Assert.Equal(
                ("https://a.example/feed", new FeedValidators("\"1\"", null), "ab", 7, 3, true),
                (
                    full.Answer.Url, full.Answer.Validators, full.Answer.BodyHash, full.Answer.ReaderRevision, full.Answer.NotModifiedInRow,
                    full.Answer.ValidatorsLie));
            Assert.Equal(new UnreadableBody(FetchFailure.NotAFeed, "It is a page."), full.Answer.Unreadable);
            Assert.Equal(["Item 1: “a” was mended."], full.Answer.Notes);
            Assert.Equal(
                (At(10), PollReason.Rhythm, At(9), At(8), null),
                (full.Times.Next, full.Times.NextReason, full.Times.LastAttempt, full.Times.LastSuccess, full.Times.LastChange));
            Assert.Equal(
                (2, FetchFailure.TooSlow, "No \"answer\"."), (full.Trouble.Failures, full.Trouble.LastFailure, full.Trouble.LastError));
            Assert.Equal(("https://b.example/", 2), (full.Addresses.Fallback, full.Addresses.PendingMove?.Hits));
            Assert.Equal("https://d.example/", Assert.Single(full.Addresses.Moves).To);
            Assert.Equal(12, full.Habits.Arrivals.Length);
            Assert.Equal(["g"], full.Habits.RepeatedIdentifiers);
            Assert.Equal((At(10), FeedValidators.None, null), (bare.Times.Next, bare.Answer.Validators, bare.Answer.Unreadable));
            Assert.Empty(bare.Addresses.Moves);
        }
        Directory.Delete(folder, recursive: true);

        static DateTimeOffset At(int hour) => new(2026, 11, 1, hour, 0, 0, TimeSpan.Zero);
    }

    [Fact]
    public async Task What_is_stored_can_be_read_by_its_owner_alone()
    {
        if (OperatingSystem.IsWindows())
            return;
        var folder = Path.Combine(storage.Folder, "own");
        using var database = new SqliteDatabase(folder);
        database.Migrate();
        await using var open = await database.ConnectAsync(default);
        await open.ExecuteAsync("UPDATE version SET value = value + 1");
        await new SqliteBackup(database).WriteAsync(Backup, default);
        Assert.NotNull(await new SqliteBackup(database).RestoreAsync(Backup, default));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        string[] files = [Backup, .. Directory.EnumerateFiles(folder)];
        Assert.Equal(
            ["backup.db", "feedhub.db", "feedhub.db-shm", "feedhub.db-wal", "feedhub.db.before-restore"],
            files.Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(files, file => Assert.Equal(OwnerOnly, new FileInfo(file).UnixFileMode));
    }

    [Fact]
    public async Task A_database_that_others_could_read_is_narrowed_at_the_next_start()
    {
        if (OperatingSystem.IsWindows())
            return;
        await AddAsync("1");
        await using var open = await storage.ConnectAsync();
        await new SqliteBackup(storage.Sqlite).WriteAsync(Path.Combine(storage.Folder, "feedhub.db.before-restore"), default);
        foreach (var file in Directory.EnumerateFiles(storage.Folder))
            File.SetUnixFileMode(file, OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        using var next = new SqliteDatabase(storage.Folder);
        next.Migrate();
        var files = Directory.GetFiles(storage.Folder);
        Assert.Equal(4, files.Length);
        Assert.All(files, file => Assert.Equal((file, OwnerOnly), (file, new FileInfo(file).UnixFileMode)));
    }

    public ValueTask DisposeAsync()
    {
        storage.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task AddAsync(string key)
    {
        await storage.CommitAsync(TemporaryStorage.Start, TemporaryStorage.Entry("a", key));
        await storage.Grouper(TimeProvider.System).GroupAsync(default);
    }

    private async Task<string[]> KeysAsync() =>
        [.. (await storage.Timeline.PageAsync(TimelineFilter.All, TextExtent.Whole, default)).Stories.Select(s => s.Lead.Entry.Key)];
}

using FeedHub.Storage.Postgres;
using FeedHub.Tests.Storage;
using FeedHub.Tests.Storage.Postgres;

namespace FeedHub.Tests.Server.Configuration.Mirroring;

/// <summary>What somebody, or a crash, does to the data folder of one of several nodes.</summary>
public sealed class HandEditTests : IAsyncLifetime
{
    private const string Brief = "briefs/weekly/a-ferry.md";
    private const string New = "briefs/weekly/a-bridge.md";
    private const string Picture = "briefs/weekly/media/a.png";

    private readonly TemporaryStorage storage = new(onServer: true);
    private SharedFiles shared = null!;
    private Node here = null!;
    private Node there = null!;

    public async ValueTask InitializeAsync()
    {
        shared = new SharedFiles(storage.Database);
        (here, there) = (new(shared), new(shared));
        await here.WriteAsync(Brief, "one");
        await here.WriteAsync(Picture, "picture");
        await there.ReconcileAsync();
        await here.ReconcileAsync();
    }

    [Fact]
    public async Task A_file_that_is_edited_or_added_or_deleted_by_hand_is_so_on_all_nodes()
    {
        (here[Brief], here[New], here[Picture]) = ("edited", "added", null);
        await here.ReconcileAsync();
        await there.PullAsync();
        Assert.Equal(("edited", "added", null), (there[Brief], there[New], there[Picture]));
        Assert.Contains("3 files that were new or changed by hand", here.Log, StringComparison.Ordinal);
        Assert.Empty(here.Aside);
        // A file that was deleted can come back.
        there[Picture] = "again";
        await there.ReconcileAsync();
        await here.PullAsync();
        Assert.Equal("again", here[Picture]);
    }

    [Fact]
    public async Task A_file_that_was_edited_here_and_on_another_node_is_the_others_and_what_was_edited_is_kept_and_told()
    {
        here[Brief] = "by hand";
        await there.WriteAsync(Brief, "by an editor");
        await here.PullAsync();
        await here.ReconcileAsync();
        Assert.Equal("by an editor", here[Brief]);
        Assert.Equal(["by hand"], here.Aside);
        Assert.Contains($"{Brief} was changed here by hand, and also on another node", here.Log, StringComparison.Ordinal);
        Assert.Equal("by an editor", there[Brief]);

        // So it is with one that another node deleted.
        here[Picture] = "another";
        there[Picture] = null;
        await there.ReconcileAsync();
        await here.PullAsync();
        Assert.Null(here[Picture]);
        Assert.Equal(["another", "by hand"], here.Aside);
    }

    [Fact]
    public async Task A_hand_edit_that_was_not_seen_yet_is_what_an_editor_writes_upon()
    {
        here[Brief] = "by hand";
        Assert.False(await here.Briefs.WriteAsync("weekly", "a-ferry", "mine", new(null, "one"), default));
        Assert.True(await here.Briefs.WriteAsync("weekly", "a-ferry", "mine", new(null, "by hand"), default));
        await there.PullAsync();
        Assert.Equal(("mine", "mine"), (here[Brief], there[Brief]));
    }

    [Fact]
    public async Task A_whole_folder_that_is_gone_is_brought_back_rather_than_deleted_everywhere()
    {
        Directory.Delete(here.Place("briefs"), recursive: true);
        await here.ReconcileAsync();
        await there.PullAsync();
        Assert.Equal(("one", "picture", "one"), (here[Brief], here[Picture], there[Brief]));
    }

    [Fact]
    public async Task A_crash_between_the_store_and_the_folder_leaves_a_mirror_that_is_mended_at_the_next_start()
    {
        var row = await shared.FindAsync(Brief, default);
        Assert.NotNull(await shared.WriteAsync(Brief, "two"u8.ToArray(), row, TemporaryStorage.Start, default));
        using var again = new Node(shared, data: here.Data);
        await again.ReconcileAsync();
        Assert.Equal("two", here[Brief]);
        Assert.Empty(here.Aside);
    }

    [Fact]
    public async Task A_crash_before_the_folder_has_noted_what_it_took_costs_nothing()
    {
        var noted = here["mirror.json"];
        await here.WriteAsync(Brief, "two");
        await here.WriteAsync(New, "new");
        here["mirror.json"] = noted;
        using var again = new Node(shared, data: here.Data);
        await again.ReconcileAsync();
        Assert.Equal(("two", "new", 4L), (here[Brief], here[New], await shared.LatestAsync(default)));
        Assert.Empty(here.Aside);
        Assert.Equal("", again.Log);
        // Nor does a note that was damaged.
        again["mirror.json"] = "{";
        using var damaged = new Node(shared, data: here.Data);
        await damaged.ReconcileAsync();
        Assert.Equal(("two", "new", 4L), (here[Brief], here[New], await shared.LatestAsync(default)));
        Assert.Empty(here.Aside);
    }

    [Fact]
    public async Task A_store_that_was_replaced_by_an_older_copy_gets_back_what_the_folders_have_and_loses_no_text()
    {
        await here.WriteAsync(Brief, "two");
        await here.WriteAsync(New, "new");
        await there.PullAsync();
        TestServer.Execute($"DELETE FROM shared_file WHERE path = '{New}'", storage.DatabaseName);
        TestServer.Execute(
            $"UPDATE shared_file SET number = 1, bytes = 'one', hash = encode(sha256('one'), 'hex') WHERE path = '{Brief}'",
            storage.DatabaseName);
        await here.PullAsync();
        await there.PullAsync();
        Assert.Equal(("one", "new", "one", "new"), (here[Brief], here[New], there[Brief], there[New]));
        Assert.Equal(["two"], here.Aside);
    }

    [Fact]
    public async Task What_is_too_large_or_leads_elsewhere_stays_on_its_node_and_is_told()
    {
        await File.WriteAllBytesAsync(here.Place("briefs/weekly/media/large.png"), new byte[SharedFiles.MaxBytes + 1]);
        File.CreateSymbolicLink(here.Place("briefs/weekly/media/link.png"), here.Place(Picture));
        await here.ReconcileAsync();
        await here.ReconcileAsync();
        await there.PullAsync();
        Assert.Equal((null, null), (there["briefs/weekly/media/large.png"], there["briefs/weekly/media/link.png"]));
        Assert.Equal(2, here.Log.Split("stays on this node").Length - 1);
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_keeps_no_other_back_and_is_tried_again()
    {
        using var away = new Node(shared);
        await away.ReconcileAsync();
        File.WriteAllText(away.Place("briefs/other"), "in the way");
        await there.WriteAsync("briefs/other/a.md", "other");
        await there.WriteAsync(Brief, "two");
        await away.PullAsync();
        Assert.Equal("two", away[Brief]);
        Assert.Contains("briefs/other/a.md could not be brought up to date", away.Log, StringComparison.Ordinal);
        Assert.False(await away.Files.ReconcileAsync(default));
        File.Delete(away.Place("briefs/other"));
        await away.PullAsync();
        Assert.Equal("other", away["briefs/other/a.md"]);
    }

    [Fact]
    public async Task Who_only_reads_brings_the_folder_up_to_date_and_gives_the_store_nothing()
    {
        using var reading = PostgresDatabase.ForReading(storage.Address!);
        using var reader = new Node(new SharedFiles(reading), onlyReads: true);
        (reader[New], reader["verified.json"]) = ("mine", "mine");
        await there.WriteAsync("verified.json", "theirs");
        await reader.ReconcileAsync();
        Assert.Equal(("one", "picture", "mine", "mine"), (reader[Brief], reader[Picture], reader[New], reader["verified.json"]));
        Assert.False(await reader.WriteAsync(Brief, "two"));
        Assert.Equal(("one", 3L), (reader[Brief], await shared.LatestAsync(default)));
    }

    [Fact]
    public async Task Nothing_is_written_outside_the_folder_and_nothing_that_FeedHub_does_not_keep()
    {
        foreach (var path in new[] { "../x.md", "briefs/../../x.md", "briefs/weekly/../x.md", "/briefs/weekly/a.md", "feedhub.db",
            "briefs/weekly/media/a.svg", "briefs/weekly/.a.md", "editors/a.xml/b.xml", "briefs/weekly/a.md.aside" })
        {
            await Assert.ThrowsAsync<ArgumentException>(() => here.WriteAsync(path, "x"));
        }
        TestServer.Execute(
            "INSERT INTO shared_file (path, number, changed, hash, bytes) VALUES ('../x.md', 99, 0, 'x', 'x')", storage.DatabaseName);
        await here.PullAsync();
        Assert.False(File.Exists(Path.Combine(here.Data, "..", "x.md")));
    }

    public ValueTask DisposeAsync()
    {
        here.Dispose();
        there.Dispose();
        storage.Dispose();
        return ValueTask.CompletedTask;
    }
}

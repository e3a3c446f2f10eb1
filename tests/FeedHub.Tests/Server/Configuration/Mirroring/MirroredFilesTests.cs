using FeedHub.Storage.Postgres;
using FeedHub.Tests.Storage;

namespace FeedHub.Tests.Server.Configuration.Mirroring;

/// <summary>Data folders of several nodes over one database on a PostgreSQL server.</summary>
public sealed class MirroredFilesTests : IDisposable
{
    private const string Brief = "briefs/weekly/a-ferry.md";
    private const string Other = "briefs/weekly/a-bridge.md";
    private const string Picture = "briefs/weekly/media/a.png";

    private readonly TemporaryStorage storage = new(onServer: true);
    private readonly List<Node> nodes = [];
    private readonly SharedFiles shared;

    public MirroredFilesTests() => shared = new SharedFiles(storage.Database);

    [Fact]
    public async Task What_one_node_writes_is_at_once_in_its_folder_and_with_the_next_pull_in_the_others()
    {
        var (a, b) = (Open(), Open());
        Assert.True(await a.WriteAsync(Brief, "one"));
        Assert.True(await a.WriteAsync(Picture, "picture"));
        Assert.Equal(("one", null), (a[Brief], b[Brief]));
        await b.PullAsync();
        Assert.Equal(("one", "picture"), (b[Brief], b[Picture]));
        Assert.Equal([Brief, Picture], b.Arrived);
        await b.PullAsync();
        Assert.Equal(2, b.Arrived.Count);

        Assert.True(await b.WriteAsync(Brief, "two"));
        await a.PullAsync();
        Assert.Equal("two", a[Brief]);
        Assert.Equal(("", ""), (a.Log, b.Log));
    }

    [Fact]
    public async Task Whoever_brings_a_change_tells_of_it_once()
    {
        var (a, b) = (Open(), Open());
        await a.WriteAsync(Brief, "one");
        await b.ReconcileAsync();
        await b.PullAsync();
        await a.WriteAsync(Picture, "picture");
        // Another process that works in the folder of the second node has it already.
        await Open(b.Data).ReconcileAsync();
        await b.ReconcileAsync();
        await b.PullAsync();
        Assert.Equal([Brief, Picture], b.Arrived);
    }

    [Fact]
    public async Task Of_two_nodes_that_write_the_same_brief_at_once_one_is_refused()
    {
        foreach (var round in Enumerable.Range(0, 20))
        {
            var (a, b) = (Open(), Open());
            await a.ReconcileAsync();
            await b.ReconcileAsync();
            var seen = await a.Briefs.ReadAsync("weekly", "a-ferry", default);
            var written = await Task.WhenAll(
                a.Briefs.WriteAsync("weekly", "a-ferry", $"a {round}", seen, default),
                b.Briefs.WriteAsync("weekly", "a-ferry", $"b {round}", seen, default));
            Assert.Single(written, w => w);
            await a.PullAsync();
            await b.PullAsync();
            Assert.Equal(written[0] ? $"a {round}" : $"b {round}", a[Brief]);
            Assert.Equal(a[Brief], b[Brief]);
        }
        Assert.All(nodes, n => Assert.Empty(n.Aside));
    }

    [Fact]
    public async Task Who_saw_an_older_text_than_another_node_has_written_is_refused_and_then_sees_the_new_one()
    {
        var (a, b) = (Open(), Open());
        await a.WriteAsync(Brief, "one");
        await b.PullAsync();
        var seen = await b.Briefs.ReadAsync("weekly", "a-ferry", default);
        await a.WriteAsync(Brief, "two");
        Assert.False(await b.Briefs.WriteAsync("weekly", "a-ferry", "mine", seen, default));
        Assert.Equal("two", (await b.Briefs.ReadAsync("weekly", "a-ferry", default)).Imported);
        Assert.Empty(b.Aside);
    }

    [Fact]
    public async Task A_change_that_adds_to_a_file_keeps_what_every_node_added()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async n =>
        {
            var node = Open();
            foreach (var line in Enumerable.Range(0, 5))
            {
                Assert.True(await node.Files.ChangeAsync(
                    "verified.json", there => [.. there ?? [], (byte)('a' + (5 * n) + line)], default));
            }
        }));
        var last = Open();
        await last.ReconcileAsync();
        Assert.Equal("abcdefghijklmnopqrst", string.Concat(last["verified.json"]!.Order()));
    }

    [Fact]
    public async Task A_node_that_was_away_catches_up_and_deletes_what_was_deleted()
    {
        var (a, b) = (Open(), Open());
        await a.WriteAsync(Brief, "one");
        await a.WriteAsync(Other, "one");
        await b.ReconcileAsync();
        await a.WriteAsync(Brief, "two");
        a[Other] = null;
        await a.ReconcileAsync();
        await a.WriteAsync(Picture, "picture");
        var back = Open(b.Data);
        await back.ReconcileAsync();
        Assert.Equal(("two", null, "picture"), (back[Brief], back[Other], back[Picture]));
        Assert.Equal("", back.Log);
        // And who only pulls.
        await b.PullAsync();
        Assert.Equal(("two", null), (b[Brief], b[Other]));
        Assert.Empty(b.Aside);
    }

    [Fact]
    public async Task Files_from_the_time_of_SQLite_are_given_to_all_nodes_at_the_first_start()
    {
        var (a, b) = (Open(), Open());
        (a[Brief], a[Picture], a["verified.json"], a["preview.key"], a["editors/1.xml"]) = ("one", "picture", "{}", "key", "<key/>");
        (a["briefs/weekly/.a-ferry.md.swp"], a["feedhub.db"], a["workers/x.worker"]) = ("scratch", "rows", "");
        await a.ReconcileAsync();
        Assert.Contains("5 files that were new or changed by hand", a.Log, StringComparison.Ordinal);
        await b.ReconcileAsync();
        Assert.Equal(("one", "picture", "{}"), (b[Brief], b[Picture], b["verified.json"]));
        Assert.Equal(("key", "<key/>"), (b["preview.key"], b["editors/1.xml"]));
        Assert.Equal(5, (await shared.ChangedAfterAsync(0, default)).Count);
        await a.ReconcileAsync();
        Assert.Single(a.Log.Split("are now on all nodes").Skip(1));
    }

    [Fact]
    public async Task A_folder_that_joins_later_brings_what_the_nodes_do_not_have_and_its_other_texts_are_kept_aside()
    {
        var (a, b) = (Open(), Open());
        await a.WriteAsync(Brief, "the nodes'");
        await a.WriteAsync(Picture, "picture");
        (b[Brief], b[Other], b[Picture]) = ("the folder's", "new", "picture");
        await b.ReconcileAsync();
        await a.PullAsync();
        Assert.Equal(("the nodes'", "new"), (a[Brief], a[Other]));
        Assert.Equal(("the nodes'", "new"), (b[Brief], b[Other]));
        Assert.Equal(["the folder's"], b.Aside);
        Assert.Contains("is kept in", b.Log, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        nodes.ForEach(n => n.Dispose());
        storage.Dispose();
    }

    private Node Open(string? data = null, bool onlyReads = false)
    {
        var node = new Node(shared, onlyReads, data);
        lock (nodes)
            nodes.Add(node);
        return node;
    }
}

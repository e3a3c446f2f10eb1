using System.Net;
using AngleSharp.Html.Dom;
using FeedHub.Core.Access;
using FeedHub.Core.Briefs.Import;
using FeedHub.Server.Configuration;
using FeedHub.Server.Publishing;
using FeedHub.Tests.Server.Commands;
using FeedHub.Tests.Server.Desk;
using FeedHub.Tests.Server.Endpoints;
using FeedHub.Tests.Server.Publishing;
using FeedHub.Tests.Server.Publishing.Writing;
using FeedHub.Tests.Storage;
using FeedHub.Tests.Storage.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FeedHub.Tests.Server.Configuration.Mirroring;

/// <summary>Three nodes over one database, each the whole application with a data folder of its own: a request may come to any.</summary>
public sealed class NodesTests : IAsyncLifetime
{
    private const string Page = "/series/weekly/a-ferry";
    private const string Desk = "/editors/series/weekly/briefs/a-ferry";
    private const string Draft = "---\ntitle: Zirconium\ndek: This week's brief examines zirconium.\nstatus: draft\n---\nMarzipan.\n";

    private readonly TemporaryConfig config = new();
    private readonly TemporaryStorage storage = new(onServer: true);
    private readonly string[] folders = [.. Enumerable.Range(0, 3).Select(_ => Directory.CreateTempSubdirectory("feedhub-node-").FullName)];
    private RunningHub[] nodes = [];

    public async ValueTask InitializeAsync()
    {
        config.Delete("sources/alpha.yaml");
        config.Write("series/weekly/briefs/zirconium.md", Draft);
        // At the same time, on an empty store.
        nodes = await Task.WhenAll(folders.Select(folder => StartAsync(folder)));
    }

    [Fact]
    public async Task What_is_published_on_one_node_is_public_on_all_and_what_is_withdrawn_on_one_is_gone_on_all_within_ten_seconds()
    {
        var editor = await EditorAsync(0);
        await PublishAsync(editor, WritingDesk.Text);
        await OnAllAsync(Page, HttpStatusCode.OK);
        await OnAllAsync(Page, HttpStatusCode.Gone, async () =>
        {
            using var done = await editor.SendAsync(await editor.OpenAsync(Desk), $"{Desk}/withdraw", ("note", "It was wrong."));
            Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
        });
        Assert.All(folders, f => Assert.Contains("It was wrong.", File.ReadAllText(Path.Combine(f, "briefs/weekly/a-ferry.md"))));
    }

    [Fact]
    public async Task Who_signed_in_on_one_node_acts_on_the_next_as_of_what_is_there_now()
    {
        var (first, second) = (await EditorAsync(0), new DeskBrowser(nodes[1].Client));
        await PublishAsync(first, WritingDesk.Text);
        await OnAllAsync(Page, HttpStatusCode.OK);
        // Every node has read the keys of the others by now.
        foreach (var (name, value) in first.Cookies)
            second.Set(name, value);
        var text = await File.ReadAllTextAsync(Path.Combine(folders[1], "briefs/weekly/a-ferry.md"));
        var begun = BriefFile.HashOf(text);
        text = text.Replace("sails", "sinks", StringComparison.Ordinal);
        using var saved = await WritingDesk.SendAsync(second, WritingDesk.EditOf("a-ferry"), "save", text, begun);
        Assert.Equal(HttpStatusCode.SeeOther, saved.StatusCode);

        // The first still has the text from before in the form, and is told.
        using var late = await WritingDesk.SendAsync(first, WritingDesk.EditOf("a-ferry"), "save", text + "\nMine.\n", begun);
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        await RunningHub.WaitAsync(async () => (await Task.WhenAll(nodes.Select(n => n.Client.GetStringAsync(Page))))
            .All(html => html.Contains("It sinks.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_preview_s_address_from_one_node_opens_on_another_also_if_both_made_the_key_at_once()
    {
        var paths = await Task.WhenAll(nodes.Select(n =>
        {
            var series = n.Services.GetRequiredService<CurrentCatalog>().Value.Series.Single();
            return n.Services.GetRequiredService<PreviewSecret>().PathAsync(series, series.Drafts.Single(), default);
        }));
        Assert.Single(paths.Distinct());
        foreach (var node in nodes)
            Assert.Contains("Marzipan.", await node.Client.GetStringAsync(paths[0]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_that_was_added_on_one_node_is_served_by_the_others()
    {
        var editor = await EditorAsync(1);
        using var added = await WritingDesk.SendAsync(
            editor, WritingDesk.New, "image", WritingDesk.Text, "", InstitutePosts.Png, ("name", "a-ferry"), ("alt", "A ferry"));
        var form = await DeskBrowser.PageAsync(added);
        await PublishAsync(editor, ((IHtmlTextAreaElement)form.QuerySelector("#text")!).Value);
        await OnAllAsync(Page, HttpStatusCode.OK);
        var file = nodes[1].Services.GetRequiredService<CurrentCatalog>().Value.Series.Single().Briefs.Single(b => b.Slug == "a-ferry")
            .Image!.File;
        foreach (var node in nodes)
            Assert.Equal(InstitutePosts.Png, await node.Client.GetByteArrayAsync($"/series/weekly/media/{file}"));
        // What came from another node is for the owner alone, too.
        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        var written = folders.SelectMany(f => new DirectoryInfo(f).EnumerateFileSystemInfos("*", SearchOption.AllDirectories)).ToList();
        Assert.Equal(3, written.Count(w => w.Name == file));
        if (!OperatingSystem.IsWindows())
            Assert.All(written, w => Assert.Equal((w.FullName, UnixFileMode.None), (w.FullName, w.UnixFileMode & Others)));
    }

    [Fact]
    public async Task What_the_command_line_imports_in_one_folder_is_public_on_all_nodes_and_listed_from_a_new_folder()
    {
        var text = Path.Combine(config.Folder, "page.txt");
        await File.WriteAllTextAsync(text, "A title\n\nThis week's brief examines a thing.\n\nText of it.\n");
        var run = await RunAsync(folders[2], "import", text, "--series", "weekly", "--published", "2026-11-16");
        Assert.True(run.Code == 0, run.Error);
        await OnAllAsync("/series/weekly/a-title", HttpStatusCode.OK);
        var none = Path.Combine(config.Folder, "none");
        var withdrawn = await RunAsync(none, "brief", "withdraw", "weekly/a-title", "--note", "Wrong.");
        Assert.True(withdrawn.Code == 0, withdrawn.Error);
        await OnAllAsync("/series/weekly/a-title", HttpStatusCode.Gone);
    }

    [Fact]
    public async Task A_node_that_was_away_serves_nothing_that_was_withdrawn_meanwhile_from_its_first_answer_on()
    {
        var editor = await EditorAsync(0);
        await PublishAsync(editor, WritingDesk.Text);
        await OnAllAsync(Page, HttpStatusCode.OK);
        await nodes[2].DisposeAsync();
        using var done = await editor.SendAsync(await editor.OpenAsync(Desk), $"{Desk}/withdraw", ("note", "It was wrong."));
        Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
        nodes[2] = await StartAsync(folders[2]);
        using var answer = await nodes[2].Client.GetAsync(Page);
        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
    }

    [Fact]
    public async Task A_node_is_told_what_another_has_written()
    {
        await nodes[2].DisposeAsync();
        // It looks once a second of a clock that stands still, ahead of what is published now.
        nodes[2] = await StartAsync(folders[2], new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddHours(1)));
        await PublishAsync(await EditorAsync(0), WritingDesk.Text);
        await OnAllAsync(Page, HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_files_of_another_catalog_s_store_are_not_taken_and_its_store_gets_none()
    {
        using var other = new TemporaryConfig();
        other.Write("site.yaml", TemporaryConfig.Site.Replace("hub.example,2026", "other.example,2026", StringComparison.Ordinal));
        await PublishAsync(await EditorAsync(0), WritingDesk.Text);
        var folder = Path.Combine(other.Folder, "data");
        Directory.CreateDirectory(Path.Combine(folder, "briefs/weekly"));
        await File.WriteAllTextAsync(Path.Combine(folder, "briefs/weekly/theirs.md"), TemporaryConfig.Brief);
        var run = await FeedHubRun.OfAsync(
            "refresh", "--config", other.Folder, "--data", folder, "--store", TestServer.StoreString(storage.DatabaseName!));
        Assert.Equal(1, run.Code);
        Assert.Contains("belongs to the catalog", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder, "briefs/weekly/a-ferry.md")));
        Assert.Equal(0L, TestServer.Execute("SELECT count(*) FROM shared_file WHERE path LIKE '%theirs%'", storage.DatabaseName));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes)
            await node.DisposeAsync();
        storage.Dispose();
        config.Dispose();
        foreach (var folder in folders)
            Directory.Delete(folder, recursive: true);
    }

    private Task<RunningHub> StartAsync(string folder, TimeProvider? clock = null) => RunningHub.StartAsync(
        new FeedHubOptions { ConfigDirectory = config.Folder, DataDirectory = folder, StoreServer = storage.Address },
        builder => builder.Services.AddSingleton(clock ?? TimeProvider.System));

    private async Task<DeskBrowser> EditorAsync(int node)
    {
        var key = AccessKey.Mint();
        await nodes[node].Services.GetRequiredService<IAccessKeyStore>()
            .AddAsync(AccessKey.Hash(key), AccessRole.Editor, "Aysel", TimeProvider.System.GetUtcNow(), default);
        var browser = new DeskBrowser(nodes[node].Client);
        await browser.SignInAsync(key);
        return browser;
    }

    private static async Task PublishAsync(DeskBrowser editor, string text)
    {
        using var answer = await WritingDesk.SendAsync(editor, WritingDesk.New, "publish", text);
        Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Does something, after which every node soon gives this answer.</summary>
    private async Task OnAllAsync(string path, HttpStatusCode expected, Func<Task>? act = null)
    {
        await (act?.Invoke() ?? Task.CompletedTask);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        foreach (var node in nodes)
        {
            while (true)
            {
                using var answer = await node.Client.GetAsync(path, limit.Token);
                if (answer.StatusCode == expected)
                    break;
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token);
            }
        }
    }

    private Task<FeedHubRun> RunAsync(string folder, params string[] args) => FeedHubRun.OfAsync(
        [.. args, "--config", config.Folder, "--data", folder, "--store", TestServer.StoreString(storage.DatabaseName!)]);
}

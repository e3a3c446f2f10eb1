using FeedHub.Server.Terminal;
using FeedHub.Storage;
using FeedHub.Tests.Server.Configuration;
using FeedHub.Tests.Storage;
using FeedHub.Tests.Storage.Copying;
using FeedHub.Tests.Storage.Postgres;

namespace FeedHub.Tests.Server.Commands;

/// <summary><c>feedhub copy</c> at the command line: what it says, what it refuses, and what a kill leaves.</summary>
public sealed class CopyCommandTests : IDisposable
{
    private const string Secret = "s3cret";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly TemporaryConfig config = new();
    private readonly string folder = Path.Combine(Directory.CreateTempSubdirectory("feedhub-").FullName, "new");

    [Fact]
    public async Task It_says_what_each_table_has_and_the_copy_is_private()
    {
        using var from = new TemporaryStorage(onServer: false);
        await FilledStore.FillAsync(from);
        var run = await CopyAsync(from.Folder, folder);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Matches(@"(?m)^entry +241  [0-9a-f]{64}$", run.Output);
        Assert.Contains($"{folder} has the ", run.Output, StringComparison.Ordinal);
        Assert.Equal(["feedhub.db"], Directory.GetFileSystemEntries(folder).Select(Path.GetFileName));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "feedhub.db")));
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_copy_that_was_killed_is_not_used_and_goes_on(bool toServer)
    {
        using TemporaryStorage from = new(!toServer), to = new(toServer);
        await FilledStore.FillAsync(from);
        var (source, target) = (Name(from), Name(to));
        using (var victim = new FeedHubProcess("copy", "--from", source, "--to", target))
        {
            await WaitAsync(async () => await CopiedStore.HasAsync(to, "copy_of")
                && await CopiedStore.ScalarAsync<long>(to, "SELECT count(*) FROM source") > 0);
            await victim.KillAsync();
        }
        // It may have been fast enough; else nothing uses it.
        if (await CopiedStore.ScalarAsync<long>(to, "SELECT finished FROM copy_of") == 0)
        {
            foreach (var verb in new[] { "serve --urls http://127.0.0.1:0", "refresh", "key list", "migrate", "fold", "brief list" })
                await AssertRefusedAsync(to, verb);
            if (!toServer)
                await AssertRefusedAsync(to, $"backup {folder}.db");
        }
        var again = await CopyAsync(source, target);
        Assert.Equal((0, ""), (again.Code, again.Error));
        Assert.Equal(await CopiedStore.RowsAsync(from), await CopiedStore.RowsAsync(to));
        Assert.Equal(0, (await FeedHubRun.OfAsync(["migrate", .. Options(to)])).Code);
    }

    [Fact]
    public async Task A_store_of_another_catalog_is_not_replaced()
    {
        using TemporaryStorage from = new(onServer: false), to = new(onServer: false);
        await FilledStore.FillAsync(from);
        await new CatalogStore(to.Database).ClaimAsync("other.example,2026", evenFromAnother: false, default);
        await AssertRefusedAsync(from.Folder, to.Folder, CommandFailure.Failed, $"{to.Folder} has data of its own");
        Assert.Equal("other.example,2026", await new CatalogStore(to.Database).OwnerAsync(default));
    }

    [Fact]
    public async Task What_cannot_be_copied_is_refused_with_what_to_do()
    {
        using var store = new TemporaryStorage(onServer: false);
        await AssertRefusedAsync(folder, store.Folder, CommandFailure.Failed, $"{folder} contains no FeedHub database");
        Assert.False(Directory.Exists(folder));
        await AssertRefusedAsync(store.Folder, store.Folder, CommandFailure.Usage, "--from and --to name the same store");
        var older = Directory.CreateDirectory(folder).FullName;
        await OlderDatabase.CreateAsync(older, before: 140, "SELECT 1");
        await AssertRefusedAsync(older, store.Folder, CommandFailure.Failed, $"Run feedhub migrate --data {older} first");
    }

    [Theory]
    [InlineData($"Host=127.0.0.1;Port=1;Database=hub;Username=u;Password={Secret}", CommandFailure.DataUnusable)]
    [InlineData($"Database=hub;Username=u;Password={Secret}", CommandFailure.Usage)]
    [InlineData($"Hots=h;Password={Secret}", CommandFailure.Usage)]
    public async Task A_password_is_shown_nowhere(string server, int code)
    {
        using var store = new TemporaryStorage(onServer: false);
        await FilledStore.FillAsync(store);
        await AssertRefusedAsync(server, folder, code, "feedhub: ");
        await AssertRefusedAsync(store.Folder, server, code, "feedhub: ");
    }

    [Fact]
    public async Task An_empty_database_is_no_source_and_is_left_as_it_is()
    {
        using TestServer.Database server = TestServer.Create();
        TestServer.Empty(server.Name);
        await AssertRefusedAsync(TestServer.StoreString(server.Name), folder, CommandFailure.Failed, "Run feedhub migrate on it first");
        Assert.Equal(0L, TestServer.Execute("SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace", server.Name));
    }

    public void Dispose()
    {
        config.Dispose();
        Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
    }

    private static Task<FeedHubRun> CopyAsync(string from, string to) => FeedHubRun.OfAsync("copy", "--from", from, "--to", to);

    private static string Name(TemporaryStorage storage) =>
        storage.DatabaseName is { } name ? TestServer.StoreString(name) : storage.Folder;

    private string[] Options(TemporaryStorage storage) =>
    [
        "--config", config.Folder, "--data", storage.Folder,
        .. storage.DatabaseName is { } name ? new[] { "--store", TestServer.StoreString(name) } : [],
    ];

    private async Task AssertRefusedAsync(TemporaryStorage copy, string verb)
    {
        var run = await FeedHubRun.OfAsync([.. verb.Split(' '), .. Options(copy)]);
        Assert.Equal((verb, CommandFailure.DataUnusable), (verb, run.Code));
        Assert.StartsWith($"feedhub: {copy.Place()} is an unfinished copy of ", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    private static async Task AssertRefusedAsync(string from, string to, int code, string expected)
    {
        var run = await CopyAsync(from, to);
        Assert.Equal((code, ""), (run.Code, run.Output));
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, run.Error, StringComparison.Ordinal);
    }

    private static async Task WaitAsync(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!await holds())
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, limit.Token);
    }
}

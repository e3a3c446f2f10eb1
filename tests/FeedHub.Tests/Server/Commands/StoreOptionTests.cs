using System.Collections;
using System.Net;
using FeedHub.Server.Commands;
using FeedHub.Server.Configuration;
using FeedHub.Server.Terminal;
using FeedHub.Storage.Postgres;
using FeedHub.Tests.Server.Configuration;
using FeedHub.Tests.Server.Endpoints;
using FeedHub.Tests.Storage;
using FeedHub.Tests.Storage.Postgres;
using Npgsql;

namespace FeedHub.Tests.Server.Commands;

/// <summary>Everything is stored where <c>--store</c> or <c>FeedHub__Store</c> says.</summary>
public sealed class StoreOptionTests : IDisposable
{
    private const string Secret = "s3cret";
    private const string Nowhere = $"Host=127.0.0.1;Port=1;Database=hub;Username=u;Password={Secret}";
    private readonly TemporaryConfig config = new();

    [Fact]
    public async Task A_database_on_a_server_is_brought_up_to_date_and_used_by_every_verb()
    {
        using var server = TestServer.Create();
        TestServer.Empty(server.Name);
        var store = TestServer.StoreString(server.Name);
        var first = (await RunAsync("migrate", store)).Output;
        Assert.StartsWith("Applied 0001_first.sql.\n", first, StringComparison.Ordinal);
        Assert.EndsWith($"\n{server.Address} is up to date.\n", first, StringComparison.Ordinal);
        Assert.Equal($"{server.Address} is up to date; nothing had to be done.\n", (await RunAsync("migrate", store)).Output);
        Assert.Equal(0, (await RunAsync("key add --role admin --name first", store)).Code);
        Assert.Contains("first", (await RunAsync("key list", store)).Output, StringComparison.Ordinal);
        // From the environment too, where no other user of the machine can read it.
        await using var output = new StringWriter();
        Assert.Equal(0, await new FeedHubCommandLine(new Hashtable { ["FeedHub__Store"] = store })
            .RunAsync(["key", "list", "--data", config.Folder], output, TextWriter.Null, TestContext.Current.CancellationToken));
        Assert.Contains("first", output.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(config.Folder, "feedhub.db")));
    }

    [Fact]
    public async Task A_server_serves_from_it_and_shows_its_password_nowhere()
    {
        using var storage = new TemporaryStorage(onServer: true);
        var text = new NpgsqlConnectionStringBuilder(TestServer.StoreString(storage.DatabaseName!));
        // A server that lets everybody in takes any.
        if (string.IsNullOrEmpty(text.Password))
            text.Password = Secret;
        var options = new FeedHubOptions
        {
            ConfigDirectory = config.Folder,
            DataDirectory = storage.Folder,
            StoreServer = PostgresAddress.Read(text.ConnectionString),
        };
        Assert.DoesNotContain(text.Password, options.ToString(), StringComparison.Ordinal);
        await using var hub = await RunningHub.StartAsync(options);
        foreach (var path in new[] { "/health/ready", "/", "/timeline/feed.atom", "/sources" })
        {
            using var answer = await hub.Client.GetAsync(path);
            Assert.Equal((path, HttpStatusCode.OK), (path, answer.StatusCode));
            Assert.DoesNotContain(text.Password, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        Assert.False(File.Exists(Path.Combine(storage.Folder, "feedhub.db")));
    }

    [Theory]
    [InlineData("serve --urls http://127.0.0.1:0")]
    [InlineData("refresh")]
    [InlineData("brief list")]
    [InlineData("migrate")]
    [InlineData("key list")]
    public async Task A_server_that_does_not_answer_is_told_in_one_line_and_exits_3(string line)
    {
        var run = await RunAsync(line, Nowhere);
        Assert.Equal((CommandFailure.DataUnusable, ""), (run.Code, run.Output));
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.StartsWith(
            "feedhub: the database hub on 127.0.0.1:1 cannot be used: the server does not answer", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData($"Database=hub;Password={Secret}")]
    [InlineData($"Host=h;Database=hub;Password=half;{Secret}=1")]
    public async Task A_store_string_that_cannot_be_read_is_refused_without_being_repeated(string text)
    {
        var run = await RunAsync("migrate", text);
        Assert.Equal((CommandFailure.Usage, ""), (run.Code, run.Output));
        Assert.Contains(PostgresAddress.Form, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("backup copy.db", "pg_dump")]
    [InlineData("restore copy.db", "pg_restore")]
    [InlineData("serve --sample", "leave out --store")]
    public async Task What_does_not_go_with_a_server_is_refused_with_what_to_do(string line, string expected)
    {
        var run = await RunAsync(line, Nowhere);
        Assert.NotEqual(0, run.Code);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_folder_is_brought_up_to_date_as_well()
    {
        var (first, second) = (await RunAsync("migrate"), await RunAsync("migrate"));
        Assert.StartsWith("Applied 0001_first.sql.\nApplied 0002_search.sql.\n", first.Output, StringComparison.Ordinal);
        Assert.Equal($"{config.Folder} is up to date; nothing had to be done.\n", second.Output);
    }

    public void Dispose() => config.Dispose();

    private Task<FeedHubRun> RunAsync(string line, string? store = null) => FeedHubRun.OfAsync(
        [.. line.Split(' '), "--config", config.Folder, "--data", config.Folder, .. store is null ? [] : new[] { "--store", store }]);
}

using System.Text.Json;
using System.Text.RegularExpressions;
using FeedHub.Origin;
using FeedHub.Tests.Server.Configuration;
using FeedHub.Tests.Server.Endpoints;
using FeedHub.Tests.Storage.Postgres;

namespace FeedHub.Tests.Server.Observability;

/// <summary>The dashboard and the documentation name metrics that there are.</summary>
public sealed partial class DashboardTests : IDisposable
{
    private static readonly Dictionary<string, string> Nothing = [];

    private readonly TemporaryConfig config = new();
    private readonly string data = Directory.CreateTempSubdirectory("feedhub-").FullName;

    [Fact]
    public void Every_metric_of_the_dashboard_is_in_the_table_of_the_documentation()
    {
        var told = Documented();
        Assert.NotEmpty(told);
        Assert.Empty(OfDashboard().Except(told));
    }

    [Fact]
    public async Task A_server_that_has_polled_has_every_metric_of_the_dashboard_and_of_the_documentation()
    {
        await using var origin = await FeedOrigin.StartAsync(new FeedOriginOptions());
        config.Write(
            "sources/alpha.yaml",
            TemporaryConfig.Source.Replace("https://alpha.example/feed", origin.Url("/feed.rss"), StringComparison.Ordinal));
        using var served = await ServedProcess.StartAsync(Nothing, "--config", config.Folder, "--data", data);
        await AssertHasAsync(served, OfDashboard().Union(Documented()).Where(name => !IsOfPostgres(name) && !IsOfFollowing(name)));
    }

    [Fact]
    public async Task A_server_on_PostgreSQL_has_those_of_its_connections_too()
    {
        using var server = TestServer.Create();
        using var served = await ServedProcess.StartAsync(
            new Dictionary<string, string> { ["FeedHub__Store"] = TestServer.StoreString(server.Name) },
            "--config", config.Folder, "--data", data);
        await AssertHasAsync(served, OfDashboard().Union(Documented()).Where(IsOfPostgres));
    }

    public void Dispose()
    {
        config.Dispose();
        Directory.Delete(data, recursive: true);
    }

    /// <summary>After a poll, a request and a collection, which themselves are measured.</summary>
    private static async Task AssertHasAsync(ServedProcess served, IEnumerable<string> expected)
    {
        string[] names = [.. expected];
        Assert.NotEmpty(names);
        string[] missing = [];
        try
        {
            await RunningHub.WaitAsync(async () =>
            {
                using var page = await served.Client.GetAsync("/");
                var metrics = await served.Client.GetStringAsync("/metrics");
                missing = [.. names.Except(Type().Matches(metrics).Select(m => m.Groups[1].Value))];
                return missing.Length == 0;
            });
        }
        catch (OperationCanceledException)
        {
            Assert.Empty(missing);
            throw;
        }
    }

    private static bool IsOfPostgres(string name) => name.StartsWith("db_client_", StringComparison.Ordinal);

    /// <summary>Where no series follows anything, there are none; <c>FollowTroubleTests</c> looks at them.</summary>
    private static bool IsOfFollowing(string name) => name.StartsWith("feedhub_series_", StringComparison.Ordinal);

    /// <summary>The names in the queries of all panels and variables.</summary>
    private static HashSet<string> OfDashboard()
    {
        using var dashboard = JsonDocument.Parse(File.ReadAllText(RepositoryFiles.Path("docs", "grafana", "feedhub.json")));
        var names = Queries(dashboard.RootElement).SelectMany(query => Asked().Matches(query).Select(m => m.Groups[1].Value)).ToHashSet();
        Assert.NotEmpty(names);
        return names;
    }

    private static IEnumerable<string> Queries(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(
            p => p.Name is "expr" or "query" && p.Value.ValueKind == JsonValueKind.String ? [p.Value.GetString()!] : Queries(p.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Queries),
        _ => [],
    };

    /// <summary>The names in the first column of the table of metrics.</summary>
    private static HashSet<string> Documented() =>
    [
        .. File.ReadLines(RepositoryFiles.Path("docs", "operations.md"))
            .SelectMany(line => Row().Matches(line)).Select(m => m.Groups[1].Value),
    ];

    [GeneratedRegex("^# TYPE ([a-z0-9_]+) ", RegexOptions.Multiline)]
    private static partial Regex Type();

    /// <summary>Each has the node as a condition; a histogram is asked for its parts.</summary>
    [GeneratedRegex(@"\b([a-z][a-z0-9_]+?)(?:(?<=_seconds)_(?:bucket|sum|count))?\{")]
    private static partial Regex Asked();

    [GeneratedRegex(@"^\| `((?:feedhub|http|kestrel|dotnet|db_client)_[a-z0-9_]+)`")]
    private static partial Regex Row();
}

using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using FeedHub.Core.Access;
using FeedHub.Server.Configuration;
using FeedHub.Tests.Server.Configuration;
using FeedHub.Tests.Server.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace FeedHub.Tests.Server.Security;

/// <summary>Holds the table of docs/http.md: every route and method, asked as every role.</summary>
public sealed partial class AdmissionTests : IAsyncLifetime
{
    private static readonly string[] Roles = ["reader", "editor", "admin"];
    private static readonly Dictionary<(string Method, string Route), string[]> Table = ReadTable();
    private readonly TemporaryConfig config = new();
    private readonly List<string> folders = [];
    private int asked;

    public ValueTask InitializeAsync()
    {
        config.Delete("sources/alpha.yaml");
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Every_route_is_a_row_of_the_table_and_every_row_a_route()
    {
        await using var hub = await StartAsync("key");
        Assert.Equal(Table.Keys.Select(k => $"{k.Method} {k.Route}").Order(), Routes(hub).Select(r => $"{r.Method} {r.Route}").Order());
    }

    [Theory]
    [InlineData("key")]
    [InlineData("public")]
    public async Task Every_route_lets_through_whom_the_table_says(string timeline)
    {
        await using var hub = await StartAsync(timeline);
        var keys = new Dictionary<string, string> { ["a wrong key"] = AccessKey.Mint() };
        foreach (var role in Roles)
            keys[role] = await KeyAsync(hub, Enum.Parse<AccessRole>(role, ignoreCase: true));

        var checks = new List<Task<string?>>();
        foreach (var (method, route) in Routes(hub))
        {
            var cells = Table[(method, route)];
            var nobody = cells[0] == "yes" || (cells[0] == "public timeline" && timeline == "public");
            checks.Add(CheckAsync(hub, method, route, "nobody", null, nobody));
            foreach (var (who, key) in keys)
            {
                // A wrong key stands in no column, and has what nobody has.
                var may = nobody || (Roles.Contains(who) && cells[Array.IndexOf(Roles, who) + 1] == "yes");
                checks.Add(CheckAsync(hub, method, route, who, $"Bearer {key}", may));
                checks.Add(CheckAsync(hub, method, route, who, Basic(key), method is "POST" or "PUT" or "DELETE" ? nobody : may));
            }
        }
        Assert.Empty((await Task.WhenAll(checks)).OfType<string>());
        Assert.True(asked > 500);
    }

    [Fact]
    public async Task What_this_machine_may_without_a_key_no_proxy_on_it_may()
    {
        await using var hub = await StartAsync("key");
        foreach (var ((method, route), _) in Table.Where(row => row.Value[0] == "this machine"))
        {
            using var here = await hub.Client.SendAsync(new HttpMethod(method), Path(route));
            Assert.Equal(HttpStatusCode.OK, here.StatusCode);
            foreach (var header in new[] { "X-Forwarded-For", "X-Original-For", "Forwarded", "Via" })
            {
                using var passedOn = await hub.Client.SendAsync(new HttpMethod(method), Path(route), (header, "198.51.100.7"));
                Assert.Equal(HttpStatusCode.Unauthorized, passedOn.StatusCode);
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        config.Dispose();
        folders.ForEach(folder => Directory.Delete(folder, recursive: true));
        return ValueTask.CompletedTask;
    }

    private async Task<RunningHub> StartAsync(string timeline)
    {
        config.Write("site.yaml", TemporaryConfig.Site + $"timeline: {timeline}\ntrusted_proxies: [127.0.0.1/32]\n");
        folders.Add(Directory.CreateTempSubdirectory("feedhub-").FullName);
        return await RunningHub.StartAsync(new FeedHubOptions { ConfigDirectory = config.Folder, DataDirectory = folders[^1] });
    }

    private static async Task<string> KeyAsync(RunningHub hub, AccessRole role)
    {
        var key = AccessKey.Mint();
        var store = hub.Services.GetRequiredService<IAccessKeyStore>();
        await store.AddAsync(AccessKey.Hash(key), role, "test", DateTimeOffset.UnixEpoch, default);
        return key;
    }

    /// <summary>What is wrong; null when the answer is as the table says.</summary>
    private async Task<string?> CheckAsync(RunningHub hub, string method, string route, string who, string? authorization, bool may)
    {
        // From an address of its own, so that no limit is met.
        var number = Interlocked.Increment(ref asked);
        var headers = new List<(string, string)> { ("X-Forwarded-For", $"5.197.{number / 250}.{number % 250}") };
        if (authorization is not null)
            headers.Add(("Authorization", authorization));
        using var answer = await hub.Client.BeginAsync(new HttpMethod(method), Path(route), [.. headers]);
        var refused = answer.StatusCode == HttpStatusCode.Unauthorized;
        return refused == may || (int)answer.StatusCode >= 500
            ? $"{method} {route}, {who} by {authorization?.Split(' ')[0]}: {(int)answer.StatusCode}; the table says {(may ? "yes" : "no")}"
            : null;
    }

    private static IEnumerable<(string Method, string Route)> Routes(RunningHub hub) =>
        from endpoint in hub.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods
        select (method, endpoint.RoutePattern.RawText!);

    /// <summary>An address of that route; whether there is anything at it is not the question.</summary>
    private static string Path(string route) => Parameter().Replace(route, m => m.Groups[1].Value switch
    {
        "series" => "weekly",
        "slug" => "first",
        "format" => "atom",
        "year" => "2025",
        "id" => "1",
        _ => "x",
    });

    private static string Basic(string key) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"anybody:{key}"));

    /// <summary>The rows below the heading "Who may what": methods, route, and who may.</summary>
    private static Dictionary<(string, string), string[]> ReadTable() => File.ReadLines(RepositoryFiles.Path("docs", "http.md"))
        .SkipWhile(line => line != "## Who may what")
        .Skip(1)
        .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
        .Select(line => line.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries))
        .Where(cells => cells.Length == 6 && cells[1].StartsWith('`'))
        .SelectMany(cells => cells[0].Split(", ").Select(method => (Key: (method, cells[1].Trim('`')), Who: cells[2..])))
        .ToDictionary(row => row.Key, row => row.Who);

    [GeneratedRegex(@"\{(\w+)[^}]*\}")]
    private static partial Regex Parameter();
}

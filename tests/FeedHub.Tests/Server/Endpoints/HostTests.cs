using System.Net;
using FeedHub.Server.Configuration;
using FeedHub.Tests.Server.Configuration;
using Microsoft.Extensions.Logging;

namespace FeedHub.Tests.Server.Endpoints;

/// <summary>No answer depends on what <c>Host</c> says, or on whether it says anything.</summary>
public sealed class HostTests : IAsyncLifetime
{
    private readonly TemporaryConfig config = new();
    private readonly string data = Directory.CreateTempSubdirectory("feedhub-").FullName;
    private readonly KeptLog log = new();
    private RunningHub hub = null!;

    private static readonly string[] Paths =
    [
        "/", "/series", "/series/weekly/first", "/feeds", "/sources", "/nothing", "/?limit=0", "/series/weekly/feed.atom", "/health/live",
        "/robots.txt",
    ];

    public static TheoryData<string> Odd =>
    [
        "1.0", "1.0 Host: ", "1.1 Host: ", "1.1 Host: x:99999", "1.1 Host: evil.example", "1.1 Host: LONG", "1.1 Host: 1.2.3.4.5",
        "1.1 Host: -._~",
    ];

    public async ValueTask InitializeAsync()
    {
        config.Delete("sources/alpha.yaml");
        hub = await RunningHub.StartAsync(
            new FeedHubOptions { ConfigDirectory = config.Folder, DataDirectory = data }, builder => builder.Logging.AddProvider(log));
    }

    [Theory]
    [MemberData(nameof(Odd))]
    public async Task A_request_without_a_host_or_with_an_odd_one_gets_what_any_other_gets(string request)
    {
        foreach (var path in Paths)
        {
            using var plain = await hub.Client.GetAsync(path, ("Accept", "text/html, */*"));
            var answer = await AskAsync(path, request);
            Assert.StartsWith($"HTTP/1.1 {(int)plain.StatusCode} ", answer.Head, StringComparison.Ordinal);
            Assert.Equal(await plain.Content.ReadAsStringAsync(), System.Text.Encoding.UTF8.GetString(answer.Body));
        }
        Assert.DoesNotContain("Exception", log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("1.1 Host: a b")]
    [InlineData("1.1 Host: [::")]
    [InlineData("1.1 Host: x:y")]
    [InlineData("1.1 Host: a@b")]
    [InlineData("1.1 Host: a/b")]
    [InlineData("1.1 Host: a\r\nHost: b")]
    public async Task What_is_no_host_by_the_standard_is_a_400_and_no_fault_of_ours(string request)
    {
        Assert.StartsWith("HTTP/1.1 400 ", (await AskAsync("/", request)).Head, StringComparison.Ordinal);
        Assert.DoesNotContain("nhandled", log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_request_calls_us_is_nowhere_in_the_answer()
    {
        using var page = await hub.Client.GetAsync("/series/weekly/first", ("Host", "evil.example"));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.DoesNotContain("evil.example", await page.Content.ReadAsStringAsync() + page.Headers, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await hub.DisposeAsync();
        config.Dispose();
        Directory.Delete(data, recursive: true);
    }

    /// <param name="request">The version, and the line of the host where there is one.</param>
    private Task<(string Head, byte[] Body)> AskAsync(string path, string request)
    {
        var parts = request.Replace("LONG", new string('x', 20_000), StringComparison.Ordinal).Split(' ', 2);
        var host = parts.Length > 1 ? parts[1] + "\r\n" : "";
        return hub.Client.RawAsync($"GET {path} HTTP/{parts[0]}\r\n{host}Accept: text/html, */*\r\nConnection: close\r\n\r\n");
    }
}

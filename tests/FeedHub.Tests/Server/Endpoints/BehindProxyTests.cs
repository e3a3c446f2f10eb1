using FeedHub.Server.Configuration;
using FeedHub.Tests.Server.Configuration;

namespace FeedHub.Tests.Server.Endpoints;

/// <summary>A site below a path, behind a proxy that ends TLS.</summary>
public sealed class BehindProxyTests : IAsyncLifetime
{
    private readonly TemporaryConfig config = new();
    private readonly string data = Directory.CreateTempSubdirectory("feedhub-").FullName;
    private RunningHub? hub;

    public async ValueTask InitializeAsync()
    {
        config.Delete("sources/alpha.yaml");
        config.Write("site.yaml", TemporaryConfig.Site + "base_path: /news\ntrusted_proxies: [127.0.0.1/32]\n");
        hub = await RunningHub.StartAsync(new FeedHubOptions { ConfigDirectory = config.Folder, DataDirectory = data });
    }

    [Theory]
    [InlineData("/news/")]
    [InlineData("/news")]
    [InlineData("/")]
    public async Task The_site_answers_below_its_path_whether_the_proxy_takes_it_off_or_not(string path)
    {
        var page = await hub!.Client.GetStringAsync(path);
        Assert.Contains("href=\"/news/series\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/news/assets/feedhub.css?v=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/series", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feeds_and_their_self_links_carry_the_path()
    {
        using var feed = await hub!.Client.GetAsync("/news/series/weekly/feed.atom");
        Assert.Equal("<https://hub.example/news/series/weekly/feed.atom>; rel=\"self\"", feed.Header("Link"));
        var text = await feed.Content.ReadAsStringAsync();
        Assert.Contains("href=\"https://hub.example/news/series/weekly/first\"", text, StringComparison.Ordinal);
        // The tag authority has no path: moving the site changes no ID.
        Assert.Contains("<id>tag:hub.example,2026:series/weekly</id>", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https", true)]
    [InlineData("http", false)]
    public async Task A_trusted_proxy_says_whether_the_visitor_came_by_tls(string scheme, bool secure)
    {
        using var answer = await hub!.Client.GetAsync("/news/", ("X-Forwarded-Proto", scheme), ("X-Forwarded-For", "198.51.100.7"));
        var cookie = answer.Header("Set-Cookie")!;
        Assert.Equal(secure, cookie.Contains("secure", StringComparison.OrdinalIgnoreCase));
        Assert.Contains("path=/news", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Who_is_no_trusted_proxy_is_not_believed()
    {
        config.Write("site.yaml", TemporaryConfig.Site + "trusted_proxies: [198.51.100.0/24]\n");
        var other = Directory.CreateTempSubdirectory("feedhub-").FullName;
        await using (var untrusting = await RunningHub.StartAsync(
            new FeedHubOptions { ConfigDirectory = config.Folder, DataDirectory = other }))
        {
            using var answer = await untrusting.Client.GetAsync("/", ("X-Forwarded-Proto", "https"), ("X-Forwarded-For", "198.51.100.7"));
            Assert.DoesNotContain("secure", answer.Header("Set-Cookie"), StringComparison.OrdinalIgnoreCase);
        }
        Directory.Delete(other, recursive: true);
    }

    public async ValueTask DisposeAsync()
    {
        await hub!.DisposeAsync();
        config.Dispose();
        Directory.Delete(data, recursive: true);
    }
}

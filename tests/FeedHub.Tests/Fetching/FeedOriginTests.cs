using System.Net;
using System.Xml.Linq;
using FeedHub.Core.Sources;
using FeedHub.Origin;

namespace FeedHub.Tests.Fetching;

public sealed class FeedOriginTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("feedhub-origin-");

    [Fact]
    public async Task Files_are_served_with_validators_and_with_headers_of_their_own()
    {
        Write("root/a b/feed.rss", "<rss/>");
        Write("root/plain.json", "{}");
        Write("headers.json", """{"root/plain.json": {"Content-type": "text/plain; charset=utf-8"}}""");
        var root = Path.Combine(folder.FullName, "root");
        await using var setting = await FetchSetting.StartAsync(
            origin: o => o with { Root = root, Headers = HeaderMap.Read(Path.Combine(folder.FullName, "headers.json"), root) });

        Assert.Equal(["/a%20b/feed.rss", "/plain.json"], setting.Origin.Paths());
        var feed = await setting.FetchWellAsync("/a%20b/feed.rss");
        Assert.Equal("application/rss+xml", feed.ContentType);
        Assert.IsType<FetchResult.NotModified>(await setting.FetchAsync("/a%20b/feed.rss", feed.Validators with { ETag = null }));
        Assert.Equal("text/plain; charset=utf-8", (await setting.FetchWellAsync("/plain.json")).ContentType);
    }

    [Theory]
    [InlineData("/../secret.rss")]
    [InlineData("/%2e%2e/secret.rss")]
    [InlineData("/..%2fsecret.rss")]
    public async Task Nothing_outside_of_the_root_is_served(string path)
    {
        Write("root/feed.rss", "<rss/>");
        Write("secret.rss", "<rss/>");
        await using var setting = await FetchSetting.StartAsync(origin: o => o with { Root = Path.Combine(folder.FullName, "root") });
        Assert.Equal(404, (await setting.FetchBadlyAsync(path)).StatusCode);
    }

    [Fact]
    public async Task A_subscription_list_spreads_the_files_over_the_hosts()
    {
        foreach (var name in new[] { "1.xml", "2.xml", "3&.xml" })
            Write("root/" + name, "<rss/>");
        var options = new FeedOriginOptions { Root = Path.Combine(folder.FullName, "root"), Addresses = FeedOriginOptions.Loopback(2) };
        await using var origin = await FeedOrigin.StartAsync(options);
        OpmlList.Write(origin, Path.Combine(folder.FullName, "list.opml"));
        var urls = XDocument.Load(Path.Combine(folder.FullName, "list.opml")).Descendants("outline")
            .Select(o => o.Attribute("xmlUrl")!.Value);
        Assert.Equal(
            [$"http://127.0.1.1:{origin.Port}/1.xml", $"http://127.0.1.2:{origin.Port}/2.xml", $"http://127.0.1.1:{origin.Port}/3%26.xml"],
                urls);
    }

    [Fact]
    public async Task It_listens_on_loopback_only() => await Assert.ThrowsAsync<ArgumentException>(
        () => FeedOrigin.StartAsync(new FeedOriginOptions { Addresses = [IPAddress.Any] }));

    [Fact]
    public void Its_host_addresses_are_distinct_and_loopback()
    {
        var addresses = FeedOriginOptions.Loopback(50_000);
        Assert.Equal(IPAddress.Parse("127.0.1.1"), addresses[0]);
        Assert.Equal(50_000, addresses.Distinct().Count());
        Assert.All(addresses, a => Assert.True(IPAddress.IsLoopback(a)));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private void Write(string path, string text)
    {
        var file = new FileInfo(Path.Combine(folder.FullName, path));
        file.Directory!.Create();
        File.WriteAllText(file.FullName, text);
    }
}

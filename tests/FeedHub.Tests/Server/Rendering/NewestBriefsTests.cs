using System.Net;
using FeedHub.Formats;
using FeedHub.Formats.Reading;
using FeedHub.Server.Configuration;
using FeedHub.Tests.Server.Configuration;
using FeedHub.Tests.Server.Endpoints;

namespace FeedHub.Tests.Server.Rendering;

/// <summary>
/// A feed of only the newest briefs: readers that come from a feed with ten items must not see fifty that are new to them.
/// </summary>
public sealed class NewestBriefsTests : IAsyncLifetime
{
    private readonly TemporaryConfig config = new();
    private readonly string data = Directory.CreateTempSubdirectory("feedhub-").FullName;
    private RunningHub hub = null!;

    public async ValueTask InitializeAsync()
    {
        config.Delete("sources/alpha.yaml");
        config.Delete("series/weekly/briefs/first.md");
        for (var n = 1; n <= 24; n++)
        {
            config.Write(
                $"series/weekly/briefs/brief-{n}.md",
                $"---\ntitle: Brief {n}\ndek: D.\npublished: {2024 + (n / 13)}-{1 + (n % 12):00}-{n:00}\ntopics: [gas]\n---\nText.\n");
        }
        hub = await RunningHub.StartAsync(new FeedHubOptions { ConfigDirectory = config.Folder, DataDirectory = data });
    }

    [Theory]
    [InlineData("/series/weekly/feed.atom")]
    [InlineData("/series/weekly/feed.rss")]
    [InlineData("/series/weekly/feed.json")]
    [InlineData("/series/weekly/topics/gas/feed.rss")]
    public async Task It_has_the_same_items_as_the_whole_feed_but_only_the_first_of_them_and_no_archive(string path)
    {
        var whole = await ReadAsync(path);
        var newest = await ReadAsync(path + "?limit=10");
        Assert.Equal(24, whole.Items.Count);
        Assert.Equal(whole.Items.Take(10).Select(i => (i.Id, i.Link, i.Published)), newest.Items.Select(i => (i.Id, i.Link, i.Published)));
        Assert.Equal($"https://hub.example{path}?limit=10", newest.SelfLink);
        Assert.Contains("/archive/2024/", await hub.Client.GetStringAsync(path), StringComparison.Ordinal);
        Assert.DoesNotContain("/archive/", await hub.Client.GetStringAsync(path + "?limit=10"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_length_has_a_tag_of_its_own()
    {
        var tags = new List<string?>();
        foreach (var query in new[] { "", "?limit=1", "?limit=2", "?utm_source=x&limit=2" })
        {
            using var answer = await hub.Client.GetAsync("/series/weekly/feed.rss" + query);
            tags.Add(answer.Header("ETag"));
        }
        Assert.Equal(3, tags.Distinct().Count());
        Assert.Equal(tags[2], tags[3]);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("51")]
    [InlineData("ten")]
    [InlineData("")]
    public async Task Another_length_is_refused_with_those_that_are_allowed(string limit)
    {
        using var refused = await hub.Client.GetAsync("/series/weekly/feed.rss?limit=" + limit);
        await refused.ProblemAsync(HttpStatusCode.BadRequest);
        Assert.Contains("from 1 to 50", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await hub.DisposeAsync();
        config.Dispose();
        Directory.Delete(data, recursive: true);
    }

    private async Task<FeedDocument> ReadAsync(string path) => Assert.IsType<FeedReading.Readable>(
        FeedReader.Read(await hub.Client.GetByteArrayAsync(path), new FeedOrigin())).Document;
}

using System.Text.RegularExpressions;
using FeedHub.Server.Configuration;
using FeedHub.Tests.Server.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FeedHub.Tests.Server.Endpoints;

/// <summary>What is not yet, or never was, public: nothing of it anywhere until its instant, and everything from then on.</summary>
public sealed class EmbargoTests : IAsyncLifetime
{
    private const string Title = "Zirconium treaty";
    private const string Slug = "secret-zirconium";
    private static readonly DateTimeOffset Release = new(2026, 11, 24, 6, 0, 0, TimeSpan.Zero);
    private static readonly string[] Secrets = ["irconium", "Quillfeather", "xylography", "Marzipan"];
    private static readonly string[] Feeds = ["/series/weekly/feed.atom", "/series/weekly/feed.rss", "/series/weekly/feed.json"];

    private static readonly string[] Guesses =
    [
        .. Feeds, $"/series/weekly/{Slug}", $"/series/weekly/media/{Slug}.png", "/?q=examines", "/timeline/feed.json?q=examines",
        "/series/weekly/topics/xylography", "/series/weekly/topics/xylography/feed.atom", "/series/weekly/regions/fj/feed.json",
        "/series/weekly/authors/quillfeather", "/series/weekly/authors/quillfeather/feed.rss", "/series/weekly/languages/fj/feed.atom",
        "/series/weekly/archive/2026/feed.atom", "/embed/series/weekly",
    ];

    private readonly TemporaryConfig config = new();
    private readonly string data = Directory.CreateTempSubdirectory("feedhub-").FullName;
    private readonly LeapingClock clock = new(Release.AddSeconds(-1));
    private readonly KeptLog log = new();
    private RunningHub? hub;

    public async ValueTask InitializeAsync()
    {
        config.Delete("sources/alpha.yaml");
        config.WriteBytes($"series/weekly/media/{Slug}.png", [1, 2, 3]);
        config.Write("series/weekly/briefs/first.md", TemporaryConfig.Brief.Replace("---\nText",
            $"related: [{Slug}]\ntranslations:\n  - language: fr\n    brief: {Slug}\n---\nText", StringComparison.Ordinal));
        config.Write($"series/weekly/briefs/{Slug}.md", Brief("embargo: 2026-11-24T06:00:00Z"));
        await StartAsync();
    }

    [Fact]
    public async Task Nothing_is_known_before_the_instant_and_everything_after_it_without_a_write()
    {
        // The log of requests names what is guessed below, and so is looked at first.
        Assert.All(Secrets, secret => Assert.DoesNotContain(secret, log.Text, StringComparison.OrdinalIgnoreCase));
        var before = await PublicCrawl.AllAsync(hub!.Client, Guesses);
        Assert.All(before, answer => Assert.All(
            Secrets,
            secret => Assert.False(answer.Value.Contains(secret, StringComparison.OrdinalIgnoreCase), $"{secret} in {answer.Key}")));
        Assert.StartsWith("404", before[$"/series/weekly/{Slug}"], StringComparison.Ordinal);
        Assert.StartsWith("404", before[$"/series/weekly/media/{Slug}.png"], StringComparison.Ordinal);

        var tags = await TagsAsync();
        clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Equal(tags, await TagsAsync());
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(Release, clock.GetUtcNow());

        var after = await PublicCrawl.AllAsync(hub.Client, Guesses);
        Assert.All(
            [.. Feeds, $"/series/weekly/{Slug}", "/series/weekly"], path => Assert.Contains(Title, after[path], StringComparison.Ordinal));
        Assert.All(Feeds, path => Assert.Contains("Marzipan", after[path], StringComparison.Ordinal));
        Assert.Contains(Slug, after["/series/weekly/first"], StringComparison.Ordinal);
        Assert.StartsWith("200", after[$"/series/weekly/media/{Slug}.png"], StringComparison.Ordinal);
        Assert.All(tags.Zip(await TagsAsync()), pair => Assert.NotEqual(pair.First, pair.Second));
    }

    [Fact]
    public async Task A_brief_is_numbered_when_it_comes_out_and_no_gap_tells_of_it_before()
    {
        config.Write("series/weekly/briefs/third.md", TemporaryConfig.Brief.Replace("2026-11-02", "2026-11-23", StringComparison.Ordinal));
        await hub!.DisposeAsync();
        await StartAsync();
        Assert.Equal(["No. 2", "No. 1"], await NumbersAsync());
        Assert.Contains("No. 2", await hub.Client.GetStringAsync("/series/weekly/third"), StringComparison.Ordinal);

        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["No. 3", "No. 2", "No. 1"], await NumbersAsync());
        Assert.Contains("No. 3", await hub.Client.GetStringAsync($"/series/weekly/{Slug}"), StringComparison.Ordinal);

        // What is dated earlier but comes later gets a later number.
        config.Write("series/weekly/briefs/late.md", TemporaryConfig.Brief.Replace("2026-11-02", "2026-11-01", StringComparison.Ordinal));
        await hub.DisposeAsync();
        await StartAsync();
        Assert.Equal(["No. 3", "No. 2", "No. 1", "No. 4"], await NumbersAsync());
    }

    [Theory]
    [InlineData("status: draft")]
    [InlineData("status: withdrawn\nembargo: 2026-11-26T06:00:00Z\ncorrections:\n  - {kind: retraction, at: 2026-11-27, note: Marzipan}")]
    public async Task What_never_was_public_never_shows(string front)
    {
        config.Write($"series/weekly/briefs/{Slug}.md", Brief(front));
        await hub!.DisposeAsync();
        await StartAsync();
        foreach (var wait in new[] { TimeSpan.Zero, TimeSpan.FromDays(1) })
        {
            clock.Advance(wait);
            Assert.All(await PublicCrawl.AllAsync(hub.Client, Guesses), answer =>
                Assert.All(Secrets, secret => Assert.False(answer.Value.Contains(secret, StringComparison.OrdinalIgnoreCase),
                    $"{secret} in {answer.Key}")));
        }
    }

    [Fact]
    public async Task A_mistake_in_a_brief_that_is_not_public_is_told_to_the_operator_alone()
    {
        config.Write($"series/weekly/briefs/{Slug}.md", Brief("embargo: 2026-11-24T06:00:00Z\nstatus: Marzipan"));
        await hub!.DisposeAsync();
        await StartAsync();
        var sources = await hub!.Client.GetStringAsync("/sources");
        Assert.Contains("1 problem in briefs that are not public", sources, StringComparison.Ordinal);
        Assert.All(Secrets, secret => Assert.DoesNotContain(secret, sources, StringComparison.OrdinalIgnoreCase));
        Assert.Contains($"{Slug}.md:10: status: 'Marzipan' is not one of", log.Text, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await hub!.DisposeAsync();
        config.Dispose();
        Directory.Delete(data, recursive: true);
    }

    private async Task StartAsync() => hub = await RunningHub.StartAsync(
        new FeedHubOptions { ConfigDirectory = config.Folder, DataDirectory = data },
        builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(clock);
            builder.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace);
        });

    private static string Brief(string front) => $"""
        ---
        title: {Title}
        dek: This week's brief examines zirconium.
        published: 2026-11-20
        authors: [Quillfeather]
        topics: [xylography]
        regions: [FJ]
        language: fr
        {front}
        image:
          file: {Slug}.png
          alt: Zirconium
        ---
        Marzipan is the word.

        """;

    private async Task<IEnumerable<string>> NumbersAsync() =>
        Regex.Matches(await hub!.Client.GetStringAsync("/series/weekly"), @"No\. \d+").Select(m => m.Value);

    private async Task<List<string?>> TagsAsync()
    {
        var tags = new List<string?>();
        foreach (var path in Feeds)
        {
            using var answer = await hub!.Client.GetAsync(path);
            tags.Add(answer.Header("ETag"));
        }
        return tags;
    }
}

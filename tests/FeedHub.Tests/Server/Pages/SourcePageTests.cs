using System.Net;
using FeedHub.Core.Ingestion;
using FeedHub.Core.Sources;
using FeedHub.Core.Stories.Grouping;
using FeedHub.Origin;
using FeedHub.Server;
using FeedHub.Server.Configuration;
using FeedHub.Server.Configuration.Files;
using FeedHub.Tests.Server.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FeedHub.Tests.Server.Pages;

/// <summary>The page of one source, from the real application over a real poll.</summary>
public sealed class SourcePageTests : IAsyncLifetime
{
    private readonly TemporaryConfig config = new();
    private readonly string data = Directory.CreateTempSubdirectory("feedhub-").FullName;
    private FeedOrigin origin = null!;

    public async ValueTask InitializeAsync() => origin = await FeedOrigin.StartAsync(new FeedOriginOptions());

    [Fact]
    public async Task It_shows_the_state_the_notes_the_events_and_the_latest_of_a_source()
    {
        origin.Put("/feed", OriginDocument.Of("""
            <rss version="2.0"><channel><title>T</title><link>https://alpha.example/</link>
            <item><guid>g</guid><title>Tea & trade</title><link>https://alpha.example/1</link><pubDate>the day before</pubDate></item>
            <item><guid>g</guid><title>Border open</title><link>https://alpha.example/2</link></item></channel></rss>
            """, "application/rss+xml"));
        var page = await PageAsync("/sources/alpha", polls: 1);
        Assert.Contains("<h1>Alpha</h1>", page, StringComparison.Ordinal);
        Assert.Contains("2 entries", page, StringComparison.Ordinal);
        Assert.Contains("Last answered", page, StringComparison.Ordinal);
        Assert.Contains("an ampersand that begins no reference was read as text", page, StringComparison.Ordinal);
        Assert.Contains("Item 1: the date “the day before” of pubdate could not be read", page, StringComparison.Ordinal);
        Assert.Contains("the ID “g” is on different items", page, StringComparison.Ordinal);
        Assert.Contains("It has never broken.", page, StringComparison.Ordinal);
        Assert.Contains("Border open", page, StringComparison.Ordinal);
        Assert.Contains("Tea & trade", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_shows_why_and_since_when_a_source_is_broken()
    {
        origin.Put("/feed", OriginDocument.Of("<!DOCTYPE html><title>We moved</title>", "text/html"));
        var page = await PageAsync("/sources/alpha", polls: 3);
        Assert.Contains("an HTML page titled “We moved”, not a feed", page, StringComparison.Ordinal);
        Assert.Contains("Broken for", page, StringComparison.Ordinal);
        Assert.Contains("UTC</time>: broke.", page, StringComparison.Ordinal);
        Assert.Contains("Nothing has arrived yet.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_loses_items_is_in_trouble_though_it_answers()
    {
        var rounds = 0;
        origin.Put("/feed", _ => OriginDocument.Of(
            $"<rss version='2.0'><channel><title>T</title><link>https://alpha.example/</link>{string.Concat(Enumerable.Range(rounds++ * 10, 10).Select(i => $"<item><guid>{i}</guid><title>Item {i}</title></item>"))}</channel></rss>",
            "application/rss+xml"));
        var page = await PageAsync("/sources", polls: 2);
        Assert.Contains("0 sources working", page, StringComparison.Ordinal);
        Assert.Contains("<h2>Losing items</h2>", page, StringComparison.Ordinal);
        Assert.Matches(@"state error"">About [\d,]+ items? came and went between two polls", page);
    }

    [Fact]
    public async Task The_page_of_all_sources_proposes_to_try_the_disabled_ones_until_that_was_done()
    {
        const string Beta = "https://beta.example/feed";
        config.Write(
            "sources/beta.yaml", $"id: beta\ntitle: Beta\nurl: {Beta}\nlanguage: en\nkind: press\nenabled: false\nreason: Untried.\n");
        var before = await PageAsync("/sources", polls: 0);
        Assert.Contains("1 disabled source has never been tried. Run <code>feedhub sources verify</code>", before, StringComparison.Ordinal);

        await FindingAsync(Beta, null);
        var after = await PageAsync("/sources", polls: 0);
        Assert.DoesNotContain("feedhub sources verify", after, StringComparison.Ordinal);

        await FindingAsync(Beta, Beta);
        var enabled = await PageAsync("/sources", polls: 0);
        Assert.Contains("Enabled by <code>feedhub sources verify</code>, which saw it work on 2 November 2026.", enabled,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_nobody_knows_is_not_found() =>
        Assert.Contains(
            "There is no such source.", await PageAsync("/sources/nobody", polls: 0, HttpStatusCode.NotFound), StringComparison.Ordinal);

    public async ValueTask DisposeAsync()
    {
        await origin.DisposeAsync();
        config.Dispose();
        Directory.Delete(data, recursive: true);
    }

    private Task FindingAsync(string asked, string? address) => File.WriteAllTextAsync(
        Path.Combine(data, FindingsReader.Path),
        FindingsReader.Write(
            [new SourceFinding { Id = new("beta"), Asked = asked, Tried = new(2026, 11, 2), Address = address, Enables = true }]),
        TestContext.Current.CancellationToken);

    /// <summary>The page after so many polls and a grouping.</summary>
    private async Task<string> PageAsync(string path, int polls, HttpStatusCode status = HttpStatusCode.OK)
    {
        config.Write("site.yaml", TemporaryConfig.Site + "fetching:\n  host_spacing: 0s\n");
        config.Write(
            "sources/alpha.yaml",
            TemporaryConfig.Source.Replace("https://alpha.example/feed", origin.Url("/feed"), StringComparison.Ordinal));
        var options =
            new FeedHubOptions
            {
                ConfigDirectory = config.Folder,
                DataDirectory = data,
                Urls = ["http://127.0.0.1:0"],
                AllowedNetworks = [new(new([127, 0, 0, 0]), 8)]
            };
        await using var app = await FeedHubApplication.BuildAsync(
            options,
            builder =>
            {
                builder.Logging.ClearProviders();
                // Polls are made by hand.
                foreach (var service in builder.Services.Where(
                    s => s.ServiceType == typeof(IHostedService) && s.ImplementationType?.Assembly == typeof(FeedHubApplication).Assembly)
                    .ToList())
                {
                    builder.Services.Remove(service);
                }
            },
            TestContext.Current.CancellationToken);
        await app.StartAsync(TestContext.Current.CancellationToken);
        for (var i = 0; i < polls; i++)
        {
            var order = new ClaimOrder { Worker = $"test-{i}", EvenIfNotDue = true, NotSince = TimeProvider.System.GetUtcNow() };
            await app.Services.GetRequiredService<PollingRun>()
                .RunAsync(order, forever: false, _ => { }, TestContext.Current.CancellationToken);
        }

        await app.Services.GetRequiredService<StoryGrouper>().GroupAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(status, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}

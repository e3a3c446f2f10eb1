using System.Net;
using System.Xml.Linq;
using FeedHub.Server.Configuration;
using FeedHub.Tests.Server.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FeedHub.Tests.Server.Endpoints;

/// <summary>A brief that is mended, corrected, taken back, and found again at an old address.</summary>
public sealed class CorrectionTests : IAsyncLifetime
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Tombstones = "http://purl.org/atompub/tombstones/1.0";
    private readonly TemporaryConfig config = new();
    private readonly string data = Directory.CreateTempSubdirectory("feedhub-").FullName;
    private RunningHub? hub;

    private HttpClient Client => hub!.Client;

    public async ValueTask InitializeAsync()
    {
        config.Delete("sources/alpha.yaml");
        config.Write(
            "series/weekly/series.yaml",
            TemporaryConfig.Series + "aliases:\n  - /category/weekly/feed/\n  - {path: /old.atom, format: atom}\n");
        config.Write(
            "series/weekly/briefs/older.md",
            TemporaryConfig.Brief.Replace("2026-11-02", "2025-11-02\ntopics: [gas]", StringComparison.Ordinal));
        await StartAsync();
    }

    [Fact]
    public async Task A_typing_error_mended_changes_the_tag_and_not_the_date()
    {
        var before = await EntryAsync();
        await ChangeAsync("corrections:\n  - {kind: typo, at: 2026-11-10, note: A name was misspelt.}", "Mended.");
        var after = await EntryAsync();
        Assert.Equal((before.Id, before.Updated), (after.Id, after.Updated));
        Assert.NotEqual(before.Tag, after.Tag);
        Assert.Contains("A name was misspelt.", await Client.GetStringAsync("/series/weekly/first"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_correction_moves_the_date_keeps_the_ID_and_is_told()
    {
        var before = await EntryAsync();
        await ChangeAsync("corrections:\n  - {kind: correction, at: 2026-11-10T09:00:00Z, note: 'Forty, not thirty.'}", "Forty.");
        var after = await EntryAsync();
        Assert.Equal(before.Id, after.Id);
        Assert.Equal("2026-11-10T09:00:00Z", after.Updated);
        Assert.Contains("Forty, not thirty.", await Client.GetStringAsync("/series/weekly/first"), StringComparison.Ordinal);
        Assert.Contains("Forty, not thirty.", await Client.GetStringAsync("/series/weekly/feed.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_withdrawn_brief_is_gone_and_its_feed_says_so()
    {
        var before = await EntryAsync();
        await ChangeAsync("status: withdrawn\ncorrections:\n  - {kind: retraction, at: 2026-11-10, note: The source was forged.}", "Text.");
        using var page = await Client.GetAsync("/series/weekly/first", ("Accept", "text/html"));
        Assert.Equal(HttpStatusCode.Gone, page.StatusCode);
        var words = await page.Content.ReadAsStringAsync();
        Assert.Contains("The source was forged.", words, StringComparison.Ordinal);
        Assert.DoesNotContain("First", words, StringComparison.Ordinal);
        var feed = XElement.Parse(await Client.GetStringAsync("/series/weekly/feed.atom"));
        Assert.Equal(before.Id, (string?)Assert.Single(feed.Elements(Tombstones + "deleted-entry")).Attribute("ref"));
        Assert.DoesNotContain(feed.Elements(Atom + "entry"), e => e.Element(Atom + "id")!.Value == before.Id);
        Assert.DoesNotContain("/first\"", await Client.GetStringAsync("/series/weekly"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/series/weekly/feed.rss", "first")]
    [InlineData("/series/weekly/feed.json", "first")]
    [InlineData("/series/weekly/topics/oil/feed.rss", "first")]
    [InlineData("/series/weekly/topics/oil/feed.json", "first")]
    [InlineData("/series/weekly/archive/2025/feed.rss", "older")]
    [InlineData("/series/weekly/archive/2025/feed.json", "older")]
    public async Task A_reader_without_tombstones_gets_the_notice_in_place_of_the_text(string path, string slug)
    {
        var published = slug == "older" ? "published: 2025-11-02\ntopics: [gas]" : "published: 2026-11-02\ntopics: [oil]";
        await WriteAsync(slug, published, "Marzipan & more.");
        var before = await Client.GetStringAsync(path);
        Assert.Contains("Marzipan", before, StringComparison.Ordinal);
        Assert.Contains($"The dek of {slug}", before, StringComparison.Ordinal);
        await WriteAsync(
            slug, published + "\nstatus: withdrawn\ncorrections:\n  - {kind: retraction, at: 2026-11-10, note: The source was forged.}",
            "Marzipan & more.");
        var after = await Client.GetStringAsync(path);
        Assert.DoesNotContain("Marzipan", after, StringComparison.Ordinal);
        Assert.DoesNotContain($"The dek of {slug}", after, StringComparison.Ordinal);
        Assert.Contains("Withdrawn on 10 November 2026:", after, StringComparison.Ordinal);
        Assert.Contains("The source was forged.", after, StringComparison.Ordinal);
        Assert.Contains("2026-11-10T00:00:00Z", after, StringComparison.Ordinal);
        if (!path.EndsWith(".rss", StringComparison.Ordinal))
            return;
        var (old, notice) = (RssItem(before, slug), RssItem(after, slug));
        Assert.Equal(
            (old.Element("guid")!.Value, old.Element("pubDate")!.Value, $"Withdrawn: {old.Element("title")!.Value}"),
            (notice.Element("guid")!.Value, notice.Element("pubDate")!.Value, notice.Element("title")!.Value));
        Assert.Equal("2026-11-10T00:00:00Z", notice.Element(Atom + "updated")!.Value);
    }

    [Fact]
    public async Task The_page_of_a_part_says_that_what_was_there_is_withdrawn()
    {
        await WriteAsync(
            "first",
            "published: 2026-11-02\ntopics: [oil]\nstatus: withdrawn\ncorrections:\n  - {kind: retraction, at: 2026-11-10, note: Forged.}",
            "Text.");
        Assert.Contains("has been withdrawn", await Client.GetStringAsync("/series/weekly/topics/oil"), StringComparison.Ordinal);
        Assert.DoesNotContain("topics/oil", await Client.GetStringAsync("/series/weekly"), StringComparison.Ordinal);
        Assert.DoesNotContain("topics/oil", await Client.GetStringAsync("/sitemap.xml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_year_has_an_archive_to_be_kept_for_ever()
    {
        foreach (var path in new[] { "/series/weekly/archive/2025/feed.atom", "/series/weekly/topics/gas/feed.atom" })
        {
            using var answer = await Client.GetAsync(path);
            Assert.Equal(
                path.Contains("archive", StringComparison.Ordinal),
                answer.Header("Cache-Control")!.Contains("immutable", StringComparison.Ordinal));
            var feed = XElement.Parse(await answer.Content.ReadAsStringAsync());
            Assert.EndsWith("/older", Assert.Single(feed.Elements(Atom + "entry")).Element(Atom + "id")!.Value, StringComparison.Ordinal);
            Assert.Equal($"<https://hub.example{path}>; rel=\"self\"", answer.Header("Link"));
        }
        foreach (var path in new[] { "/series/weekly/archive/2026/feed.atom", "/series/weekly/archive/x/feed.atom",
            "/series/weekly/topics/oil/feed.atom", "/series/weekly/topics/gas/archive/2025/feed.rss" })
        {
            using var answer = await Client.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
        Assert.Contains("older", await Client.GetStringAsync("/series/weekly/topics/gas"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/category/weekly/feed", "/series/weekly/feed.rss")]
    [InlineData("/category/weekly/feed/", "/series/weekly/feed.rss")]
    [InlineData("/old.atom", "/series/weekly/feed.atom")]
    public async Task An_old_address_leads_to_the_feed_for_good(string old, string now)
    {
        using var answer = await Client.GetAsync(old);
        Assert.Equal((HttpStatusCode.MovedPermanently, $"https://hub.example{now}"), (answer.StatusCode, answer.Header("Location")));
        using var posted = await Client.SendAsync(HttpMethod.Post, old);
        Assert.Equal(HttpStatusCode.NotFound, posted.StatusCode);
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
            builder.Services.AddSingleton<TimeProvider>(new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero))));

    private static XElement RssItem(string feed, string slug) => XElement.Parse(feed).Descendants("item")
        .Single(i => i.Element("link")!.Value.EndsWith($"/{slug}", StringComparison.Ordinal));

    private Task ChangeAsync(string front, string text) => WriteAsync("first", $"published: 2026-11-02\n{front}", text);

    private async Task WriteAsync(string slug, string front, string text)
    {
        config.Write(
            $"series/weekly/briefs/{slug}.md",
            TemporaryConfig.Brief.Replace("published: 2026-11-02", front, StringComparison.Ordinal)
                .Replace("This week's brief examines the first thing", $"The dek of {slug}", StringComparison.Ordinal)
                .Replace("Text.", text, StringComparison.Ordinal));
        await hub!.DisposeAsync();
        await StartAsync();
    }

    private async Task<(string Id, string Updated, string? Tag)> EntryAsync()
    {
        using var answer = await Client.GetAsync("/series/weekly/feed.atom");
        var entry = XElement.Parse(await answer.Content.ReadAsStringAsync()).Elements(Atom + "entry").First();
        return (entry.Element(Atom + "id")!.Value, entry.Element(Atom + "updated")!.Value, answer.Header("ETag"));
    }
}

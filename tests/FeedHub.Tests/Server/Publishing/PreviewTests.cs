using System.Net;
using FeedHub.Core.Access;
using FeedHub.Server.Configuration;
using FeedHub.Tests.Server.Commands;
using FeedHub.Tests.Server.Configuration;
using FeedHub.Tests.Server.Endpoints;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FeedHub.Tests.Server.Publishing;

/// <summary>Briefs that are not public, shown to who was told the secret, and to nobody else.</summary>
public sealed class PreviewTests : IAsyncLifetime
{
    private const string Draft =
        "---\ntitle: Zirconium\ndek: This week's brief examines zirconium.\nstatus: draft\nimage: {file: zirconium.png, alt: A "
            + "lump}\n---\nMarzipan.\n\n"
        + "![A mine](media/mine.png)\n\n## What we are watching\n\n- **Shaft.** ![It](media/a%20shaft.png)\n";
    private readonly TemporaryConfig config = new();
    private readonly string data = Directory.CreateTempSubdirectory("feedhub-").FullName;
    private readonly KeptLog log = new();
    private RunningHub hub = null!;

    public async ValueTask InitializeAsync()
    {
        config.Delete("sources/alpha.yaml");
        config.Write("series/weekly/briefs/zirconium.md", Draft);
        config.Write(
            "series/weekly/briefs/first.md",
            TemporaryConfig.Brief.Replace("\n---\n", "\nimage: {file: first.png, alt: It}\n---\n", StringComparison.Ordinal));
        foreach (var name in new[] { "zirconium", "mine", "a shaft", "first", "stray" })
            config.WriteBytes($"series/weekly/media/{name}.png", InstitutePosts.Png);
        hub = await RunningHub.StartAsync(
            new FeedHubOptions { ConfigDirectory = config.Folder, DataDirectory = data }, builder => builder.Logging.AddProvider(log));
    }

    [Fact]
    public async Task The_secret_address_shows_a_draft_and_nothing_else_leads_to_it()
    {
        var path = await SecretAsync();
        using var page = await hub.Client.GetAsync(path);
        var html = await page.Content.ReadAsStringAsync();
        Assert.Equal((HttpStatusCode.OK, "no-store"), (page.StatusCode, page.Header("Cache-Control")));
        Assert.StartsWith("noindex", page.Header("X-Robots-Tag"), StringComparison.Ordinal);
        Assert.Contains("Marzipan.", html, StringComparison.Ordinal);
        using var picture = await hub.Client.GetAsync($"{path}/media/zirconium.png");
        Assert.Equal(InstitutePosts.Png, await picture.Content.ReadAsByteArrayAsync());
        Assert.Contains($"{path}/media/zirconium.png", html, StringComparison.Ordinal);

        foreach (var guess in new[] { path[..^1] + (path[^1] == '0' ? '1' : '0'), "/preview/zirconium", "/preview/x",
            "/preview/" + new string('0', 64) })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await hub.Client.GetAsync(guess)).StatusCode);
        }

        var token = path.Split('/')[^1];
        var crawl = await PublicCrawl.AllAsync(hub.Client, ["/series/weekly/zirconium", "/editors/series/weekly"]);
        Assert.All(crawl, answer => Assert.All(["irconium", "Marzipan", token], secret =>
            Assert.False(
                answer.Value.Contains(secret, StringComparison.OrdinalIgnoreCase)
                    && !answer.Key.Contains("zirconium", StringComparison.Ordinal),
                $"{secret} in {answer.Key}")));
        Assert.DoesNotContain(token, log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preview_shows_the_pictures_of_its_brief_and_no_other_file()
    {
        var path = await SecretAsync();
        foreach (var (file, status) in new[]
        {
            ("zirconium.png", HttpStatusCode.OK), ("mine.png", HttpStatusCode.OK), ("a%20shaft.png", HttpStatusCode.OK),
            ("first.png", HttpStatusCode.NotFound), ("stray.png", HttpStatusCode.NotFound), ("nothing.png", HttpStatusCode.NotFound),
        })
        {
            using var picture = await hub.Client.GetAsync($"{path}/media/{file}");
            Assert.Equal((file, status), (file, picture.StatusCode));
        }
    }

    [Fact]
    public async Task A_picture_of_a_clock_that_ran_ahead_was_not_changed_in_the_future()
    {
        foreach (var (file, address) in new[] { ("first.png", "/series/weekly/media/first.png"),
            ("mine.png", $"{await SecretAsync()}/media/mine.png") })
        {
            File.SetLastWriteTimeUtc(
                Path.Combine(config.Folder, "series/weekly/media", file), new DateTime(2100, 1, 1, 0, 0, 0, DateTimeKind.Utc));
            using var picture = await hub.Client.GetAsync(address);
            Assert.True(
                picture.Content.Headers.LastModified <= picture.Headers.Date,
                $"{address}: {picture.Content.Headers.LastModified} after {picture.Headers.Date}");
        }
    }

    [Fact]
    public async Task A_brief_that_is_not_public_shows_no_number()
    {
        var html = await hub.Client.GetStringAsync(await SecretAsync());
        Assert.Contains("<span>Not yet numbered</span>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("No. ", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_for_editors_needs_their_key()
    {
        using var without = await hub.Client.GetAsync("/editors/series/weekly");
        await without.ProblemAsync(HttpStatusCode.Unauthorized);
        using var reader = await hub.Client.GetAsync(
            "/editors/series/weekly", ("Authorization", $"Bearer {await KeyAsync(AccessRole.Reader)}"));
        Assert.Equal(HttpStatusCode.Unauthorized, reader.StatusCode);
        var password = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"any:{await KeyAsync(AccessRole.Editor)}"));
        using var editor = await hub.Client.GetAsync("/editors/series/weekly", ("Authorization", $"Basic {password}"));
        Assert.Equal((HttpStatusCode.OK, "no-store"), (editor.StatusCode, editor.Header("Cache-Control")));
    }

    [Fact]
    public async Task A_file_is_previewed_as_one_page_and_its_mistakes_are_named_by_line()
    {
        var (file, page) = (Path.Combine(config.Folder, "series/weekly/briefs/zirconium.md"), Path.Combine(data, "page.html"));
        var run = await RunAsync("preview", file, "--out", page);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains($"https://hub.example{await SecretAsync()}", run.Output, StringComparison.Ordinal);
        var html = await File.ReadAllTextAsync(page);
        Assert.Contains("Marzipan.", html, StringComparison.Ordinal);
        Assert.Contains("src=\"data:image/png;base64,", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script type=\"module\"", html, StringComparison.Ordinal);

        var draft = Path.Combine(data, "draft.md");
        await File.WriteAllTextAsync(draft, Draft.Replace("status: draft", "status: draft\ntopics: [A b]", StringComparison.Ordinal));
        var wrong = await RunAsync("preview", draft, "--series", "weekly", "--out", page);
        Assert.Equal((1, $"{draft}:5: topics: 'A b' may contain only lower-case letters a to z, digits and single hyphens\n"),
            (wrong.Code, wrong.Error));
        Assert.Equal(2, (await RunAsync("preview", draft)).Code);
    }

    [Fact]
    public async Task A_preview_speaks_of_its_own_file_and_of_no_other()
    {
        config.Write("series/weekly/briefs/broken.md", "no front matter");
        config.Write("sources/broken.yaml", "id: [");
        var (file, page) = (Path.Combine(config.Folder, "series/weekly/briefs/zirconium.md"), Path.Combine(data, "page.html"));
        await File.WriteAllTextAsync(file, Draft.Replace("status: draft", "status: draft\ntopics: [A b]", StringComparison.Ordinal));
        var run = await FeedHubRun.OfProcessAsync("preview", file, "--out", page, "--config", config.Folder, "--data", data);
        Assert.Equal(
            (1, $"{file}:5: topics: 'A b' may contain only lower-case letters a to z, digits and single hyphens\n"), (run.Code, run.Error));
    }

    public async ValueTask DisposeAsync()
    {
        await hub.DisposeAsync();
        config.Dispose();
        Directory.Delete(data, recursive: true);
    }

    private async Task<string> SecretAsync()
    {
        using var page = await hub.Client.GetAsync(
            "/editors/series/weekly", ("Authorization", $"Bearer {await KeyAsync(AccessRole.Editor)}"));
        var html = await page.Content.ReadAsStringAsync();
        return System.Text.RegularExpressions.Regex.Match(html, "/preview/[0-9a-f]{64}").Value;
    }

    private async Task<string> KeyAsync(AccessRole role)
    {
        var key = AccessKey.Mint();
        await hub.Services.GetRequiredService<IAccessKeyStore>()
            .AddAsync(AccessKey.Hash(key), role, "test", DateTimeOffset.UnixEpoch, default);
        return key;
    }

    private Task<FeedHubRun> RunAsync(params string[] args) => FeedHubRun.OfAsync([.. args, "--config", config.Folder, "--data", data]);
}
